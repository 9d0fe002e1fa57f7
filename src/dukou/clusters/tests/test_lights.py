"""Lights by thresholds: green from `ahead`, yellow from `behind`, red below, undecided where the interval crosses a line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dukou.clusters.core.derived import Unknown
from dukou.clusters.core.lights import BaselineKind, Light, LightPolicy
from dukou.clusters.tests.said import BY_CALENDAR
from dukou.figures.core.arithmetic import Value
from dukou.figures.core.intervals import INFINITY, Interval
from dukou.figures.core.operators import Operator
from dukou.figures.core.units import POINTS
from dukou.kit.core.labels import Label


def gap(low: str, high: str, *, high_open: bool = False) -> Value:
    """A gap that may be anything from low to high."""
    return Value(Decimal(low), Operator.EQUAL, Interval(Decimal(low), Decimal(high), high_open=high_open), POINTS)


@pytest.mark.parametrize(
    ("low", "high", "light"),
    [
        ("0", "0", Light.GREEN),
        ("3", "Infinity", Light.GREEN),
        ("-5", "-5", Light.YELLOW),
        ("-10", "-0.1", Light.YELLOW),
        ("-10.1", "-10.1", Light.RED),
        ("-99", "-20", Light.RED),
        ("-0.1", "0", Light.UNDECIDED),
        ("-10.1", "-10", Light.UNDECIDED),
        ("-30", "30", Light.UNDECIDED),
    ],
)
def test_each_gap_has_its_light(low: str, high: str, light: Light) -> None:
    assert BY_CALENDAR.judge(gap(low, high)).light is light


def test_the_undecided_says_between_what() -> None:
    verdict = BY_CALENDAR.judge(gap("-30", "30"))
    assert verdict.between == (Light.RED, Light.GREEN)
    assert verdict.words == Label("未定（区间跨线：滞后或达到时序）", "undecided (the interval crosses a line: behind or on schedule)")


def test_an_open_end_on_a_line_does_not_cross_it() -> None:
    assert BY_CALENDAR.judge(gap("-5", "0", high_open=True)).light is Light.YELLOW
    assert BY_CALENDAR.judge(gap("-20", "-10", high_open=True)).light is Light.RED


def test_the_noise_of_division_does_not_cross_a_line() -> None:
    third = Decimal(1) / 3 * 100 - Decimal(100) / 3
    assert BY_CALENDAR.judge(gap(str(third - Decimal("1e-20")), str(third))).light is Light.GREEN


def test_the_unknown_stays_unknown_and_says_why() -> None:
    why = Label("没有数", "no figure")
    verdict = BY_CALENDAR.judge(Unknown(why))
    assert (verdict.light, verdict.why, verdict.words) == (Light.UNKNOWN, why, Label("不知", "unknown"))


def test_a_policy_whose_lines_are_out_of_order_is_none() -> None:
    with pytest.raises(ValueError, match="behind ≤ ahead"):
        LightPolicy("upside-down", (BaselineKind.CALENDAR,), ahead=Decimal(-10), behind=Decimal(0))


def test_open_above_reaches_every_light_above() -> None:
    value = Value(Decimal(-20), Operator.ABOVE, Interval(Decimal(-20), INFINITY, True, True), POINTS)
    assert BY_CALENDAR.judge(value).between == (Light.RED, Light.GREEN)
