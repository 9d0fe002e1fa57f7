"""Arithmetic keeps operators and intervals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dukou.figures.core.arithmetic import Value, total
from dukou.figures.core.operators import Operator
from dukou.figures.core.quantities import parse_quantity
from dukou.figures.core.units import UNITS, YI
from dukou.kit.core.rates import NOT_POSITIVE, NOTHING_BEFORE


def value(text: str, *, is_exact: bool = False) -> Value:
    """A stated figure as a value."""
    return Value.of(parse_quantity(text), is_exact=is_exact)


def written(result: object, digits: int) -> str:
    """A result and its interval as they are shown in Chinese."""
    assert isinstance(result, Value)
    interval = result.range_shown(digits)
    return result.shown(digits).zh + (f"（{interval.zh}）" if interval else "")


def test_a_sum_with_one_open_part_is_open() -> None:
    assert written(total(map(value, ["124.2亿元", ">100亿元", "65亿元", "80.23亿元", "50.8亿元"]), YI), 2) == ">420.23 亿元"


def test_growth_needed_from_an_open_base_is_at_most() -> None:
    target = value("300亿元", is_exact=True)
    assert written(target.growth_a_year(value(">100亿元"), 4), 1) == "<31.6%"
    assert written(target.growth_a_year(value(">100亿元"), 3), 1) == "<44.2%"
    assert written(value("1000亿元", is_exact=True).growth_a_year(target, 8), 1) == "16.2%"


def test_last_years_figure_follows_from_this_years_and_its_growth() -> None:
    assert written(value("50.8亿元").before_growth(value("109%")), 2) == "24.31 亿元（24.22–24.39）"
    assert written(value("124.2亿元").before_growth(value("0.5%")), 2) == "123.58 亿元（123.47–123.69）"


def test_a_share_of_a_derived_half_year() -> None:
    first_half = value("≈24亿元").before_growth(value("76%"))
    assert isinstance(first_half, Value)
    assert written(first_half.over(value("50.8亿元")), 1) == "≈26.8%（26.2–27.5）"


def test_what_pulls_to_both_sides_has_no_operator() -> None:
    assert value(">100亿元").minus(value(">80亿元")).operator is None
    assert value(">100亿元").minus(value("<80亿元")).operator is Operator.ABOVE
    assert value("≥100亿元").plus(value("≥1亿元")).operator is Operator.AT_LEAST
    assert value("≈1亿元").plus(value("2亿元")).operator is Operator.ABOUT


def test_no_base_is_an_answer() -> None:
    assert value("5亿元").growth_on(value("0元")) is NOTHING_BEFORE
    assert value("5亿元").growth_on(Value.exactly(-1, YI)) is NOT_POSITIVE
    assert value("5亿元").growth_a_year(value("1亿元"), 0) is NOTHING_BEFORE


def test_units_of_one_dimension_are_brought_together() -> None:
    assert written(value("1亿元").plus(value("5000万元", is_exact=True)), 1) == "1.5 亿元（1.0–2.0）"
    with pytest.raises(ValueError, match="do not measure the same"):
        value("1亿元").plus(value("5家"))


stated = st.builds(
    lambda sign, number: value(f"{sign}{number}亿元"),
    st.sampled_from(["", "≈", ">", "≥", "<", "≤"]),
    st.decimals(min_value=Decimal("0.01"), max_value=Decimal("5000"), places=2),
)
fractions = st.decimals(min_value=0, max_value=1, places=3)


def inside(figure: Value, fraction: Decimal) -> Decimal:
    """Some value that the figure can really be."""
    low = figure.interval.low
    high = figure.interval.high if figure.interval.high.is_finite() else low + 1000
    return low + (high - low) * fraction


@given(stated, stated, fractions, fractions)
def test_whatever_the_figures_really_are_the_result_lies_in_its_interval(a: Value, b: Value, p: Decimal, q: Decimal) -> None:
    x, y = inside(a, p), inside(b, q)
    assume(a.interval.holds(x) and b.interval.holds(y) and y > 0)
    assert a.plus(b).interval.holds(x + y)
    assert a.minus(b).interval.holds(x - y)
    ratio = a.over(b)
    if isinstance(ratio, Value):
        slack = Decimal("1e-20")  # division is rounded to 28 digits
        assert ratio.interval.low - slack <= x / y * 100 <= ratio.interval.high + slack


@given(stated, stated)
def test_the_point_is_never_outside_what_the_operator_says(a: Value, b: Value) -> None:
    for result in (a.plus(b), a.minus(b)):
        if result.operator in (Operator.ABOVE, Operator.AT_LEAST):
            assert result.interval.high > result.point
        if result.operator in (Operator.BELOW, Operator.AT_MOST):
            assert result.interval.low < result.point
        if result.operator in (Operator.EQUAL, Operator.ABOUT):
            assert result.interval.is_bounded and result.interval.holds(result.point)


@given(stated, st.sampled_from(["元", "万元"]))
def test_a_change_of_unit_changes_nothing(figure: Value, unit: str) -> None:
    there = figure.within(UNITS[unit])
    assert there.within(YI) == figure
