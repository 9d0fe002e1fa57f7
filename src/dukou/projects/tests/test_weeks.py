"""Weeks and visit calendars: what is not done is carried over, and two offices do not come within a fortnight unseen."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.labels import same
from dukou.projects.core.weeks import VisitDay, is_on_list, monday_of, too_close, weeks_carried

DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31))
MONDAY = date(2024, 7, 8)


def visit(day: int, office: str, number: int | None = None) -> VisitDay:
    return VisitDay(date(2024, 7, day), office, same(office), number)


@given(DAYS, DAYS, st.integers(0, 60))
def test_it_stands_on_every_week_from_its_own_until_it_is_done(begun: date, week: date, after: int) -> None:
    begun, week = monday_of(begun), monday_of(week)
    done = begun + timedelta(days=after)
    assert is_on_list(begun, None, week) == (week >= begun)
    assert is_on_list(begun, done, week) == (begun <= week <= monday_of(done))


def test_it_says_how_often_it_was_carried_over() -> None:
    assert [weeks_carried(MONDAY, MONDAY + timedelta(weeks=weeks)) for weeks in (0, 1, 3)] == [0, 1, 3]


def test_two_offices_within_a_fortnight_are_told_and_one_office_is_not() -> None:
    tax, fire, again = visit(1, "tax"), visit(15, "fire"), visit(16, "tax")
    late = visit(31, "water")
    assert too_close([again, fire, tax, late]) == [(tax, fire), (fire, again)]
    assert too_close([tax, again]) == []
