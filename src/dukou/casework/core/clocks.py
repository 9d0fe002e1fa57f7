"""When a clock is due: from its budget, its convention, its ledger and the calendar. Only these are stored as truth.

A day of a day-counting clock is used up **at its close** and counts if the clock runs then: a pause takes out the days from the one that
is open as it begins up to, not including, the one that is open as it ends (after close, where days end with office time, that is the next
day). So a pause never shortens what is left, and one that ends on the day it began moves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dukou.casework.core.budgets import Budget, BudgetUnit, Convention
from dukou.casework.core.calendars import WorkingCalendar
from dukou.casework.core.ledgers import Ledger, Pause
from dukou.casework.core.office_time import moment_at, position_of

ZONE = ZoneInfo("Asia/Shanghai")  # the mainland keeps one time
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """When a clock runs out. `on`: its last day; `at`: the first moment that is too late; `is_firm`: inside the published horizon."""

    on: date
    at: datetime
    is_firm: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock: when it began, how much time it gives, how that is counted, and its ledger; whether anybody hears of its end.

    `until`: the day on which it ends whatever the calendar says, of a promise; the budget then only tells how long that was.
    """

    anchor: datetime
    budget: Budget
    convention: Convention = field(default=Convention())
    ledger: Ledger = field(default=Ledger())
    has_ladder: bool = True
    until: date | None = None

    @property
    def extended_by(self) -> int:
        """By how much it was extended. What was given in another unit, under another grade, has lapsed: it does not turn into this one."""
        return self.ledger.extra_of(self.budget.unit)

    @property
    def allowed(self) -> Budget:
        """The budget with what it was extended by."""
        return self.budget.plus(self.extended_by)


def due(clock: Clock, calendar: WorkingCalendar) -> Due | None:
    """When the clock runs out; None while it stands still, for then nobody can say. Refused outside the calendar."""
    if clock.ledger.is_standing:
        return None
    calendar.require(_day_of(clock.anchor))
    if clock.until is not None:
        return Due(clock.until, closed_at(clock.until, clock.convention), is_firm=True)
    if not clock.allowed.unit.is_by_day:
        return _due_by_the_hour(clock, calendar)
    on = last_day(clock, calendar)
    calendar.require(on)
    return Due(on, closed_at(on, clock.convention), calendar.is_firm(on))


