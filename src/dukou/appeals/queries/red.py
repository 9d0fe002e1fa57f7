"""The red list: what is late now, what falls due next, what waits for a ruling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.appeals.models import Appeal, Objection
from dukou.appeals.queries.owned import NAMES
from dukou.appeals.queries.statistics import KIND
from dukou.appeals.queries.visibility import visible_appeals
from dukou.casework.core.profiles import Rung
from dukou.casework.core.states import Ruling
from dukou.casework.queries.clocks import due_word, due_words
from dukou.casework.queries.extensions import more_word
from dukou.casework.queries.late import DueClock, after_mark, late_clocks, soon_clocks, told_clocks, waiting_extensions
from dukou.casework.queries.legs import open_units
from dukou.kit.core.labels import Label, LabelledEnum

_GIVEN_TO = Label("改由{unit}办理", "that {unit} handles it")
_LONGER = Label("延长 {more}，原期限 {day}", "{more} more; due {day} now")


class Asked(LabelledEnum):
    """What waits for somebody's ruling."""

    OBJECTION = "objection", "派单异议", "objection to a dispatch"
    EXTENSION = "extension", "延期申请", "request for more time"


@dataclass(frozen=True, slots=True)
class RedLine:
    """One clock of one appeal. `units`: who has it in hand: the unit that the clock times, else those with a part of the appeal."""

    number: int
    title: str
    firm_name: str
    is_synthetic: bool
    units: tuple[Label, ...]
    clock: DueClock


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """Something that waits for a ruling. `unit`: who asks; `asked`: what it asks for; `reason`: why; `due`: until when it is ruled."""

    number: int
    title: str
    what: Asked
    unit: Label | None
    asked: Label
    reason: str
    since: datetime
    due: str


@dataclass(frozen=True, slots=True)
class RedPage:
    """So many lines, and the mark after which the next page begins; empty: there is none."""

    rows: list[RedLine]
    after: str = ""


def late_page(viewer: Viewer, now: datetime, size: int, rung: Rung | None = None, after: str = "") -> RedPage:
    """What is late at `now`, the longest first."""
    rows = after_mark(late_clocks(_numbers(viewer), KIND, now, rung), after)
    return _page(told_clocks(list(rows[: size + 1]), now, NAMES), size)


def soon_page(viewer: Viewer, now: datetime, size: int, after: str = "") -> RedPage:
    """What falls due today and tomorrow, the next first."""
    day = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = after_mark(soon_clocks(_numbers(viewer), KIND, now, day + timedelta(days=2)), after)
    return _page(told_clocks(list(rows[: size + 1]), now, NAMES), size)


def waiting_lines(viewer: Viewer, size: int) -> list[WaitingLine]:
    """Objections and requests for more time that nobody has ruled on yet, the longest first."""
    numbers = _numbers(viewer)
    objections = Objection.objects.filter(ruling=Ruling.WAITING.value)
    objections = objections if numbers is None else objections.filter(appeal__in=numbers)
    disputed = list(objections.select_related("appeal", "unit", "proposed").order_by("made_at", "pk")[:size])
    due = due_words("ruling", [row.appeal_id for row in disputed])
    found = [
        WaitingLine(
            row.appeal_id,
            row.appeal.title,
            Asked.OBJECTION,
            row.unit.label,
            _GIVEN_TO.filled(unit=row.proposed.label),
            row.reason,
            row.made_at,
            due.get(row.appeal_id, ""),
        )
        for row in disputed
    ]
    requests = list(waiting_extensions(numbers, KIND)[:size])
    titles = dict(Appeal.objects.filter(pk__in=[row.clock.case_id for row in requests]).values_list("pk", "title"))
    units = _units([row.clock.case_id for row in requests])
    for row in requests:
        number = row.clock.case_id
        own = row.clock.leg.unit.label if row.clock.leg else next(iter(units.get(number, ())), None)
        asked = _LONGER.filled(more=more_word(row), day=row.clock.due_on or "—")
        found.append(WaitingLine(number, titles[number], Asked.EXTENSION, own, asked, row.reason, row.asked_at, due_word(row.clock)))
    return sorted(found, key=lambda line: line.since)[:size]


def _numbers(viewer: Viewer) -> QuerySet[Appeal, int] | None:
    """The appeals in sight; None: all of them."""
    return None if visible_appeals.rule(viewer) == Q() else visible_appeals.filter(viewer).values_list("pk", flat=True)


def _page(clocks: Sequence[DueClock], size: int) -> RedPage:
    page = clocks[:size]
    numbers = [clock.case for clock in page]
    appeals = Appeal.objects.select_related("enterprise").only("title", "is_synthetic", "enterprise__name").in_bulk(numbers)
    units = _units(numbers)
    rows = [
        RedLine(
            clock.case,
            appeals[clock.case].title,
            appeals[clock.case].enterprise.name,
            appeals[clock.case].is_synthetic,
            (clock.unit,) if clock.unit else units.get(clock.case, ()),
            clock,
        )
        for clock in page
    ]
    return RedPage(rows, page[-1].mark if len(clocks) > size else "")


def _units(numbers: list[int]) -> dict[int, tuple[Label, ...]]:
    names = organisation_names()
    return {number: tuple(names[key] for key in keys) for number, keys in open_units(numbers).items()}
