"""Clocks of a case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from dukou.casework.core.states import ClockState, Ruling
from dukou.casework.models import ExtensionRequest, RunningClock


def live_clock(case: int, key: str, leg: int | None = None) -> RunningClock | None:
    """The clock of this name that is not stopped, of the case or of one of its legs."""
    return RunningClock.objects.exclude(state=ClockState.STOPPED.value).filter(case=case, key=key, leg=leg).first()


def live_clocks(case: int) -> QuerySet[RunningClock]:
    """Every clock of a case that is not stopped."""
    return RunningClock.objects.exclude(state=ClockState.STOPPED.value).filter(case=case).select_related("leg__unit").order_by("pk")


def clocks_of(case: int) -> QuerySet[RunningClock]:
    """Every clock that a case ever had."""
    return RunningClock.objects.filter(case=case).select_related("leg__unit").order_by("pk")


def waiting_extension(case: int) -> ExtensionRequest | None:
    """The request for more time that waits for its ruling."""
    waiting = ExtensionRequest.objects.filter(clock__case=case, ruling=Ruling.WAITING.value)
    waiting = waiting.exclude(clock__state=ClockState.STOPPED.value)
    return waiting.select_related("clock__case__profile", "clock__leg__unit").order_by("pk").first()


@dataclass(frozen=True, slots=True)
class OuterClock:
    """The clock of a case that whoever brought it sees: the promised day while one was promised, else the outer one."""

    due_at: datetime | None
    due_on: date | None
    is_firm: bool
    state: ClockState


def outer_clocks(cases: Iterable[int], keys: Sequence[str] = ("promise", "outer")) -> dict[int, OuterClock]:
    """By case the first of these clocks that is not stopped; one query."""
    rows = RunningClock.objects.exclude(state=ClockState.STOPPED.value).filter(case__in=list(cases), key__in=keys)
    found: dict[int, tuple[int, OuterClock]] = {}
    for row in rows:
        if row.leg_id is not None:  # left out here: a database asked for it looks through every clock that has no leg
            continue
        rank = keys.index(row.key)
        if row.case_id not in found or rank < found[row.case_id][0]:
            found[row.case_id] = rank, OuterClock(row.due_at, row.due_on, row.is_firm, ClockState.of(row.state))
    return {case: clock for case, (_, clock) in found.items()}
