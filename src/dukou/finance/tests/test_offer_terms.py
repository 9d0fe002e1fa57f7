"""Offers weighed, amounts in two boxes, rates typed: by hand and by random ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.finance.core.amounts import read_asked
from dukou.finance.core.costs import cost_of, schedule
from dukou.finance.core.kinds import ApplicationState, Repayment
from dukou.finance.core.need_standings import NeedStanding, standing_of
from dukou.finance.core.offers import Terms, first_year
from dukou.finance.core.rates import rate_words, read_rate
from dukou.finance.core.typed_amounts import is_nothing, with_unit
from dukou.kit.core.refusals import Malformed

DAY = date(2026, 11, 2)
TERMS = Terms(100_000_000, 365, 0, 24, Repayment.BULLET, DAY)
OFFERS = st.builds(
    Terms,
    st.integers(10_000_000, 500_000_000),
    st.integers(0, 1_500),
    st.integers(0, 1_000_000),
    st.integers(1, 60),
    st.sampled_from(list(Repayment)),
    st.dates(DAY, DAY + timedelta(days=90)),
)


def test_what_leaves_the_firm_in_the_first_year() -> None:
    """A million yuan at 3.65 % for two years, interest monthly: 36,500 yuan of interest in the first, no principal."""
    first = first_year(TERMS.offer)
    assert (first.principal, first.fees, first.paid) == (0, 0, first.interest)
    assert abs(first.interest - 3_650_000) <= 12  # each month rounded to whole fen
    halved = first_year(replace(TERMS, months=12, fee=50_000).offer)
    assert (halved.principal, halved.fees) == (100_000_000, 50_000)


@given(OFFERS)
def test_a_loan_of_a_year_or_less_is_paid_in_the_first(terms: Terms) -> None:
    months, first = schedule(terms.offer), first_year(terms.offer)
    assert first.paid == sum(each.paid for each in months[:13])
    if terms.months <= 12:
        assert first.principal == terms.amount


@given(OFFERS, OFFERS)
def test_what_is_no_worse_loses_nothing(one: Terms, other: Terms) -> None:
    assert one.is_no_worse_than(one)
    if one.is_no_worse_than(other):
        assert one.amount >= other.amount and one.valid_until >= other.valid_until and one.months >= other.months
        assert cost_of(one.offer).yearly <= cost_of(other.offer).yearly


@pytest.mark.parametrize(
    "worse",
    [
        {"amount": 99_999_999},
        {"rate": 366},
        {"fee": 1_000_000},
        {"months": 23},
        *({"repayment": each} for each in Repayment if each is not TERMS.repayment),
        {"valid_until": DAY - timedelta(days=1)},
    ],
)
def test_each_way_to_be_worse_is_seen(worse: dict[str, object]) -> None:
    assert not replace(TERMS, **worse).is_no_worse_than(TERMS)  # type: ignore[arg-type]


def test_the_last_day_of_an_offer_counts() -> None:
    assert [TERMS.is_valid(DAY + timedelta(days=each)) for each in (-1, 0, 1)] == [True, True, False]


@pytest.mark.parametrize(
    ("number", "unit", "written"),
    [
        ("99", "万元", "99万元"),
        ("990,000", "元", "990,000元"),
        ("99万", "", "99万"),
        ("99万元", "万元", "99万元"),
        ("９９", "万元", "99万元"),
    ],
)
def test_a_number_and_its_unit_beside_it(number: str, unit: str, written: str) -> None:
    assert with_unit(number, unit) == written


@pytest.mark.parametrize(("number", "unit"), [("99万元", "元"), ("990000元", "万元"), ("1亿", "万元")])
def test_two_units_that_contradict_each_other_are_refused(number: str, unit: str) -> None:
    with pytest.raises(Malformed):
        with_unit(number, unit)


@given(st.integers(1, 10**6), st.sampled_from(["万元", "元"]))
def test_the_unit_chosen_is_the_unit_read(number: int, unit: str) -> None:
    assert read_asked(with_unit(str(number), unit)).fen == number * {"万元": 1_000_000, "元": 100}[unit]


def test_a_fee_of_nothing_is_written_in_many_ways() -> None:
    assert [is_nothing(each) for each in ("", "0", "0元", "0.00万元", "５00元", "1元")] == [True, True, True, True, False, False]


@given(st.integers(0, 10_000))
def test_a_rate_is_read_as_it_is_written(rate: int) -> None:
    assert read_rate(rate_words(rate)) == rate == read_rate(rate_words(rate).removesuffix("%"))


@pytest.mark.parametrize("typed", ["", "3.655", "三点六", "-1", "3,65", "0.0.1"])
def test_what_is_no_rate_is_refused(typed: str) -> None:
    with pytest.raises(Malformed):
        read_rate(typed)


def test_what_came_furthest_says_where_a_need_stands() -> None:
    waits, offers = ApplicationState.SENT, ApplicationState.OFFERED
    assert standing_of([waits, offers, ApplicationState.REFUSED], is_closed=False) is NeedStanding.OFFERED
    assert standing_of([ApplicationState.REFUSED, ApplicationState.DECLINED], is_closed=False) is NeedStanding.FAILED
    assert standing_of([], is_closed=False) is NeedStanding.UNSENT
    assert standing_of([ApplicationState.GRANTED], is_closed=True) is NeedStanding.CLOSED
