"""Calendars and clocks for the tests of this room."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache

from hypothesis import strategies as st

from dukou.casework.core.budgets import Budget, BudgetUnit, Convention, Span
from dukou.casework.core.calendars import DayKind, NamedDay, WorkingCalendar
from dukou.casework.core.clocks import ZONE, Clock
from dukou.casework.core.ledgers import Entry, EntryKind, Holder, read
from dukou.casework.packs.shipped import shipped_calendar
from dukou.kit.core.labels import Label

FIRST, LAST = date(2004, 1, 5), date(2026, 12, 28)
NAMED = Label("虚构的节", "made-up festival")


@cache
def cn() -> WorkingCalendar:
    """The shipped calendar of the mainland."""
    return shipped_calendar("cn")


def renamed(calendar: WorkingCalendar, version: str, *named: NamedDay, without: tuple[date, ...] = ()) -> WorkingCalendar:
    """The calendar as another version with more or fewer days named."""
    days = {on: day for on, day in calendar.named.items() if on not in without} | {day.on: day for day in named}
    return WorkingCalendar(calendar.key, version, calendar.begins, calendar.firm_until, days)


def holiday(on: date) -> NamedDay:
    """A day off."""
    return NamedDay(on, DayKind.HOLIDAY, NAMED)


def made_up_for(on: date) -> NamedDay:
    """A make-up workday."""
    return NamedDay(on, DayKind.MAKE_UP, NAMED)


def at(text: str) -> datetime:
    """A moment in the mainland's time: `2026-09-24 15:30`, or a day as it begins."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


days = st.dates(FIRST, LAST - timedelta(days=400))
minutes = st.integers(0, 24 * 60 - 1)
moments = st.builds(lambda day, minute: datetime.combine(day, datetime.min.time(), ZONE) + timedelta(minutes=minute), days, minutes)
offices = st.lists(st.integers(0, 23), min_size=2, max_size=6, unique=True).map(
    lambda hours: tuple(Span(*(datetime.min.replace(hour=hour).time() for hour in pair)) for pair in _pairs(sorted(hours)))
)
conventions = st.builds(Convention, offices, st.booleans(), st.booleans(), st.booleans(), st.booleans())
budgets = st.one_of(
    st.builds(Budget, st.integers(1, 40), st.sampled_from([BudgetUnit.WORKDAYS, BudgetUnit.DAYS])),
    st.builds(Budget, st.integers(1, 200), st.sampled_from([BudgetUnit.HOURS, BudgetUnit.OFFICE_HOURS])),
)


@st.composite
def ledgers(draw: st.DrawFn, anchor: datetime, unit: BudgetUnit) -> tuple[Entry, ...]:
    """Entries after `anchor`, in order: pauses that end, extensions between them, some in another unit; often several on one day."""
    now, made = anchor, list[Entry]()
    for _ in range(draw(st.integers(0, 4))):
        now += timedelta(minutes=draw(st.integers(0, 9 * 24 * 60)))
        if draw(st.booleans()):
            in_unit = draw(st.sampled_from([unit, unit, *BudgetUnit]))
            made.append(Entry(EntryKind.EXTEND, now, draw(st.integers(1, 5)), unit=in_unit))
            continue
        made.append(Entry(EntryKind.PAUSE, now, holder=draw(st.sampled_from(Holder))))
        now += timedelta(minutes=draw(st.one_of(st.integers(0, 9 * 60), st.integers(0, 20 * 24 * 60))))
        made.append(Entry(EntryKind.RESUME, now))
    return tuple(made)


@st.composite
def clocks(draw: st.DrawFn, budget: st.SearchStrategy[Budget] = budgets) -> tuple[Clock, tuple[Entry, ...]]:
    """A clock with its ledger's entries."""
    anchor = draw(moments)
    within = draw(budget)
    entries = draw(ledgers(anchor, within.unit))
    return Clock(anchor, within, draw(conventions), read(entries)), entries


def _pairs(hours: list[int]) -> list[tuple[int, int]]:
    return list(zip(hours[::2], hours[1::2], strict=False))
