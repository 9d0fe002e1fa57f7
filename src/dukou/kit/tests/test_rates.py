"""Rates: exact where there is a base, “no base” in words where there is none, never nought."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.rates import NOT_POSITIVE, NOTHING_BEFORE, Z95, NoBase, Rate, growth, share, wilson, yearly

Amounts = st.decimals(min_value=Decimal("-1e9"), max_value=Decimal("1e9"), places=2)
Positive = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("1e9"), places=2)


@given(Amounts, Positive)
def test_growth_turns_the_base_into_the_present(current: Decimal, base: Decimal) -> None:
    rate = growth(current, base)
    assert isinstance(rate, Decimal)
    assert abs(base * (1 + rate) - current) < Decimal("1e-12") * max(Decimal(1), abs(current))


@given(Amounts, st.one_of(st.none(), st.just(Decimal(0)), Amounts.filter(lambda base: base < 0)))
def test_without_a_positive_base_there_is_no_rate_and_it_says_why(amount: Decimal, base: Decimal | None) -> None:
    expected = NOT_POSITIVE if base else NOTHING_BEFORE
    assert growth(amount, base) is expected and share(amount, base) is expected
    assert not expected


@given(Positive, Positive)
def test_a_share_of_a_whole_gives_back_the_part(part: Decimal, whole: Decimal) -> None:
    rate = share(part, whole)
    assert isinstance(rate, Decimal)
    assert abs(rate * whole - part) < Decimal("1e-12") * part


def test_nought_is_a_rate_and_no_base_is_none() -> None:
    assert (growth(Decimal(5), Decimal(5)), share(Decimal(0), Decimal(5))) == (Decimal(0), Decimal(0))
    assert isinstance(growth(Decimal(0), Decimal(0)), NoBase)
    assert growth(Decimal(0), Decimal(5)) == -1


@given(st.decimals(min_value=Decimal("0.01"), max_value=Decimal(1000), places=3), st.integers(1, 30))
def test_yearly_growth_compounds_to_the_ratio(ratio: Decimal, years: int) -> None:
    rate = yearly(ratio, years)
    assert isinstance(rate, Decimal)
    assert abs((1 + rate) ** years - ratio) < Decimal("1e-20") * max(Decimal(1), ratio)


def test_yearly_growth_needs_years_and_a_ratio() -> None:
    assert yearly(Decimal(2), 0) is NOTHING_BEFORE and yearly(Decimal(2), -1) is NOTHING_BEFORE
    assert yearly(Decimal(-2), 3) is NOT_POSITIVE
    assert yearly(Decimal(0), 3) == -1


@pytest.mark.parametrize(("ratio", "years", "percent"), [("3", 4, "31.6"), ("3", 3, "44.2"), ("1000", 8, "137.1")])
def test_yearly_growth_in_figures(ratio: str, years: int, percent: str) -> None:
    rate = yearly(Decimal(ratio), years)
    assert isinstance(rate, Decimal) and f"{rate * 100:.1f}" == percent


def test_no_base_speaks_both_languages() -> None:
    assert (NOTHING_BEFORE.why.zh, NOTHING_BEFORE.why.en, str(NOTHING_BEFORE)) == ("无基数", "no base", "无基数")


def test_the_interval_of_a_share() -> None:
    """Wilson's 95 % interval of 81 in 263, as Newcombe (1998) prints it: .2553 to .3662."""
    assert wilson(81, 263, Z95) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 10, Z95)[0] == 0 and wilson(10, 10, Z95)[1] == 1


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_ends_of_the_interval_are_the_shares_from_which_the_rate_lies_just_within_reach(counted: tuple[int, int]) -> None:
    hits, n = counted
    for end in wilson(hits, n, Z95):
        if 0 < end < 1:
            assert abs(hits / n - end) == pytest.approx(Z95 * (end * (1 - end) / n) ** 0.5, rel=1e-6, abs=1e-7)


@given(st.integers(0, 20000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_rate_reads_as_all_or_nothing_only_where_it_is(counted: tuple[int, int]) -> None:
    hits, n = counted
    rate = Rate(hits, n)
    assert ("100.0" in rate.label.en) == (hits == n > 0)
    assert ("(0.0 %)" in rate.label.en) == (hits == 0 < n)
    assert (rate.share is NOTHING_BEFORE) == (rate.interval is NOTHING_BEFORE) == (n == 0)


@pytest.mark.parametrize(
    ("rate", "zh", "en"),
    [
        (Rate(12, 300), "12/300（4.0%）", "12 of 300 (4.0 %)"),
        (Rate(9996, 10000), "9,996/10,000（99.9%）", "9,996 of 10,000 (99.9 %)"),
        (Rate(0, 0), "无基数", "no base"),
    ],
)
def test_a_rate_names_what_it_stands_on(rate: Rate, zh: str, en: str) -> None:
    assert (rate.label.zh, rate.label.en) == (zh, en)


@pytest.mark.parametrize(("numerator", "denominator"), [(2, 1), (-1, 3)])
def test_more_than_all_is_no_rate(numerator: int, denominator: int) -> None:
    with pytest.raises(ValueError, match="is no rate"):
        Rate(numerator, denominator)
