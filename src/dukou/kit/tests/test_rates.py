"""Rates: exact where there is a base, “no base” in words where there is none, never nought."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.rates import NOT_POSITIVE, NOTHING_BEFORE, NoBase, growth, share, yearly

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
