"""The ladder: which rung is due when, and which are still to be taken. Each is taken once, in order, also after a time without sweeps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dukou.casework.core.budgets import Budget, BudgetUnit, Convention
from dukou.casework.core.calendars import WorkingCalendar
from dukou.casework.core.clocks import ZONE, Due
from dukou.casework.core.office_time import moment_at, position_of
from dukou.casework.core.profiles import Expiry, Rung, RungRule

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RungMoment:
    """A rung of one clock and the moment at which it is due."""

    rung: Rung
    at: datetime


def moments(
    ladder: Iterable[RungRule], due: Due, anchor: datetime, convention: Convention, calendar: WorkingCalendar
) -> tuple[RungMoment, ...]:
    """The rungs of a clock that runs out at `due`, in order; its end itself is always one. Reminders from before it began are left out.

    A rung is never due before the one beneath it.
    """
    found = [RungMoment(Rung.EXPIRY, due.at)]
    for rule in ladder:
        at = before(rule.offset, due, convention, calendar) if rule.is_before else _after(rule.offset, due, convention, calendar)
        if at > anchor:
            found.append(RungMoment(rule.rung, at))
    ordered: list[RungMoment] = []
    for each in sorted(found, key=lambda moment: moment.rung.height):
        ordered.append(RungMoment(each.rung, max(each.at, ordered[-1].at) if ordered else each.at))
    return tuple(ordered)


def to_take(ladder: Iterable[RungMoment], taken: Collection[Rung], now: datetime) -> list[RungMoment]:
    """The rungs that are due and not taken yet, from the lowest up."""
    return [each for each in ladder if each.rung not in taken and each.at <= now]


def next_moment(ladder: Iterable[RungMoment], taken: Collection[Rung]) -> datetime | None:
    """When the next rung is due; None where all are taken."""
    return next((each.at for each in ladder if each.rung not in taken), None)


def is_escalated_at_once(rung: Rung, expiry: Expiry) -> bool:
    """Whether the end of a clock also takes the rung above it: where its end means that it is escalated."""
    return rung is Rung.EXPIRY and expiry is Expiry.ESCALATE


def before(offset: Budget, due: Due, convention: Convention, calendar: WorkingCalendar) -> datetime:
    """The moment that lies `offset` before the end of a clock; by days it is the opening of office time."""
    if offset.unit is BudgetUnit.WORKDAYS:
        return _opening(calendar.at_rank(calendar.rank(due.on) - offset.value, due.on), convention)
    if offset.unit is BudgetUnit.DAYS:
        return _opening(due.on - offset.value * _DAY, convention)
    if offset.unit is BudgetUnit.HOURS:
        return due.at - timedelta(hours=offset.value)
    return _by_office_time(due.at, -offset.value * 3600, convention, calendar)


def _after(offset: Budget, due: Due, convention: Convention, calendar: WorkingCalendar) -> datetime:
    if offset.unit is BudgetUnit.WORKDAYS:
        return _opening(calendar.add(due.on, offset.value), convention)
    if offset.unit is BudgetUnit.DAYS:
        return _opening(due.on + offset.value * _DAY, convention)
    if offset.unit is BudgetUnit.HOURS:
        return due.at + timedelta(hours=offset.value)
    return _by_office_time(due.at, offset.value * 3600, convention, calendar)


def _by_office_time(at: datetime, seconds: int, convention: Convention, calendar: WorkingCalendar) -> datetime:
    position = position_of(at.astimezone(ZONE), convention.office, calendar) + seconds
    return moment_at(position, convention.office, calendar, at.date()).replace(tzinfo=ZONE)


def _opening(day: date, convention: Convention) -> datetime:
    """When office time begins on a day."""
    return datetime.combine(day, convention.office[0].begins, ZONE)
