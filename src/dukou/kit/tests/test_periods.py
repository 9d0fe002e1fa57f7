"""Periods: one spelling each, written and read back; offices' spellings; the same period last year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.periods import Period, PeriodKind, day, months, parse_period, year
from dukou.kit.core.refusals import Malformed

Days = st.dates(min_value=date(2, 1, 1))
Periods = st.one_of(
    st.tuples(Days, Days).map(lambda ends: Period(min(ends), max(ends))),
    st.tuples(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 12)).map(lambda told: months(told[0], *sorted(told[1:]))),
    st.tuples(st.integers(1, 9999), st.integers(1, 9999)).map(lambda years: Period(year(min(years)).first, year(max(years)).last)),
    Days.map(day),
)

WRITTEN = {
    "2023": ("2023-01-01", "2023-12-31", PeriodKind.YEAR),
    "2024H1": ("2024-01-01", "2024-06-30", PeriodKind.HALF),
    "2024H2": ("2024-07-01", "2024-12-31", PeriodKind.HALF),
    "2024Q3": ("2024-07-01", "2024-09-30", PeriodKind.QUARTER),
    "2024-06": ("2024-06-01", "2024-06-30", PeriodKind.MONTH),
    "2024M01-02": ("2024-01-01", "2024-02-29", PeriodKind.MONTHS),
    "2024M04-06": ("2024-04-01", "2024-06-30", PeriodKind.QUARTER),
    "2024M02-04": ("2024-02-01", "2024-04-30", PeriodKind.MONTHS),
    "2024M01-04": ("2024-01-01", "2024-04-30", PeriodKind.MONTHS),
    "2024-07-05": ("2024-07-05", "2024-07-05", PeriodKind.DAY),
    "2021..2023": ("2021-01-01", "2023-12-31", PeriodKind.SPAN),
    "2023-11..2024-02": ("2023-11-01", "2024-02-29", PeriodKind.SPAN),
    "2024-03-05..2024-03-31": ("2024-03-05", "2024-03-31", PeriodKind.SPAN),
}

SAME = {
    "2023年": "2023",
    " 2024 年 上半年 ": "2024H1",
    "2024下半年": "2024H2",
    "2024年第3季度": "2024Q3",
    "2024年6月": "2024-06",
    "2024-6": "2024-06",
    "2024年1-6月": "2024H1",
    "2024年1—2月": "2024M01-02",
    "2024年1～2月": "2024M01-02",
    "2024年1月至2月": "2024M01-02",
    "２０２４年７月５日": "2024-07-05",
    "2024-7-5": "2024-07-05",
    "2024M07-09": "2024Q3",
    "2024-01..2024-12": "2024",
    "2023..2023": "2023",
}

NONE = [
    "2024-13",
    "2024-00",
    "2024-02-30",
    "0000",
    "24",
    "2024H3",
    "2024H0",
    "2024Q5",
    "2024M13-14",
    "2024M06-02",
    "2023..2021",
    "2021..2022..2023",
    "..",
    "去年",
    "2024-",
    "٢٠٢٤",
]


@pytest.mark.parametrize(("text", "told"), WRITTEN.items())
def test_a_written_period_is_two_dates_of_a_kind(text: str, told: tuple[str, str, PeriodKind]) -> None:
    period = parse_period(text)
    assert (period.first.isoformat(), period.last.isoformat(), period.kind) == told


@pytest.mark.parametrize(("office", "ours"), SAME.items())
def test_offices_spellings_are_understood_and_rewritten(office: str, ours: str) -> None:
    assert str(parse_period(office)) == ours


@pytest.mark.parametrize("text", ["", *NONE])
def test_what_is_no_period_is_refused_with_the_cure(text: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse_period(text)
    assert caught.value.cure.zh and caught.value.what.en


@given(Periods)
def test_every_period_has_one_spelling_that_is_read_back(period: Period) -> None:
    assert parse_period(str(period)) == period
    assert str(parse_period(str(period))) == str(period)


@given(st.text(max_size=20))
def test_any_text_is_a_period_or_is_refused(text: str) -> None:
    try:
        period = parse_period(text)
    except Malformed:
        return
    assert parse_period(str(period)) == period


@given(Periods)
def test_a_period_speaks_both_languages(period: Period) -> None:
    assert str(period.year) in period.label.en and str(period.year) in period.label.zh


@given(Periods.filter(lambda period: period.first.year > 1))
def test_the_same_period_last_year_keeps_its_kind_and_its_place_in_the_year(period: Period) -> None:
    before = period.last_year()
    assert before.months == period.months
    assert (before.first.month, before.last.month, before.year) == (period.first.month, period.last.month, period.year - 1)
    if period.months is not None:
        assert before.kind is period.kind


def test_leap_days_last_year() -> None:
    assert str(parse_period("2024-02").last_year()) == "2023-02"
    assert str(parse_period("2023-02").last_year().last_year()) == "2021-02"
    assert str(parse_period("2025-02").last_year()) == "2024-02"
    assert parse_period("2025-02").last_year().last == date(2024, 2, 29)
    assert str(parse_period("2024-02-29").last_year()) == "2023-02-28"


def test_cumulative_periods_run_from_january_and_end_before_the_year() -> None:
    told = {text: parse_period(text).is_cumulative for text in ("2024M01-02", "2024-01", "2024Q1", "2024H1", "2024", "2024H2", "2024-02")}
    assert [text for text, cumulative in told.items() if cumulative] == ["2024M01-02", "2024-01", "2024Q1", "2024H1"]


@given(Periods, Periods)
def test_a_period_lies_inside_another_where_all_its_days_do(one: Period, other: Period) -> None:
    assert one.contains(one)
    assert one.contains(other) is (one.first <= other.first <= other.last <= one.last)


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(Malformed, match="swap or correct"):
        Period(date(2024, 7, 8), date(2024, 7, 8) - timedelta(days=1))


def test_words_for_a_period() -> None:
    words = {
        "2024H1": ("2024年上半年", "first half of 2024"),
        "2024M01-02": ("2024年1—2月", "Jan–Feb 2024"),
        "2024Q3": ("2024年第3季度", "quarter 3 of 2024"),
        "2024-07-05": ("2024年7月5日", "5 July 2024"),
        "2021..2023": ("2021至2023", "2021 to 2023"),
    }
    assert {text: (parse_period(text).label.zh, parse_period(text).label.en) for text in words} == words
