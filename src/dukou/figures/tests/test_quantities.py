"""Figures as offices write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.figures.core.intervals import INFINITY, Interval
from dukou.figures.core.operators import Operator
from dukou.figures.core.quantities import Quantity, parse_quantity
from dukou.figures.core.units import UNITS
from dukou.kit.core.refusals import Malformed

numbers = st.decimals(min_value=Decimal("-99999"), max_value=Decimal("9999999"), places=2)


@pytest.mark.parametrize(
    ("text", "operator", "number", "unit"),
    [
        ("124.2亿元", Operator.EQUAL, "124.2", "亿元"),
        (">100亿元", Operator.ABOVE, "100", "亿元"),
        ("＞１００亿元", Operator.ABOVE, "100", "亿元"),
        ("≈45亿元", Operator.ABOUT, "45", "亿元"),
        ("约45亿元", Operator.ABOUT, "45", "亿元"),
        ("80多亿元", Operator.AT_LEAST, "80", "亿元"),
        ("不到50万元", Operator.BELOW, "50", "万元"),
        ("<=3位", Operator.AT_MOST, "3", "位"),
        ("0.5%", Operator.EQUAL, "0.5", "%"),
        ("109％", Operator.EQUAL, "109", "%"),
        ("−2.1%", Operator.EQUAL, "-2.1", "%"),
        ("103,500 万元", Operator.EQUAL, "103500", "万元"),
        ("216家", Operator.EQUAL, "216", "家"),
    ],
)
def test_what_offices_write_is_understood(text: str, operator: Operator, number: str, unit: str) -> None:
    assert parse_quantity(text) == Quantity(operator, Decimal(number), UNITS[unit])


@pytest.mark.parametrize(
    "text",
    [
        "65",
        "0.65",
        "",
        "亿元",
        "abc",
        "1.2.3亿元",
        ">80多亿元",
        "12亿元/年",
        "NaN%",
        "1e3元",
        "5.5家",
        "0.001元",
        "50,8亿元",
        "1,2,3亿元",
        "99999999999999亿元",
    ],
)
def test_what_nobody_can_be_sure_of_is_refused_with_a_cure(text: str) -> None:
    with pytest.raises(Malformed) as refused:
        parse_quantity(text)
    assert refused.value.cure.zh and refused.value.cure.en


@given(st.sampled_from(list(Operator)), numbers, st.sampled_from([unit for unit in UNITS.values() if not unit.is_counted]))
def test_writing_and_reading_a_figure_gives_it_back(operator: Operator, number: Decimal, unit: object) -> None:
    quantity = Quantity(operator, number, unit)  # type: ignore[arg-type]
    assert parse_quantity(str(quantity)) == quantity


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("124.2亿元", Interval(Decimal("124.15"), Decimal("124.25"))),
        ("65亿元", Interval(Decimal("64.5"), Decimal("65.5"))),
        ("65.0亿元", Interval(Decimal("64.95"), Decimal("65.05"))),
        ("≈45亿元", Interval(Decimal("44.5"), Decimal("45.5"))),
        ("216家", Interval(Decimal(216), Decimal(216))),
        (">100亿元", Interval(Decimal(100), INFINITY, True, True)),
        ("≥80亿元", Interval(Decimal(80), INFINITY, False, True)),
        ("<50万元", Interval(Decimal(0), Decimal(50), False, True)),
        ("<5%", Interval(-INFINITY, Decimal(5), False, True)),
    ],
)
def test_a_figure_stands_for_everything_that_is_written_like_it(text: str, interval: Interval) -> None:
    assert parse_quantity(text).interval() == interval


def test_a_target_stands_for_itself() -> None:
    assert parse_quantity("300亿元").interval(is_exact=True) == Interval.exactly(Decimal(300))


def test_english_readers_get_billions_with_the_same_digits() -> None:
    assert parse_quantity(">124.2亿元").label.en == ">12.42 bn yuan"
    assert parse_quantity(">124.2亿元").label.zh == ">124.2 亿元"


@given(numbers, numbers, numbers, numbers)
def test_intervals_meet_exactly_when_some_value_lies_in_both(a: Decimal, b: Decimal, c: Decimal, d: Decimal) -> None:
    one, other = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    common = any(one.holds(end) and other.holds(end) for end in (a, b, c, d))
    assert one.meets(other) == common == other.meets(one)
