"""Clocks of a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, QuerySet
from django.utils import timezone

from dukou.casework.core.budgets import BudgetUnit
from dukou.casework.core.profiles import WINDOWS
from dukou.casework.core.states import ClockState, Ruling
from dukou.casework.models import ExtensionRequest, RunningClock
from dukou.casework.queries.profiles import profile_of
from dukou.kit.core.labels import Label, same


def live_clock(case: int, key: str, leg: int | None = None) -> RunningClock | None:
    """The clock of this name that is not stopped, of the case or of one of its legs."""
    return RunningClock.objects.exclude(state=ClockState.STOPPED.value).filter(case=case, key=key, leg=leg).first()


def live_clocks(case: int) -> QuerySet[RunningClock]:
    """Every clock of a case that is not stopped."""
    return RunningClock.objects.exclude(state=ClockState.STOPPED.value).filter(case=case).select_related("leg__unit").order_by("pk")


def clocks_of(case: int) -> QuerySet[RunningClock]:
    """Every clock that a case ever had."""
    return RunningClock.objects.filter(case=case).select_related("leg__unit").order_by("pk")


def rounds_begun(cases: Iterable[int], key: str) -> dict[int, datetime]:
    """By case when the clock of this name was last begun: what is handled again begins a new one, with all its time."""
    rows = RunningClock.objects.filter(case__in=list(cases), key=key, leg__isnull=True).order_by().values("case_id")
    return dict(rows.annotate(begun=Max("anchor_at")).values_list("case_id", "begun"))


def waiting_extension(case: int) -> ExtensionRequest | None:
    """The request for more time that waits for its ruling."""
    waiting = ExtensionRequest.objects.filter(clock__case=case, ruling=Ruling.WAITING.value)
    waiting = waiting.exclude(clock__state=ClockState.STOPPED.value)
    return waiting.select_related("clock__case__profile", "clock__leg__unit").order_by("pk").first()


@dataclass(frozen=True, slots=True)
class ListedClock:
    """The one clock of a case that a line of a list shows. `by_hour`: it runs out within a day, at `due_at`."""

    name: Label
    due_at: datetime | None
    due_on: date | None
    is_firm: bool
    by_hour: bool
    state: ClockState


def outer_clocks(cases: Iterable[int], names: Mapping[str, Label], keys: Sequence[str] = ("promise", "outer")) -> dict[int, ListedClock]:
    """By case the first of these clocks that is not stopped, which whoever brought the case sees: the promised day before the outer one."""
    found: dict[int, tuple[int, RunningClock]] = {}
    for row in _not_stopped(cases).filter(key__in=keys):
        if row.leg_id is not None:  # left out here: a database asked for it looks through every clock that has no leg
            continue
        rank = keys.index(row.key)
        if row.case_id not in found or rank < found[row.case_id][0]:
            found[row.case_id] = rank, row
    return {case: _listed(row, names) for case, (_, row) in found.items()}


def tightest_clocks(cases: Iterable[int], names: Mapping[str, Label]) -> dict[int, ListedClock]:
    """By case the clock that runs out first, of the case or of a part, as offices are told; one that stands only where none runs.

    One query. `names`: of clocks that no profile knows, such as a promise.
    """
    found: dict[int, RunningClock] = {}
    for row in _not_stopped(cases).exclude(key__in=WINDOWS):
        if row.case_id not in found or _end(row) < _end(found[row.case_id]):
            found[row.case_id] = row
    return {case: _listed(row, names) for case, row in found.items()}


def due_words(key: str, cases: Iterable[int]) -> dict[int, str]:
    """By case until when the clock of this name runs, of those that are not stopped; one query."""
    rows = RunningClock.objects.exclude(state=ClockState.STOPPED.value).filter(case__in=list(cases), key=key)
    return {row.case_id: due_word(row) for row in rows}


def due_word(row: RunningClock) -> str:
    """Until when a clock runs: a day for clocks by the day, a moment for those by the hour; empty while it stands."""
    if row.due_at is None:
        return ""
    return str(row.due_on) if BudgetUnit.of(row.unit).is_by_day else f"{timezone.localtime(row.due_at):%Y-%m-%d %H:%M}"


def _not_stopped(cases: Iterable[int]) -> QuerySet[RunningClock]:
    rows = RunningClock.objects.exclude(state=ClockState.STOPPED.value).filter(case__in=list(cases))
    # the text of a profile is long and read once a process: it is not fetched with each row
    return rows.select_related("case__profile").defer("case__profile__content")


def _end(row: RunningClock) -> tuple[bool, float, int]:
    return row.due_at is None, row.due_at.timestamp() if row.due_at else 0.0, row.pk


def _listed(row: RunningClock, names: Mapping[str, Label]) -> ListedClock:
    rule = profile_of(row.case.profile).clock(row.case.grade, row.key)
    name, by_hour = rule.name if rule else names.get(row.key, same(row.key)), not BudgetUnit.of(row.unit).is_by_day
    return ListedClock(name, row.due_at, row.due_on, row.is_firm, by_hour, ClockState.of(row.state))
