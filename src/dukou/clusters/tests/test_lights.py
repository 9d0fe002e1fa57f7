"""Lights by a rule book: green from a line, yellow from the next, red below, undecided where the interval crosses a line."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.clusters.core.facts import GAP, ends_of
from dukou.clusters.core.lights import BaselineKind, Light, LightPolicy
from dukou.clusters.tests.lights_made import book_text, policy
from dukou.clusters.tests.said import BY_CALENDAR, JULY_8
from dukou.figures.core.arithmetic import Value
from dukou.figures.core.intervals import Interval
from dukou.figures.core.operators import Operator
from dukou.figures.core.units import POINTS
from dukou.kit.core.labels import Label
from dukou.rules.core.facts import Stated


def value(low: str, high: str, *, low_open: bool = False, high_open: bool = False) -> Value:
    """A gap that may be anything from low to high."""
    return Value(Decimal(low), Operator.EQUAL, Interval(Decimal(low), Decimal(high), low_open, high_open), POINTS)


def gap(low: str, high: str, *, low_open: bool = False, high_open: bool = False) -> dict[str, Stated]:
    """The same as a fact."""
    ends = ends_of(value(low, high, low_open=low_open, high_open=high_open))
    return {GAP: Stated(ends, POINTS.code, None, "made-up", JULY_8)}


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
    verdict = BY_CALENDAR.judge({}, why)
    assert (verdict.light, verdict.why, verdict.words, verdict.leaf) == (Light.UNKNOWN, why, Label("不知", "unknown"), None)
    assert BY_CALENDAR.judge({}).why == Label("还要知道：年度进度与基准之差", "still to be known: progress of the year minus its baseline")


def test_a_light_names_the_row_that_decided_and_the_version() -> None:
    verdict = BY_CALENDAR.judge(gap("-5", "-5"))
    assert verdict.leaf == Label(
        "年度进度与基准之差 ≥ -10 个百分点：略滞后", "progress of the year minus its baseline ≥ -10 points: slightly behind"
    )
    told = verdict.as_dict()
    assert told["rule_book"] and told["rule_book"] == {
        "book": "three-lights",
        "version": "1",
        "sha256": verdict.told and verdict.told.book.sha256,
    }
    assert BY_CALENDAR.judge(gap("-50", "-50")).leaf == Label("前面各行都不符合：滞后", "none of the rows before: behind")
    assert str(BY_CALENDAR.judge(gap("-5", "5")).leaf).count("；或 ") == 1


def test_another_book_gives_other_lights() -> None:
    strict = policy(BaselineKind.CALENDAR, text=book_text(ahead="0", behind="-2"))
    assert [each.judge(gap("-5", "-5")).light for each in (BY_CALENDAR, strict)] == [Light.YELLOW, Light.RED]


def test_the_word_beside_the_colour_is_the_books() -> None:
    own = policy(BaselineKind.CALENDAR, text=book_text().replace("略滞后", "预警").replace("slightly behind", "warning"))
    assert own.judge(gap("-5", "-5")).words == Label("预警", "warning")
    assert own.judge(gap("-5", "5")).words.en == "undecided (the interval crosses a line: warning or on schedule)"


def test_without_a_version_in_force_no_light_is_known() -> None:
    verdict = LightPolicy("made-up", (BaselineKind.CALENDAR,), "three-lights", JULY_8).judge(gap("5", "5"))
    assert (verdict.light, verdict.why and verdict.why.en) == (
        Light.UNKNOWN,
        "no version of the rule book “three-lights” is in force on 2024-07-08",
    )


def test_open_above_reaches_every_light_above() -> None:
    assert BY_CALENDAR.judge(gap("-20", "Infinity", low_open=True, high_open=True)).between == (Light.RED, Light.GREEN)


def test_a_figure_open_to_both_sides_is_undecided_and_not_unknown() -> None:
    assert BY_CALENDAR.judge(gap("-Infinity", "Infinity")).light is Light.UNDECIDED


@given(st.decimals(-99, 99, places=12), st.decimals(0, 40, places=12), st.booleans(), st.booleans())
def test_a_light_is_decided_exactly_where_all_that_the_gap_can_be_gets_it(
    low: Decimal, wide: Decimal, low_open: bool, high_open: bool
) -> None:
    """Against the rule in plain words: the lights of both ends and of everything between."""
    is_point = wide == 0
    found = BY_CALENDAR.judge(gap(str(low), str(low + wide), low_open=low_open and not is_point, high_open=high_open and not is_point))
    step = Decimal("1e-9")
    ends = [low.quantize(step), (low + wide).quantize(step)]
    if high_open and not is_point and ends[1] in (0, -10):
        ends[1] -= step
    if low_open and not is_point and ends[0] + step in (0, -10):
        ends[0] += step
    lights = [Light.GREEN if each >= 0 else Light.YELLOW if each >= -10 else Light.RED for each in (ends[0], max(ends))]
    assert found.light is (lights[0] if lights[0] is lights[1] else Light.UNDECIDED)
