"""The working calendar: what counts, adding and measuring, how far it speaks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.casework.core.budgets import Convention
from dukou.casework.core.bulk import due_days, office_positions
from dukou.casework.core.calendars import DayKind, OutsideCalendar, WorkingCalendar, changed_days
from dukou.casework.core.clocks import ZONE
from dukou.casework.core.notices import calendar_of, version_of
from dukou.casework.core.office_time import position_of
from dukou.casework.packs.shipped import shipped_notices
from dukou.casework.tests.calendars_made import FIRST, LAST, cn, days, holiday, made_up_for, renamed

ONE = timedelta(days=1)
MAKE_UPS_2026 = [date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10)]


def naive(calendar: WorkingCalendar, day: date, workdays: int) -> date:
    """One day after another, with nothing but `counts`."""
    while workdays:
        day += ONE
        workdays -= calendar.counts(day)
    return day


def test_five_working_days_after_mid_autumn_of_2026() -> None:
    assert cn().add(date(2026, 9, 24), 5) == date(2026, 10, 9)


def test_make_up_days_of_2026() -> None:
    found = sorted(on for on, day in cn().named.items() if on.year == 2026 and day.kind is DayKind.MAKE_UP)
    assert (found, [cn().counts(on) for on in found], [on.weekday() >= 5 for on in found]) == (MAKE_UPS_2026, [True] * 6, [True] * 6)


@given(days, st.integers(1, 250))
def test_adding_is_counting_day_by_day_and_measuring_is_its_inverse(day: date, workdays: int) -> None:
    last = cn().add(day, workdays)
    assert last == naive(cn(), day, workdays)
    assert cn().between(day, last) == workdays


@given(days, st.integers(1, 250))
def test_more_time_is_later_and_a_later_start_never_earlier(day: date, workdays: int) -> None:
    last = cn().add(day, workdays)
    assert cn().add(day, workdays + 1) > last
    assert cn().add(day + ONE, workdays) >= last


@given(days, st.integers(1, 60), st.lists(st.integers(1, 90), min_size=1, max_size=8))
def test_a_holiday_never_brings_a_deadline_forward(day: date, workdays: int, distances: list[int]) -> None:
    more = renamed(cn(), "more", *(holiday(day + n * ONE) for n in distances))
    assert more.add(day, workdays) >= cn().add(day, workdays)


@given(days, st.integers(1, 60), st.lists(st.integers(1, 90), min_size=1, max_size=8))
def test_a_make_up_day_never_moves_a_deadline_later(day: date, workdays: int, distances: list[int]) -> None:
    more = renamed(cn(), "more", *(made_up_for(day + n * ONE) for n in distances))
    assert more.add(day, workdays) <= cn().add(day, workdays)


@given(st.lists(days, min_size=1, max_size=50), st.integers(1, 60))
def test_many_deadlines_are_those_of_each(starts: list[date], workdays: int) -> None:
    found = due_days(cn(), np.array([day.toordinal() for day in starts], dtype=np.int64), workdays)
    assert [date.fromordinal(int(day)) for day in found] == [cn().add(day, workdays) for day in starts]


def test_many_deadlines_outside_the_calendar_are_refused() -> None:
    for start, workdays in ((cn().begins - ONE, 1), (cn().ends + ONE, 1), (cn().ends - 5 * ONE, 30)):
        with pytest.raises(OutsideCalendar):
            due_days(cn(), np.array([FIRST.toordinal(), start.toordinal()], dtype=np.int64), workdays)
    with pytest.raises(ValueError, match="at least one"):
        due_days(cn(), np.array([FIRST.toordinal()], dtype=np.int64), 0)
    assert due_days(cn(), np.array([], dtype=np.int64), 1).tolist() == []


def test_a_day_that_is_not_worked_moves_on() -> None:
    assert [cn().moved_on(day) for day in (date(2026, 10, 1), date(2026, 9, 20), date(2026, 9, 24))] == [
        date(2026, 10, 8),
        date(2026, 9, 20),
        date(2026, 9, 24),
    ]
    assert cn().add(date(2026, 10, 1), 0) == date(2026, 10, 8)


def test_beyond_the_horizon_weekends_alone_count_and_nothing_is_firm() -> None:
    assert (cn().firm_until, cn().is_firm(LAST), cn().is_firm(LAST + ONE)) == (LAST, True, False)
    assert [cn().counts(date(2027, 1, day)) for day in range(1, 5)] == [True, False, False, True]


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(2037, 1, 1)])
def test_days_outside_are_refused(day: date) -> None:
    for ask in (lambda: cn().add(day, 1), lambda: cn().moved_on(day), lambda: cn().between(day, LAST)):
        with pytest.raises(OutsideCalendar) as refused:
            ask()
        assert str(refused.value.said_why.en) == f"{day} is outside the calendar “cn” (2004-01-01 to 2036-12-31)"
    with pytest.raises(OutsideCalendar):
        cn().add(date(2036, 12, 1), 60)


def test_no_notice_reached_before_the_29th_of_december() -> None:
    """Why a year is firm until the 28th: over the whole table no later notice moved an earlier day of the year before."""
    moved = [(key, on) for key, notice in shipped_notices()["cn"].items() for on in _named(key) if on.year < notice["year"]]
    assert {on.year for _, on in moved} == {2005, 2006, 2007, 2011, 2018, 2022, 2023}
    assert min(on.replace(year=2000) for _, on in moved) == date(2000, 12, 29)
    assert {notice["firm_until"][5:] for notice in shipped_notices()["cn"].values()} == {"12-28"}


def test_the_last_day_of_2005_was_worked() -> None:
    """By the notice for 2006 (国办发明电〔2005〕35号), which one of the two libraries that we compare with does not know."""
    assert cn().kind_of(date(2005, 12, 31)) is DayKind.MAKE_UP


def test_what_changed_between_two_versions() -> None:
    worked, off = date(2026, 6, 20), date(2026, 6, 23)
    more = renamed(cn(), "more", made_up_for(worked), holiday(off), holiday(date(2026, 6, 27)))  # the 27th is a weekend anyway
    assert changed_days(cn(), more) == changed_days(more, cn()) == [worked, off]
    assert changed_days(cn(), cn()) == []


def test_the_version_is_of_what_is_said_and_not_of_its_order() -> None:
    content = shipped_notices()["cn"]
    backwards = dict(reversed(content.items()))
    assert calendar_of("cn", backwards).version == version_of(content) == cn().version
    less = {key: notice for key, notice in content.items() if key != "cn-2026"}
    assert (calendar_of("cn", less).version != cn().version, calendar_of("cn", less).firm_until) == (True, date(2025, 12, 28))


def _named(key: str) -> list[date]:
    content = {key: shipped_notices()["cn"][key]}
    return sorted(calendar_of("cn", content).named)


@given(st.lists(st.tuples(days, st.times(max_value=time(23, 59, 59))), min_size=1, max_size=50))
def test_many_moments_stand_where_each_does_on_the_line_of_office_time(moments: list[tuple[date, time]]) -> None:
    office = Convention().office
    local = [datetime.combine(day, clock.replace(microsecond=0)) for day, clock in moments]
    seconds = np.array([int(each.replace(tzinfo=ZONE).timestamp()) for each in local], dtype=np.int64)
    assert office_positions(cn(), office, seconds).tolist() == [position_of(each, office, cn()) for each in local]


def test_moments_outside_the_calendar_stand_at_its_ends() -> None:
    office = Convention().office
    beyond = [datetime(1980, 1, 1, 12, tzinfo=ZONE), datetime(cn().ends.year + 5, 1, 1, 12, tzinfo=ZONE)]
    found = office_positions(cn(), office, np.array([int(each.timestamp()) for each in beyond], dtype=np.int64)).tolist()
    assert found[0] in (0, 3 * 3600) and found[1] >= (len(cn().working) - 1) * 7 * 3600
