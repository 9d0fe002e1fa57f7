"""Clocks of all four units, with pauses and extensions, against a count of one day, or one minute, after another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.casework.core.budgets import Budget, BudgetUnit, Convention, Span
from dukou.casework.core.calendars import OutsideCalendar
from dukou.casework.core.clocks import ZONE, Clock, closed_at, consumed, day_zero, due, is_paused_on, local, open_day
from dukou.casework.core.ledgers import Entry, EntryKind, Holder, LedgerOutOfOrder, Pause, read
from dukou.casework.core.office_time import moment_at, position_of
from dukou.casework.tests.calendars_made import (
    at,
    budgets,
    clocks,
    cn,
    conventions,
    days,
    holiday,
    made_up_for,
    minutes,
    moments,
    offices,
    renamed,
)

ONE = timedelta(days=1)
MINUTE = timedelta(minutes=1)
BY_DAY = st.builds(Budget, st.integers(1, 40), st.sampled_from([BudgetUnit.WORKDAYS, BudgetUnit.DAYS]))
BY_HOUR = st.builds(Budget, st.integers(1, 60), st.sampled_from([BudgetUnit.HOURS, BudgetUnit.OFFICE_HOURS]))
WORKDAYS = st.builds(Budget, st.integers(1, 40), st.just(BudgetUnit.WORKDAYS))


def naive_last_day(clock: Clock) -> date:
    """The first day, running, on which the budget is used up, and which is worked where the last day rolls."""
    day, used, by_workday = day_zero(clock, cn()), 0, clock.budget.unit is BudgetUnit.WORKDAYS
    while True:
        day += ONE
        if is_paused_on(day, clock):
            continue
        used += cn().counts(day) if by_workday else 1
        if used >= clock.allowed.value and (by_workday or not clock.convention.rolls or cn().counts(day)):
            return day


def runs_at(moment: datetime, clock: Clock) -> bool:
    """Whether the minute that begins at `moment` counts for a clock by the hour."""
    if any(pause.ends and pause.begins <= moment < pause.ends for pause in clock.ledger.pauses):
        return False
    if clock.budget.unit is BudgetUnit.HOURS:
        return True
    return cn().counts(moment.date()) and any(span.begins <= moment.time() < span.ends for span in clock.convention.office)


def remaining(clock: Clock, now: datetime) -> int:
    return clock.allowed.value - consumed(clock, cn(), now)


@given(clocks(BY_DAY))
def test_the_last_day_is_the_one_found_by_counting_days(told: tuple[Clock, tuple[Entry, ...]]) -> None:
    clock, _ = told
    until = due(clock, cn())
    assert until is not None
    assert (until.on, until.at) == (naive_last_day(clock), closed_at(until.on, clock.convention))


@given(clocks(BY_HOUR))
def test_the_last_moment_is_the_one_found_by_counting_minutes(told: tuple[Clock, tuple[Entry, ...]]) -> None:
    clock, _ = told
    until = due(clock, cn())
    moment, left = local(clock.anchor), clock.allowed.value * 60
    while left:
        left -= runs_at(moment, clock)
        moment += MINUTE
    assert until is not None and (until.at, until.on) == (moment, moment.date())


@given(clocks())
def test_at_the_deadline_everything_is_used_up_and_before_it_is_not(told: tuple[Clock, tuple[Entry, ...]]) -> None:
    clock, _ = told
    until = due(clock, cn())
    assert until is not None
    at_end, before = (consumed(clock, cn(), moment) for moment in (until.at, until.at - timedelta(seconds=1)))
    if clock.budget.unit is BudgetUnit.DAYS and clock.convention.rolls:
        assert at_end >= clock.allowed.value  # it may have been used up on the days off before
        assert before < at_end
    else:
        assert (at_end, before) == (clock.allowed.value, clock.allowed.value - 1)


@given(clocks())
def test_what_is_used_up_never_shrinks(told: tuple[Clock, tuple[Entry, ...]]) -> None:
    clock, entries = told
    looked = sorted({clock.anchor, *(entry.at for entry in entries), *(clock.anchor + n * timedelta(hours=7) for n in range(60))})
    found = [consumed(clock, cn(), moment) for moment in looked]
    assert found == sorted(found)
    assert found[0] == 0


@given(clocks(), st.integers(1, 20))
def test_more_time_is_never_earlier(told: tuple[Clock, tuple[Entry, ...]], more: int) -> None:
    clock, _ = told
    longer = due(replace(clock, budget=clock.budget.plus(more)), cn())
    until = due(clock, cn())
    assert longer is not None and until is not None and longer.at >= until.at
    if clock.budget.unit is not BudgetUnit.DAYS:
        assert longer.at > until.at


@given(moments, budgets, conventions, st.integers(0, 10 * 24 * 60), st.integers(0, 10 * 24 * 60))
def test_a_pause_keeps_what_remains_and_never_brings_the_deadline_forward(
    anchor: datetime, budget: Budget, convention: Convention, after: int, length: int
) -> None:
    begins = anchor + after * MINUTE
    ends = begins + length * MINUTE
    paused = Clock(anchor, budget, convention, read([Entry(EntryKind.PAUSE, begins), Entry(EntryKind.RESUME, ends)]))
    standing = Clock(anchor, budget, convention, read([Entry(EntryKind.PAUSE, begins)]))
    straight = Clock(anchor, budget, convention)
    assert remaining(straight, begins) == remaining(standing, begins) == remaining(standing, ends) == remaining(paused, ends)
    assert due(standing, cn()) is None
    late, early = due(paused, cn()), due(straight, cn())
    assert late is not None and early is not None and late.at >= early.at
    if begins >= early.at:
        assert late == early  # what has run out is not revived


@given(moments, BY_DAY, conventions, st.integers(0, 20), minutes, minutes)
def test_a_pause_within_one_day_moves_nothing(
    anchor: datetime, budget: Budget, convention: Convention, later: int, one: int, other: int
) -> None:
    midnight = datetime.combine(local(anchor).date() + later * ONE, datetime.min.time(), ZONE)
    begins, ends = (max(anchor, midnight + minute * MINUTE) for minute in sorted((one, other)))
    paused = Clock(anchor, budget, convention, read([Entry(EntryKind.PAUSE, begins), Entry(EntryKind.RESUME, ends)]))
    same_day = open_day(begins, convention) == open_day(ends, convention)
    assert not same_day or due(paused, cn()) == due(Clock(anchor, budget, convention), cn())


@given(clocks(WORKDAYS), st.lists(st.integers(1, 60), min_size=1, max_size=6), st.booleans())
def test_a_holiday_never_helps_and_a_make_up_day_never_harms_a_clock(
    told: tuple[Clock, tuple[Entry, ...]], distances: list[int], adds_holidays: bool
) -> None:
    """With its pauses in place, from the day of receipt on. A day that is received later for being off is another matter."""
    clock, _ = told
    clock = replace(clock, convention=replace(clock.convention, late_is_next_day=False))
    made = holiday if adds_holidays else made_up_for
    other = renamed(cn(), "other", *(made(local(clock.anchor).date() + n * ONE) for n in distances))
    until, moved = due(clock, cn()), due(clock, other)
    assert until is not None and moved is not None
    assert (moved.on >= until.on) if adds_holidays else (moved.on <= until.on)


def test_a_ticket_one_minute_old_does_not_escalate_after_a_week_of_holidays() -> None:
    """django-helpdesk 2.6.1 takes the few days of work in the last N as its age: filed in the holidays, it escalates within the minute."""
    filed = at("2026-10-07 23:58")
    clock = Clock(filed, Budget(5, BudgetUnit.WORKDAYS))
    until = due(clock, cn())
    assert until is not None
    assert (until.on, consumed(clock, cn(), filed + MINUTE)) == (date(2026, 10, 13), 0)  # the 10th is a Saturday that is worked


def test_one_working_day_is_not_24_hours_of_either_kind() -> None:
    friday = at("2026-09-11 10:00")
    found = [
        due(Clock(friday, Budget(*each)), cn())
        for each in ((1, BudgetUnit.WORKDAYS), (24, BudgetUnit.HOURS), (24, BudgetUnit.OFFICE_HOURS))
    ]
    assert [each and each.at for each in found] == [at("2026-09-15"), at("2026-09-12 10:00"), at("2026-09-16 15:00")]


@pytest.mark.parametrize(
    ("received", "told", "on"),
    [
        ("2026-09-24 10:00", {}, date(2026, 9, 28)),
        ("2026-09-24 10:00", {"first_day_counts": True}, date(2026, 9, 24)),
        ("2026-09-24 18:00", {"late_is_next_day": True}, date(2026, 9, 28)),
        ("2026-09-24 18:01", {"late_is_next_day": True}, date(2026, 9, 29)),
        ("2026-09-26 10:00", {"late_is_next_day": True}, date(2026, 9, 29)),
        ("2026-09-26 10:00", {"late_is_next_day": True, "first_day_counts": True}, date(2026, 9, 28)),
    ],
)
def test_conventions_of_receipt(received: str, told: dict[str, bool], on: date) -> None:
    until = due(Clock(at(received), Budget(1, BudgetUnit.WORKDAYS), Convention(**told)), cn())  # type: ignore[arg-type]  # flags only
    assert until is not None and until.on == on


def test_what_comes_after_close_is_not_late_before_it_is_received() -> None:
    convention = Convention(first_day_counts=True, ends_at_close=True)
    until = due(Clock(at("2026-09-28 20:00"), Budget(1, BudgetUnit.WORKDAYS), convention), cn())
    assert until is not None and until.at == at("2026-09-29 18:00")


def test_a_last_calendar_day_off_moves_on_where_it_rolls() -> None:
    clock = Clock(at("2026-09-24 10:00"), Budget(7, BudgetUnit.DAYS))
    stays = replace(clock, convention=Convention(rolls=False))
    found = due(clock, cn()), due(stays, cn())
    assert [each and each.on for each in found] == [date(2026, 10, 8), date(2026, 10, 1)]


def test_what_is_paused_after_the_close_of_the_last_day_has_run_out() -> None:
    closing = Convention(ends_at_close=True)
    entries = [Entry(EntryKind.PAUSE, at("2026-09-28 20:00")), Entry(EntryKind.RESUME, at("2026-09-30 09:00"))]
    until = due(Clock(at("2026-09-24 10:00"), Budget(1, BudgetUnit.WORKDAYS), closing, read(entries)), cn())
    assert until is not None and until.at == at("2026-09-28 18:00")


def test_beyond_the_horizon_a_deadline_is_provisional_and_beyond_all_it_is_refused() -> None:
    found = [due(Clock(at("2026-12-24 09:00"), Budget(n, BudgetUnit.WORKDAYS)), cn()) for n in (2, 3)]
    assert [each and (each.on, each.is_firm) for each in found] == [(date(2026, 12, 28), True), (date(2026, 12, 29), False)]
    for unit in (BudgetUnit.WORKDAYS, BudgetUnit.DAYS, BudgetUnit.OFFICE_HOURS):
        with pytest.raises(OutsideCalendar):
            due(Clock(at("2026-12-24 09:00"), Budget(100_000, unit), Convention(rolls=False)), cn())
    for unit in BudgetUnit:
        with pytest.raises(OutsideCalendar):
            due(Clock(at("2003-12-31 09:00"), Budget(1, unit)), cn())


@given(st.integers(1, 20_000_000), offices)
def test_a_place_in_office_time_and_its_moment_are_inverse(place: int, office: tuple[Span, ...]) -> None:
    moment = moment_at(place, office, cn(), cn().begins)
    assert position_of(moment, office, cn()) == place
    assert position_of(moment - timedelta(seconds=1), office, cn()) == place - 1


@given(moments, offices)
def test_a_moment_is_not_before_the_first_one_at_its_place(moment: datetime, office: tuple[Span, ...]) -> None:
    place = position_of(moment.replace(tzinfo=None), office, cn())
    if place:
        assert moment_at(place, office, cn(), moment.date()) <= moment.replace(tzinfo=None)


@pytest.mark.parametrize("value", [0, -1, 100_001])
def test_no_budget_is_nought_or_endless(value: int) -> None:
    with pytest.raises(ValueError, match="it has to be one or more"):
        Budget(value, BudgetUnit.DAYS)


def test_a_ledger_reads_pauses_with_their_holder_and_sums_extensions() -> None:
    one, two, three = at("2026-09-01"), at("2026-09-02"), at("2026-09-03")
    ledger = read(
        [
            Entry(EntryKind.EXTEND, one, 2),
            Entry(EntryKind.PAUSE, one, holder=Holder.ENTERPRISE),
            Entry(EntryKind.RESUME, two),
            Entry(EntryKind.EXTEND, three, 3),
        ]
    )
    assert (ledger.extra, ledger.pauses, ledger.is_standing) == ({BudgetUnit.WORKDAYS: 5}, (Pause(one, two, Holder.ENTERPRISE),), False)
    for wrong in (
        [Entry(EntryKind.RESUME, one)],
        [Entry(EntryKind.PAUSE, one)] * 2,
        [Entry(EntryKind.EXTEND, two), Entry(EntryKind.PAUSE, one)],
    ):
        with pytest.raises(LedgerOutOfOrder):
            read(wrong)


@given(clocks(), days, st.lists(st.integers(1, 60), max_size=6))
def test_a_promised_day_is_the_end_whatever_the_calendar_says(
    told: tuple[Clock, tuple[Entry, ...]], day: date, distances: list[int]
) -> None:
    promise = replace(told[0], until=day)
    other = renamed(cn(), "other", holiday(day), *(made_up_for(day + n * ONE) for n in distances))
    assert due(promise, cn()) == due(promise, other)
    until = due(promise, cn())
    assert until is not None and (until.on, until.at, until.is_firm) == (day, closed_at(day, promise.convention), True)


@given(clocks(), st.integers(1, 5), st.sampled_from(BudgetUnit))
def test_more_time_counts_in_its_own_unit_alone(told: tuple[Clock, tuple[Entry, ...]], more: int, unit: BudgetUnit) -> None:
    clock, entries = told
    last = entries[-1].at if entries else clock.anchor
    longer = replace(clock, ledger=read([*entries, Entry(EntryKind.EXTEND, last, more, unit=unit)]))
    if unit is clock.budget.unit:
        assert longer.allowed == clock.allowed.plus(more)
    else:
        assert due(longer, cn()) == due(clock, cn())
