"""Clocks that have run out, or soon will, in the order in which they do: read along the index of `due_at`, nothing is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from dukou.casework.core.budgets import BudgetUnit
from dukou.casework.core.profiles import Rung
from dukou.casework.core.states import ClockState, Ruling
from dukou.casework.models import Case, ExtensionRequest, RungTaken, RunningClock
from dukou.casework.queries.calendars import calendar_in_force
from dukou.casework.queries.profiles import profile_of
from dukou.kit.core.labels import Label, same
from dukou.kit.core.numbers import whole_number

Cases = QuerySet[Any, int] | None  # None: of all, which spares the database the question
_NO_DUTY = ("objection",)  # a right that lapses: nobody is late with it


@dataclass(frozen=True, slots=True)
class DueClock:
    """A clock of a case. `unit`: who has it, None: the case itself; `rung`: the highest reached; `days`: working days late, at least 0."""

    case: int
    clock: int
    name: Label
    unit: Label | None
    due_at: datetime
    due_on: date
    by_hour: bool
    is_firm: bool
    days: int
    rung: Rung | None

    @property
    def mark(self) -> str:
        """Where the next page of a list goes on."""
        return f"{self.due_at.timestamp():.6f}-{self.clock}"


def late_clocks(cases: Cases, kind: str, now: datetime, rung: Rung | None = None) -> QuerySet[RunningClock]:
    """The clocks of these cases that have run out, the longest first; `rung`: those whose highest rung it is."""
    rows = _running(cases, kind).filter(due_at__lte=now)
    if rung is None:
        return rows
    higher = [each.value for each in Rung if each.height > rung.height]
    taken = RungTaken.objects.filter(clock=OuterRef("pk"), ends_at=OuterRef("due_at"))
    return rows.filter(Exists(taken.filter(rung=rung.value))).exclude(Exists(taken.filter(rung__in=higher)))


def soon_clocks(cases: Cases, kind: str, now: datetime, until: datetime) -> QuerySet[RunningClock]:
    """The clocks of these cases that run out after `now` and up to `until`, the next first."""
    return _running(cases, kind).filter(due_at__gt=now, due_at__lte=until)


def after_mark(rows: QuerySet[RunningClock], mark: str) -> QuerySet[RunningClock]:
    """What follows a mark; a mark that is none begins at the beginning."""
    seconds, _, written = mark.partition("-")
    if (clock := whole_number(written)) is None:
        return rows
    try:
        at = datetime.fromtimestamp(float(seconds), timezone.get_default_timezone())
    except (ValueError, OverflowError, OSError):
        return rows
    return rows.filter(due_at__gte=at).filter(Q(due_at__gt=at) | Q(pk__gt=clock))


def told_clocks(rows: Sequence[RunningClock], now: datetime, names: dict[str, Label]) -> list[DueClock]:
    """These clocks in words; two queries however many. `names`: of clocks that no profile knows, such as a promise."""
    highest: dict[int, Rung] = {}
    taken = RungTaken.objects.filter(clock__in=[row.pk for row in rows], ends_at=F("clock__due_at"))
    for clock, code in taken.values_list("clock_id", "rung"):
        rung = Rung.of(code)
        if clock not in highest or rung.height > highest[clock].height:
            highest[clock] = rung
    days = _DaysLate(timezone.localdate(now))
    return [_told(row, highest.get(row.pk), days, names) for row in rows]


def waiting_extensions(cases: Cases, kind: str) -> QuerySet[ExtensionRequest]:
    """The requests for more time of these cases that wait for a ruling, the longest first."""
    rows = ExtensionRequest.objects.filter(ruling=Ruling.WAITING.value, clock__case__kind=kind)
    rows = rows.exclude(clock__state=ClockState.STOPPED.value)
    rows = rows if cases is None else rows.filter(clock__case__in=cases)
    return rows.select_related("clock__leg__unit").order_by("asked_at", "pk")


def _running(cases: Cases, kind: str) -> QuerySet[RunningClock]:
    """Of one kind by a question to each row: as a condition on the case, the database would begin at the cases and sort all of them."""
    rows = RunningClock.objects.filter(Exists(Case.objects.filter(pk=OuterRef("case_id"), kind=kind)), state=ClockState.RUNNING.value)
    rows = rows.exclude(key__in=_NO_DUTY) if cases is None else rows.exclude(key__in=_NO_DUTY).filter(case__in=cases)
    # the text of a profile is long and read once a process: it is not fetched with each row
    return rows.select_related("leg__unit", "case__profile").defer("case__profile__content").order_by("due_at", "pk")


class _DaysLate:
    """Working days from a deadline's day to today, by the calendar of the case's profile; each calendar is asked for once."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._calendars: dict[str, Any] = {}

    def of(self, row: RunningClock) -> int:
        key = profile_of(row.case.profile).calendar
        if key not in self._calendars:
            self._calendars[key] = calendar_in_force(key)[0]
        return max(0, self._calendars[key].between(row.due_on, self.today)) if row.due_on else 0


def _told(row: RunningClock, rung: Rung | None, days: _DaysLate, names: dict[str, Label]) -> DueClock:
    rule = profile_of(row.case.profile).clock(row.case.grade, row.key)
    assert row.due_at is not None
    assert row.due_on is not None
    return DueClock(
        case=row.case_id,
        clock=row.pk,
        name=rule.name if rule else names.get(row.key, same(row.key)),
        unit=row.leg.unit.label if row.leg else None,
        due_at=row.due_at,
        due_on=row.due_on,
        by_hour=not BudgetUnit.of(row.unit).is_by_day,
        is_firm=row.is_firm,
        days=days.of(row),
        rung=rung,
    )
