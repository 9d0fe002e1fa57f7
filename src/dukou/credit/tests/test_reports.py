"""Reports: every number reckoned by hand beside it."""

from __future__ import annotations

import random
from datetime import date, timedelta
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.credit.core.reports import (
    NO_GAIN,
    Check,
    Gain,
    Scored,
    days_earlier,
    gain_of,
    hit_rates,
    inspector_effect,
    strictness,
)
from dukou.kit.core.rates import NOTHING_BEFORE, NoBase, Rate

FIRST = date(2026, 3, 1)


def checks(count: int, hits: int, arm: str = "grade", grade: str = "A", by: str = "x") -> list[Check]:
    """So many inspections of which so many hit; `arm`: grade, control or both."""
    return [Check(grade, by, number < hits, arm != "control", arm != "grade") for number in range(count)]


def scored(*told: tuple[int, float, bool]) -> list[Scored]:
    return [Scored(FIRST + timedelta(days=day), score, hit) for day, score, hit in told]


def test_hits_are_told_by_grade_and_for_the_control_arm_and_one_of_both_arms_counts_in_both() -> None:
    found = hit_rates([*checks(20, 1), *checks(10, 4, grade="D"), *checks(5, 1, "both", "D"), *checks(40, 3, "control")])
    assert found.by_grade == {"A": Rate(1, 20), "D": Rate(5, 15)}
    assert (found.graded, found.control) == (Rate(6, 35), Rate(4, 45))


def test_a_control_arm_of_nobody_is_no_base_and_not_nought() -> None:
    found = hit_rates(checks(20, 1))
    assert found.control == Rate(0, 0) and found.control.interval is NOTHING_BEFORE
    assert found.gain is NOTHING_BEFORE
    assert hit_rates([]).by_grade == {}


def test_the_interval_of_a_rate_is_wilson_s_as_newcombe_prints_it() -> None:
    """81 of 263: .2553 to .3662 (Newcombe 1998, Statistics in Medicine 17:857, table I, method 3)."""
    assert hit_rates(checks(263, 81)).by_grade["A"].interval == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_the_interval_of_a_gain_is_newcombe_s() -> None:
    """56 of 70 against 48 of 80: .2, from .0524 to .3339 (Newcombe 1998, Statistics in Medicine 17:873, table II, method 10)."""
    found = gain_of(Rate(56, 70), Rate(48, 80))
    assert isinstance(found, Gain) and found.is_certain
    assert (found.difference, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


@given(st.integers(1, 50), st.integers(1, 50), st.data())
def test_a_gain_turned_round_is_a_loss(one: int, other: int, data: st.DataObject) -> None:
    this, that = Rate(data.draw(st.integers(0, one)), one), Rate(data.draw(st.integers(0, other)), other)
    found, turned = gain_of(this, that), gain_of(that, this)
    assert isinstance(found, Gain) and isinstance(turned, Gain)
    assert (found.difference, found.low, found.high) == pytest.approx((-turned.difference, -turned.high, -turned.low))
    assert -1 <= found.low <= found.difference <= found.high <= 1


def test_days_earlier_by_hand() -> None:
    """Two on the first day, one on each of two later ones; the one hit comes last and has the best score: 0 instead of 4 days."""
    found = days_earlier(scored((0, 1, False), (0, 2, False), (2, 3, False), (4, 4, True)))
    assert not isinstance(found, NoBase)
    assert (found.mean, found.hits, found.inspections) == (4, 1, 4)
    assert found.floor == 4 - (0 + 0 + 2 + 4) / 4


def test_where_scores_are_equal_the_order_in_which_they_stand_decides_nothing() -> None:
    """Of three equal scores on days 0, 3 and 6, a hit has day 3 on the mean, wherever it stood."""
    for hit_on, gain in ((0, -3), (3, 0), (6, 3)):
        found = days_earlier(scored(*((day, 1, day == hit_on) for day in (0, 3, 6))))
        assert not isinstance(found, NoBase)
        assert found.mean == found.floor == gain


def test_the_floor_is_what_random_orders_give() -> None:
    chance = random.Random(10)
    rows = [(chance.randrange(60), chance.random() < 0.16) for _ in range(120)]
    found = days_earlier(scored(*((day, 0, hit) for day, hit in rows)))
    orders = [days_earlier(scored(*((day, chance.random(), hit) for day, hit in rows))) for _ in range(2_000)]
    means = [each.mean for each in orders if not isinstance(each, NoBase)]
    assert not isinstance(found, NoBase)
    assert mean(means) == pytest.approx(found.floor, abs=4 * found.floor_error / 2_000**0.5)
    assert stdev(means) == pytest.approx(found.floor_error, rel=0.05)


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=30))
def test_who_scores_by_the_day_moves_nothing_and_nobody_does_better_than_who_knows(rows: list[tuple[int, bool]]) -> None:
    asis = days_earlier(scored(*((day, -day, hit) for day, hit in rows)))
    knows = days_earlier(scored(*((day, hit, hit) for day, hit in rows)))
    lot = days_earlier(scored(*((day, number * 7919 % 31, hit) for number, (day, hit) in enumerate(rows))))
    if isinstance(asis, NoBase) or isinstance(knows, NoBase) or isinstance(lot, NoBase):
        assert not any(hit for _, hit in rows)
        return
    assert asis.mean == pytest.approx(0)
    assert knows.mean >= max(asis.mean, asis.floor, lot.mean) - 1e-6


