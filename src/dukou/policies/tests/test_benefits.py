"""Benefits to the fen: fixed, percent with a cap, scale, value; and between bounds where the base is known in part."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.labels import Label
from dukou.policies.core.benefits import Amount, Benefit, Slice
from dukou.policies.core.kinds import BenefitKind
from dukou.rules.core.values import Span

WAN = 1_000_000
TENTH = Benefit(BenefitKind.PERCENT, rate=Fraction(1, 10), cap=50 * WAN)
SCALE = Benefit(
    BenefitKind.SCALE, slices=(Slice(100 * WAN, Fraction(1, 10)), Slice(500 * WAN, Fraction(1, 20)), Slice(None, Fraction(1, 100)))
)


@pytest.mark.parametrize(
    ("benefit", "value", "amount"),
    [
        pytest.param(Benefit(BenefitKind.FIXED, amount=20 * WAN), None, Amount(20 * WAN, 20 * WAN), id="fixed"),
        pytest.param(TENTH, 100 * WAN, Amount(10 * WAN, 10 * WAN), id="percent"),
        pytest.param(TENTH, 101, Amount(10, 10), id="a part of a fen is dropped"),
        pytest.param(TENTH, 500 * WAN, Amount(50 * WAN, 50 * WAN), id="at the cap"),
        pytest.param(TENTH, 900 * WAN, Amount(50 * WAN, 50 * WAN), id="above the cap"),
        pytest.param(TENTH, -7, Amount(0, 0), id="below nought"),
        pytest.param(TENTH, None, Amount(0, 50 * WAN), id="unknown base"),
        pytest.param(TENTH, Span(100 * WAN, None), Amount(10 * WAN, 50 * WAN), id="base of at least"),
        pytest.param(TENTH, Span(None, 100 * WAN), Amount(0, 10 * WAN), id="base of at most"),
        pytest.param(SCALE, 100 * WAN, Amount(10 * WAN, 10 * WAN), id="first step"),
        pytest.param(SCALE, 600 * WAN, Amount(31 * WAN, 31 * WAN), id="all steps"),
        pytest.param(SCALE, None, Amount(0, None), id="unknown base without a cap"),
        pytest.param(Benefit(BenefitKind.VALUE), Fraction(7, 2), Amount(3, 3), id="value of the book"),
    ],
)
def test_amounts(benefit: Benefit, value: object, amount: Amount) -> None:
    assert benefit.of(value) == amount  # type: ignore[arg-type]


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_a_larger_base_never_gives_less(one: int, other: int) -> None:
    low, high = sorted((one, other))
    for benefit in (TENTH, SCALE):
        assert benefit.of(low).least <= benefit.of(high).least


@pytest.mark.parametrize(
    "benefit",
    [TENTH, SCALE, Benefit(BenefitKind.SERVICE, words=Label("专人服务", "a person in charge")), Benefit(BenefitKind.VALUE, cap=3)],
    ids=["percent", "scale", "service", "value"],
)
def test_a_benefit_is_kept_whole(benefit: Benefit) -> None:
    assert Benefit.of_plain(benefit.plain()) == benefit


def test_words() -> None:
    assert TENTH.label == Label("按 10% 计，最高 50 万元", "10% of the base, at most 500,000 yuan")
    assert SCALE.label.zh == "100 万元以内的部分 10%、500 万元以内的部分 5%、以上部分 1%"
    assert [Amount(0, 5_000).label.zh, Amount(100, None).label.zh, Amount(0, None).label.zh, Amount(1, 1).label.en] == [
        "至多 50 元",
        "至少 1 元",
        "金额未知",
        "0.01 yuan",
    ]