def consumed(clock: Clock, calendar: WorkingCalendar, now: datetime) -> int:
    """How much of the budget is used up at `now`, in whole units, rounded down; the inverse of `due`. More than allowed: it is overdue."""
    if clock.budget.unit.is_by_day:
        return max(0, _days_run(clock, calendar, open_day(now, clock.convention) - _DAY))
    run = _seconds_run(clock, calendar, now)
    return max(0, int(run // 3600))


def day_zero(clock: Clock, calendar: WorkingCalendar) -> date:
    """The day after which days are counted: the day of receipt, or the one before where that counts too and had not closed yet."""
    received = local(clock.anchor)
    day = received.date()
    if clock.convention.late_is_next_day and (not calendar.counts(day) or received.time() > clock.convention.closes):
        day = calendar.moved_on(day + _DAY)
    return max(day, open_day(received, clock.convention)) - _DAY if clock.convention.first_day_counts else day


def last_day(clock: Clock, calendar: WorkingCalendar) -> date:
    """The last day of a day-counting clock."""
    zero, value = day_zero(clock, calendar), clock.allowed.value
    if clock.budget.unit is BudgetUnit.WORKDAYS:
        last = calendar.add(zero, value)
        for pause in clock.ledger.pauses:
            first, resumed = _days_out(pause, zero, clock.convention)
            if first <= last and (out := calendar.between(first - _DAY, resumed - _DAY)):
                last = calendar.add(last, out)
        return last
    last = zero + value * _DAY
    for pause in clock.ledger.pauses:
        first, resumed = _days_out(pause, zero, clock.convention)
        if first <= rolled(last, clock.convention, calendar):
            last = max(last + (resumed - first), resumed)
    return rolled(last, clock.convention, calendar)


def rolled(day: date, convention: Convention, calendar: WorkingCalendar) -> date:
    """The last day, moved to the next working day where the convention says so."""
    return calendar.moved_on(day) if convention.rolls else day


def is_paused_on(day: date, clock: Clock) -> Pause | None:
    """The pause that takes `day` out, where one does."""
    for pause in clock.ledger.pauses:
        ends = pause.ends and open_day(pause.ends, clock.convention)
        if open_day(pause.begins, clock.convention) <= day and (ends is None or day < ends):
            return pause
    return None


def closed_at(day: date, convention: Convention) -> datetime:
    """The first moment after `day` has closed: the end of office time, or midnight."""
    if convention.ends_at_close:
        return datetime.combine(day, convention.closes, ZONE)
    return datetime.combine(day + _DAY, datetime.min.time(), ZONE)


def open_day(moment: datetime, convention: Convention) -> date:
    """The first day that has not closed by then."""
    today = _day_of(moment)
    return today + _DAY if moment >= closed_at(today, convention) else today


def over_at(day: date) -> datetime:
    """The first moment after a day of the place."""
    return datetime.combine(day + timedelta(days=1), time.min, ZONE)


def local(moment: datetime) -> datetime:
    """The moment as the district's clocks show it."""
    return moment.astimezone(ZONE)


def shown(moment: datetime) -> str:
    """The moment in words, as the district's clocks show it."""
    return f"{local(moment):%Y-%m-%d %H:%M}"


def _day_of(moment: datetime) -> date:
    return local(moment).date()


def _days_out(pause: Pause, zero: date, convention: Convention) -> tuple[date, date]:
    """The days after `zero` that a finished pause takes out: the first, and the first that runs again; the same where it takes none."""
    if pause.ends is None:
        raise ValueError("a clock that stands still has no last day")
    first = max(open_day(pause.begins, convention), zero + _DAY)
    return first, max(first, open_day(pause.ends, convention))


def _days_run(clock: Clock, calendar: WorkingCalendar, closed: date) -> int:
    """The counting days after day zero up to and including `closed` on which the clock ran."""
    zero = day_zero(clock, calendar)
    if closed <= zero:
        return 0
    by_workday = clock.budget.unit is BudgetUnit.WORKDAYS
    run = calendar.between(zero, closed) if by_workday else (closed - zero).days
    for pause in clock.ledger.pauses:
        first = max(open_day(pause.begins, clock.convention), zero + _DAY)
        last = min(closed, open_day(pause.ends, clock.convention) - _DAY) if pause.ends else closed
        if last >= first:
            run -= calendar.between(first - _DAY, last) if by_workday else (last - first).days + 1
    return run


def _due_by_the_hour(clock: Clock, calendar: WorkingCalendar) -> Due:
    seconds = clock.allowed.value * 3600
    if clock.budget.unit is BudgetUnit.HOURS:
        at = clock.anchor + timedelta(seconds=seconds)
        for pause in clock.ledger.pauses:
            if pause.ends is not None and pause.begins < at:
                at += pause.ends - pause.begins
        return Due(_day_of(at), local(at), is_firm=True)
    office = clock.convention.office
    target = position_of(local(clock.anchor), office, calendar) + seconds
    for pause in clock.ledger.pauses:
        if pause.ends is not None and position_of(local(pause.begins), office, calendar) < target:
            target += position_of(local(pause.ends), office, calendar) - position_of(local(pause.begins), office, calendar)
    at = moment_at(target, office, calendar, local(clock.anchor).date()).replace(tzinfo=ZONE)
    return Due(at.date(), at, calendar.is_firm(at.date()))


def _seconds_run(clock: Clock, calendar: WorkingCalendar, now: datetime) -> float:
    def position(moment: datetime) -> float:
        if clock.budget.unit is BudgetUnit.HOURS:
            return moment.timestamp()
        return position_of(local(moment), clock.convention.office, calendar)

    run = position(now) - position(clock.anchor)
    for pause in clock.ledger.pauses:
        if pause.begins < now:
            run -= position(min(now, pause.ends or now)) - position(pause.begins)
    return run