def test_without_a_hit_there_are_no_days_earlier() -> None:
    assert days_earlier(scored((0, 1, False))) is NOTHING_BEFORE
    assert days_earlier([]) is NOTHING_BEFORE


def test_a_gain_that_is_all_who_inspects_is_explained_whole() -> None:
    """The strict one finds 4 of 10, the lenient 1 of 10, in either arm alike; the strict one is sent where grades are bad."""
    found = inspector_effect(
        [
            *checks(30, 12, by="strict"),
            *checks(10, 1, by="lenient"),
            *checks(10, 4, "control", by="strict"),
            *checks(30, 3, "control", by="lenient"),
        ]
    )
    assert not isinstance(found, NoBase)
    assert (found.apparent, found.within, found.explained) == pytest.approx((13 / 40 - 7 / 40, 0, 1))


def test_a_gain_that_each_inspector_finds_alike_is_not_explained_by_who_inspects() -> None:
    found = inspector_effect([each for by in "xy" for each in (*checks(10, 5, by=by), *checks(10, 2, "control", by=by))])
    assert not isinstance(found, NoBase)
    assert (found.apparent, found.within, found.explained) == pytest.approx((0.3, 0.3, 0))


def test_half_explained_by_hand() -> None:
    """x: 8/10 against 2/5, y: 1/5 against 1/10; weights 10·5/15 for both, so within = (0.4 + 0.1) / 2; apparent 9/15 − 3/15."""
    found = inspector_effect(
        [*checks(10, 8, by="x"), *checks(5, 2, "control", by="x"), *checks(5, 1, by="y"), *checks(10, 1, "control", by="y")]
    )
    assert not isinstance(found, NoBase)
    assert (found.apparent, found.within, found.explained) == pytest.approx((0.4, 0.25, 0.375))


def test_who_inspected_in_one_arm_alone_compares_nothing_and_is_counted() -> None:
    one = [*checks(10, 5, by="x"), *checks(10, 2, "control", by="x")]
    found = inspector_effect([*one, *checks(7, 7, by="y"), *checks(3, 0, "control", by="z")])
    assert not isinstance(found, NoBase)
    assert found.apparent == pytest.approx(0.3) and found.left_out == 10
    assert inspector_effect(checks(7, 7, by="y")) is NOTHING_BEFORE


def test_no_gain_is_not_explained() -> None:
    found = inspector_effect([*checks(10, 2), *checks(10, 2, "control")])
    assert not isinstance(found, NoBase) and found.explained is NO_GAIN


def test_strictness_is_hits_against_what_the_grades_let_expect() -> None:
    """A: 4 of 20 hit, D: 8 of 10. x had 10 A and 5 D: 2 + 4 hits expected, 9 found; y expected 6, found 3."""
    found = strictness([*checks(10, 4, by="x"), *checks(10, 0, by="y"), *checks(5, 5, grade="D", by="x"), *checks(5, 3, grade="D", by="y")])
    assert {by: each.rate for by, each in found.items()} == {"x": Rate(9, 15), "y": Rate(3, 15)}
    assert [each.expected for each in found.values()] == pytest.approx([6, 6])
    assert [each.ratio for each in found.values()] == pytest.approx([1.5, 0.5])


def test_where_nobody_found_anything_nobody_is_strict() -> None:
    assert strictness(checks(10, 0))["x"].ratio is NOTHING_BEFORE
