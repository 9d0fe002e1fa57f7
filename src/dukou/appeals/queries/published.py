"""What everybody may read: published copies, and the figures of one cut with small counts suppressed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from dukou.appeals.core.public_cuts import read
from dukou.appeals.core.statistics import PublicTables, by_group, public_tables
from dukou.appeals.models import Appeal, PublicCopy, PublicCut
from dukou.appeals.queries.rules import rules_in_force
from dukou.appeals.queries.statistics import filed_in, rows_among
from dukou.casework.core.clocks import ZONE
from dukou.kit.core.numbers import whole_number
from dukou.kit.core.periods import Period, months, parse_period


@dataclass(frozen=True, slots=True)
class Published:
    """A published copy: no firm, no number, no person."""

    title: str
    question: str
    answer: str
    topic: str
    on: date


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """One cut: appeals filed in `period`, as they stood when it ended. `threshold`: the smallest count that is shown."""

    period: Period
    tables: PublicTables
    threshold: int
    has_synthetic: bool


def published_page(after: str, size: int) -> tuple[list[Published], str]:
    """Published copies, the newest first, after a mark; and the mark of the next page, empty where there is none."""
    rows = PublicCopy.objects.filter(approved_at__isnull=False, withdrawn_at__isnull=True).select_related("appeal")
    mark = whole_number(after)
    last = None if mark is None else rows.filter(pk=mark).first()
    if last is not None:
        rows = rows.filter(Q(approved_at__lt=last.approved_at) | Q(approved_at=last.approved_at, pk__lt=last.pk))
    found = list(rows.order_by("-approved_at", "-pk")[: size + 1])
    page = [
        Published(row.title, row.question, row.answer, row.appeal.topic, timezone.localdate(row.approved_at))
        for row in found[:size]
        if row.approved_at is not None
    ]
    return page, str(found[size - 1].pk) if len(found) > size else ""


def public_figures() -> PublicFigures | None:
    """The newest cut that was published, as it was kept; None: there is none yet. Nothing is reckoned when somebody reads."""
    row = PublicCut.objects.order_by("-ended_on").first()
    if row is None:
        return None
    return PublicFigures(parse_period(row.period), read(row.content), row.threshold, row.has_synthetic)


def reckoned(period: Period) -> PublicFigures:
    """The figures of a period by lead unit, as they stood at its end: as far as today's rows tell it, so it is reckoned once and kept.

    Clocks move after the end of a quarter, too (a question makes them stand, a notice shifts them). A table that is reckoned anew each
    day, or a month beside the year, could be subtracted from another one, and the difference would tell the small counts.
    """
    ended, threshold = end_of(period), rules_in_force().suppress_below
    appeals = filed_in(period, Appeal.objects.all())
    groups = by_group(rows_among(appeals, ended), lambda row: row.unit, ended)
    return PublicFigures(period, public_tables(groups, threshold), threshold, appeals.filter(is_synthetic=True).exists())


def cut_on(period: Period) -> date | None:
    """The day on which the figures of a period were published; None: they were not."""
    at = PublicCut.objects.filter(period=str(period)).values_list("cut_at", flat=True).first()
    return timezone.localdate(at) if at else None


def end_of(period: Period) -> datetime:
    """The first moment after a period."""
    return datetime.combine(period.last + timedelta(days=1), datetime.min.time(), ZONE)


def last_quarter(today: date) -> Period:
    """The newest quarter that is over."""
    number, quarter = divmod(today.year * 4 + (today.month - 1) // 3 - 1, 4)
    return months(number, quarter * 3 + 1, quarter * 3 + 3)


def next_quarter_on(today: date) -> date:
    """The first day on which the present quarter is the newest one that is over."""
    number, quarter = divmod(today.year * 4 + (today.month - 1) // 3 + 1, 4)
    return date(number, quarter * 3 + 1, 1)
