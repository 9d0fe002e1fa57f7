"""The shipped calendar against two other tellers of the same notices, day by day."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from dukou.casework.core.calendars import DayKind
from dukou.casework.packs.shipped import shipped_calendar

FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
DISPUTED = date(2005, 12, 31)  # a Saturday that the notice for 2006 made a working day


@pytest.fixture(scope="module")
def counted() -> dict[date, bool]:
    """Of each day whether it is worked, as we say."""
    calendar = shipped_calendar("cn")
    return {day: calendar.counts(day) for day in DAYS}


def test_every_day_is_as_holidays_says(counted: dict[date, bool]) -> None:
    china = holidays.country_holidays("CN", years=range(FIRST.year, LAST.year + 1))
    assert [day for day in DAYS if counted[day] != china.is_working_day(day)] == []


def test_every_day_but_one_is_as_chinese_calendar_says(counted: dict[date, bool]) -> None:
    assert [day for day in DAYS if counted[day] != chinese_calendar.is_workday(day)] == [DISPUTED]
    assert counted[DISPUTED]


def test_make_up_days_are_those_of_chinese_calendar_and_the_disputed_one() -> None:
    named = shipped_calendar("cn").named.values()
    ours = {day.on for day in named if day.kind is DayKind.MAKE_UP}
    assert ours == {day for day in chinese_calendar.workdays if FIRST <= day <= LAST} | {DISPUTED}
    assert len(ours) == 151
