"""When the clocks of a case are due: rows and ledgers turned into what `core` reckons with, and back into projections."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dukou.casework.core.budgets import Budget, BudgetUnit
from dukou.casework.core.calendars import WorkingCalendar
from dukou.casework.core.clocks import Clock, due
from dukou.casework.core.escalation import RungMoment, moments, next_moment
from dukou.casework.core.ledgers import Entry, EntryKind, Holder, read
from dukou.casework.core.profiles import WINDOWS, Profile, Rung
from dukou.casework.core.receipts import Rule, receipt
from dukou.casework.models import CalendarVersion, ClockEntry, RungTaken, RunningClock
from dukou.casework.queries.calendars import calendar_in_force, calendar_version
from dukou.casework.queries.profiles import profile_of

TakenRung = tuple[Rung, datetime]


@dataclass(frozen=True, slots=True)
class Timing:
    """What the clocks of a case are reckoned with: the profile it is pinned to, and the calendar in force with its row."""

    profile: Profile
    calendar: WorkingCalendar
    calendar_id: int


@dataclass(frozen=True, slots=True)
class Projection:
    """What a clock's row says beside the truth. All None: the clock does not run."""

    due_at: datetime | None = None
    due_on: date | None = None
    is_firm: bool = True
    next_at: datetime | None = None


def timing_of(profile: Profile) -> Timing:
    """The timing of a case under this profile, today."""
    calendar, row = calendar_in_force(profile.calendar)
    return Timing(profile, calendar, row)


def entries_of(rows: Iterable[ClockEntry]) -> tuple[Entry, ...]:
    """The ledger's lines as `core` reads them, in the order in which they were made."""
    return tuple(
        Entry(EntryKind.of(row.kind), row.at, row.value, Holder.of(row.holder), BudgetUnit.of(row.unit))
        for row in sorted(rows, key=lambda row: (row.at, row.pk))
    )


def clock_of(row: RunningClock, entries: Iterable[Entry], profile: Profile) -> Clock:
    """The clock that a row and its ledger tell."""
    budget = Budget(row.value, BudgetUnit.of(row.unit))
    return Clock(row.anchor_at, budget, profile.convention, read(entries), has_ladder=row.key not in WINDOWS, until=row.until_on)


def ladder_of(clock: Clock, timing: Timing) -> tuple[RungMoment, ...]:
    """The rungs of a clock that runs; none while it stands, and none of a window."""
    until = due(clock, timing.calendar)
    if until is None or not clock.has_ladder:
        return ()
    return moments(timing.profile.ladder, until, clock.anchor, timing.profile.convention, timing.calendar)


def projected(clock: Clock, taken: Collection[TakenRung], timing: Timing) -> Projection:
    """What the row of a clock that is not stopped has to say."""
    until = due(clock, timing.calendar)
    if until is None:
        return Projection()
    return Projection(until.at, until.on, until.is_firm, next_moment(ladder_of(clock, timing), taken_for(until.at, taken)))


def rungs_taken(row: RunningClock) -> set[TakenRung]:
    """The rungs that were taken for a clock, each with the end for which it was."""
    return {(Rung.of(code), ends) for code, ends in RungTaken.objects.filter(clock=row).values_list("rung", "ends_at")}


def taken_for(ends_at: datetime, taken: Iterable[TakenRung]) -> set[Rung]:
    """Those that were taken for this end. What was announced of another says nothing of it."""
    return {rung for rung, ends in taken if ends == ends_at}


def receipt_of(row: RunningClock, *, as_projected: bool = True) -> dict[str, Any]:
    """The receipt of a clock's deadline: under the calendar by which it is projected, or else the newest."""
    profile = profile_of(row.case.profile)
    calendar = calendar_version(row.calendar_id) if as_projected else calendar_in_force(profile.calendar)[0]
    entries = entries_of(row.entries.all())
    rule = Rule(profile.key, profile.version, row.key)
    return receipt(clock_of(row, entries, profile), calendar, entries, rule)


def newest_calendar(key: str) -> CalendarVersion | None:
    """The row of the calendar in force."""
    return CalendarVersion.objects.filter(key=key).order_by("-number").first()
