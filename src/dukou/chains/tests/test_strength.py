"""The radar: percentiles where the panel can tell, no reference where it cannot, unknown where nothing is known; and stars."""

from __future__ import annotations

import numpy as np
import pytest

from dukou.chains.core.firms import Firm
from dukou.chains.core.placements import place
from dukou.chains.core.status import Scene, StatusRules, node_states
from dukou.chains.core.status.strength import (
    StarRules,
    Stars,
    StrengthAxis,
    Values,
    chain_values,
    competitive_values,
    panel_values,
    percentile,
    standings,
    stars_of,
)
from dukou.chains.tests.nodes_made import AS_OF, chain, firm, supply, tag

UNKNOWN = float("nan")
YI = 10**10
SIZES = np.full(20, 1000.0)
COUNTS = np.arange(20, dtype=np.float64)  # 0 to 19 firms of a thousand


def told(values: Values) -> dict[StrengthAxis, tuple[float | None, float | None, str | None]]:
    return {
        each.axis: (None if each.value is None else round(each.value, 9), each.percentile, each.why.zh if each.why else None)
        for each in standings(values)
    }


def test_a_percentile_counts_those_beneath_and_half_of_those_level_and_no_unknown() -> None:
    assert percentile(2.0, np.array([1.0, 2.0, 3.0, UNKNOWN])) == 50
    assert percentile(9.0, COUNTS) == 100 * 9.5 / 20


def test_the_panel_tells_size_focus_and_specialisation() -> None:
    held = told(panel_values(40.0, 500.0, COUNTS, SIZES))
    assert held[StrengthAxis.SIZE] == (40, 100, None)
    assert held[StrengthAxis.FOCUS] == (0.08, 100, None)
    quotient, place_, _ = held[StrengthAxis.SPECIALISATION]
    assert quotient is not None and 2 < quotient < 8.4 and place_ == 100
    assert held[StrengthAxis.RESILIENCE] == (None, None, "未知（不是 0）")


def test_few_regions_are_no_reference_and_an_unknown_count_is_not_nought() -> None:
    held = told(panel_values(40.0, 500.0, COUNTS[:9], SIZES[:9]))
    assert held[StrengthAxis.SIZE] == (40, None, "没有参照")
    assert told(panel_values(UNKNOWN, 500.0, COUNTS, SIZES))[StrengthAxis.SIZE] == (None, None, "未知（不是 0）")


def test_the_competitive_shift_is_growth_beyond_that_of_all_regions() -> None:
    before, after = np.array([*[10.0] * 11, 0.0, UNKNOWN]), np.array([*[11.0] * 11, 5.0, 5.0])
    held = competitive_values(before, after, 10.0, 15.0)
    assert held.own[StrengthAxis.COMPETITIVENESS] == pytest.approx(1.5 - 126 / 110)
    assert np.isnan(held.panel[StrengthAxis.COMPETITIVENESS]).tolist() == [False] * 11 + [True] * 2
    assert competitive_values(before, after, 0.0, 15.0).own == {}
    assert competitive_values(np.full(3, UNKNOWN), np.ones(3), 1.0, 1.0) == Values()


def chained(*firms: Firm, leaders: frozenset[str] = frozenset()) -> Values:
    on = chain(
        ["flour", "sauce", "noodle"],
        [supply("flour", "noodle", "0.3", is_required=True), supply("sauce", "noodle", "0.1")],
    )
    scene = Scene(on, place(on, firms, as_of=AS_OF, stale_after=24).placements, leaders=leaders)
    return chain_values(node_states(scene, StatusRules()), scene)


def test_the_map_tells_completeness_sufficiency_sources_and_resilience() -> None:
    maker = firm("maker", tag("noodle", "1"), revenue=10 * YI, failure=0.1)
    mill = firm("mill", tag("flour", "1"), revenue=4 * YI, failure=0.5)
    held = told(chained(maker, mill, leaders=frozenset({"maker"})))
    assert held[StrengthAxis.COMPLETENESS] == (0.75, None, "没有参照")
    assert held[StrengthAxis.SUFFICIENCY] == (0.35, None, "没有参照")  # 1.4 of 4.0: the sauce is not there
    assert held[StrengthAxis.SOURCES] == (round(196 / 116, 9), None, "没有参照")
    assert held[StrengthAxis.RESILIENCE] == (0.45, None, "没有参照")
    both = told(chained(maker, mill, leaders=frozenset({"maker", "mill"})))
    assert both[StrengthAxis.RESILIENCE][0] == 0.45  # of the two leaders' products the less sure one, not the mill's 0.5


def test_what_the_map_cannot_tell_stays_unknown() -> None:
    mute = chained(firm("maker", tag("noodle", "1")), firm("mill", tag("flour", "1")))
    assert mute.own == {}
    half = chained(firm("maker", tag("noodle", "1"), revenue=10 * YI), firm("mill", tag("flour", "1")))
    assert half.own.keys() == {StrengthAxis.COMPLETENESS}  # the mill is there, whatever it earns


def test_three_stars_and_stars_that_stay_open() -> None:
    rules = StarRules()
    large = standings(panel_values(40.0, 500.0, COUNTS, SIZES))
    assert stars_of(large, rules) == Stars((StrengthAxis.SIZE, StrengthAxis.SPECIALISATION, StrengthAxis.FOCUS), ())
    usual = standings(panel_values(9.0, 1000.0, COUNTS, SIZES))
    assert stars_of(usual, rules) == Stars((), ())
    few = standings(panel_values(40.0, 500.0, COUNTS[:9], SIZES[:9]))
    assert stars_of(few, rules) == Stars((StrengthAxis.SPECIALISATION,), (StrengthAxis.SIZE, StrengthAxis.FOCUS))
    assert stars_of(standings(Values()), rules).open == (StrengthAxis.SIZE, StrengthAxis.SPECIALISATION, StrengthAxis.FOCUS)
