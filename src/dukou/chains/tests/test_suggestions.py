"""The score of a suggestion: five nodes reckoned by hand, and what holds for all."""

from __future__ import annotations

from dataclasses import replace
from math import exp, fsum, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.chains.core.suggestions.bootstrap import estimate, replicates
from dukou.chains.core.suggestions.hit_rates import NO_BACKTEST, HitRate, said_of
from dukou.chains.core.suggestions.parts import AT_MOST, CAPPED, FLOORED, TEN_THOUSAND_YUAN, UNKNOWN, WHOLE, Inputs, PartKind
from dukou.chains.core.suggestions.ranking import Suggestion, suggestions
from dukou.chains.tests.five_nodes import five_nodes, some_inputs
from dukou.kit.core.labels import Label

CHANCE, GAP, MULTIPLIER, RELIEF, POLICY = PartKind
A_NODE = st.integers(0, 7)
SEED = st.integers(0, 2**32 - 1)


def by_node(found: tuple[Suggestion, ...]) -> dict[str, Suggestion]:
    return {each.node: each for each in found}


def test_five_nodes_by_hand() -> None:
    """Antigens are not made here and reagents spend 20 on them of each 100; pumps come from one firm, chips from another; kits are the end.

    Revenue: antigens 0, chips 100, reagents 300 + 300, pumps 50, kits 200 + 200; half of all sales stay; mean 230, so the floor is 4.6.
    Demand: antigens .2·600 = 120, chips .1·600 = 60, reagents .1·400 = 40, pumps .25·400 = 100. Supply: 0, 50, 300, 25. Gaps: 120, 10,
    0, 75. One firm makes 80 and relieves no more. All sources fail with 1, .1, .01, .2; a new one delivers with .9: relief 72,
    5.4, .36, 18.
    """
    told = by_node(suggestions(estimate(five_nodes())))
    expected = {
        "antigens": 0.5 * 1.5 * 80,
        "chips": 0.2 * 2.0 * 10,
        "reagents": 0.4 * 1.2 * 4.6,
        "pumps": 0.1 * 1.0 * 75,
    }
    assert {node: told[node].expected for node in expected} == pytest.approx(expected, rel=1e-12)
    assert exp(told["antigens"].score) * TEN_THOUSAND_YUAN == pytest.approx(1.2 * 0.5 * 1.5 * (80 + 72), rel=1e-12)  # weight 1.2
    assert exp(told["chips"].score) * TEN_THOUSAND_YUAN == pytest.approx(0.2 * 2.0 * (10 + 5.4), rel=1e-12)
    assert {node: (each.rank, each.among) for node, each in told.items()} == {
        "antigens": (1, 3),
        "pumps": (2, 3),
        "chips": (3, 3),
        "reagents": (1, 1),  # nothing is lacking there: ranked apart
        "kits": (1, 1),  # its chance is not known: ranked apart
    }
    factors = {part.kind: part.factor for part in told["antigens"].parts}
    assert factors == pytest.approx({CHANCE: 0.5, GAP: 80, MULTIPLIER: 1.5, RELIEF: 1 + 72 / 80, POLICY: 1.2}, rel=1e-12)


def test_notes_say_what_stands_for_what() -> None:
    told = by_node(suggestions(estimate(five_nodes())))
    gaps = {node: (each.parts[1].is_floor, each.parts[1].note) for node, each in told.items()}
    assert gaps == {
        "antigens": (False, CAPPED),
        "chips": (False, None),
        "reagents": (True, FLOORED[GAP]),
        "pumps": (False, None),
        "kits": (True, FLOORED[GAP]),
    }
    case = five_nodes()
    unsized = by_node(suggestions(estimate(replace(case, capacity=np.full(5, np.nan)))))
    assert (unsized["antigens"].parts[1].note, unsized["antigens"].parts[1].factor) == (WHOLE, 120)


def test_an_unknown_is_neither_nought_nor_ranked_with_what_is_known() -> None:
    case = five_nodes()
    kits = suggestions(estimate(case))[-1]
    assert (kits.node, kits.lacks, kits.expected) == ("kits", (CHANCE,), None)
    assert (kits.parts[0].value, kits.parts[0].factor, kits.parts[0].note) == (None, None, UNKNOWN[CHANCE])
    assert kits.score == pytest.approx(log(1.8 * 4.6 / TEN_THOUSAND_YUAN), abs=1e-12)
    no_panel = suggestions(estimate(replace(case, chance=np.full(5, np.nan))))
    assert [(each.node, each.rank, each.among) for each in no_panel] == [
        ("antigens", 1, 3),
        ("pumps", 2, 3),
        ("chips", 3, 3),
        ("kits", 1, 2),
        ("reagents", 2, 2),
    ]
    no_sector = suggestions(estimate(replace(case, multiplier=np.array([np.nan, 2, 1.2, 1, 1.8]))))
    assert {each.node: each.lacks for each in no_sector if each.lacks} == {"kits": (CHANCE,), "antigens": (MULTIPLIER,)}
    no_firms = replace(estimate(case), revenue=np.zeros(5), gap=np.zeros(5), demand=np.zeros(5))
    assert {each.lacks for each in suggestions(no_firms)} == {(GAP, RELIEF), (CHANCE, GAP, RELIEF)}


def test_a_chance_of_nought_is_told_as_the_floor() -> None:
    case = five_nodes()
    told = by_node(suggestions(estimate(replace(case, chance=np.array([0.0, 0.2, 0.4, 0.1, 0.3])))))
    part = told["antigens"].parts[0]
    assert (part.factor, part.is_floor, part.note) == (0.0001, True, FLOORED[CHANCE])
    assert part.note == Label("面板中几乎没有先例，按下限 0.01% 计", "hardly any precedent in the panel: the floor of 0.01 % is taken")


def test_a_weight_of_nought_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="above nought"):
        suggestions(replace(estimate(five_nodes()), weight=np.array([1.0, 0, 1, 1, 1])))


@settings(max_examples=40, deadline=None)
@given(SEED)
def test_parts_add_up_to_the_score(seed: int) -> None:
    for has_policy in (True, False):
        for each in suggestions(some_inputs(seed), has_policy=has_policy):
            assert each.score == fsum(part.value for part in each.parts if part.value is not None)
            output = fsum(part.value for part in each.parts[:3] if part.value is not None)
            assert each.expected == pytest.approx(exp(output) * TEN_THOUSAND_YUAN, rel=1e-12)  # neither relief nor will is output


@settings(max_examples=40, deadline=None)
@given(SEED)
def test_switching_the_policy_weight_off_moves_the_score_by_its_logarithm(seed: int) -> None:
    inputs = some_inputs(seed)
    with_it, without = by_node(suggestions(inputs)), by_node(suggestions(inputs, has_policy=False))
    moved = [with_it[node].score - without[node].score for node in inputs.nodes]
    assert np.abs(np.array(moved) - np.log(inputs.weight)).max() < 1e-12
    assert [without[node].part(POLICY) for node in inputs.nodes] == [None] * 8
    assert [with_it[node].parts[:4] == without[node].parts for node in inputs.nodes] == [True] * 8


@settings(max_examples=40, deadline=None)
@given(SEED, st.integers(-20, 20))
def test_another_unit_of_money_changes_no_rank(seed: int, power: int) -> None:
    inputs, times = some_inputs(seed), 2.0**power
    other = replace(inputs, **{name: getattr(inputs, name) * times for name in ("revenue", "demand", "gap", "capacity")})
    one, two = suggestions(inputs), suggestions(other)
    assert [(each.node, each.rank) for each in one] == [(each.node, each.rank) for each in two]
    assert np.abs(np.array([b.score - a.score for a, b in zip(one, two, strict=True)]) - log(times)).max() < 1e-12


@settings(max_examples=60, deadline=None)
@given(SEED, A_NODE, st.floats(1.0, 1000.0))
def test_a_larger_gap_never_lowers_a_score_or_moves_another(seed: int, at: int, more: float) -> None:
    inputs = some_inputs(seed)
    gap = inputs.gap.copy()
    gap[at] += more
    before, after = by_node(suggestions(inputs)), by_node(suggestions(replace(inputs, gap=gap)))
    node = inputs.nodes[at]
    assert after[node].score >= before[node].score - 1e-12
    assert list(after).index(node) <= list(before).index(node)  # nodes without a gap stand behind those with one
    assert [after[other].score == before[other].score for other in inputs.nodes if other != node] == [True] * 7


@settings(max_examples=40, deadline=None)
@given(SEED, A_NODE)
def test_a_surer_source_relieves_less(seed: int, at: int) -> None:
    inputs = some_inputs(seed)
    failing = inputs.failing.copy()
    failing[at] /= 2
    before, after = by_node(suggestions(inputs)), by_node(suggestions(replace(inputs, failing=failing)))
    assert after[inputs.nodes[at]].score <= before[inputs.nodes[at]].score


def test_a_supply_that_is_not_known_leaves_the_gap_unknown_and_one_partly_known_says_at_most() -> None:
    case = five_nodes()
    dark = np.array([False, False, False, True, False])
    told = by_node(suggestions(estimate(replace(case, unknown=dark))))
    assert (told["pumps"].lacks, told["pumps"].expected) == ((GAP, RELIEF), None)
    half = by_node(suggestions(estimate(replace(case, at_most=dark))))
    assert half["pumps"].parts[1].note == AT_MOST
    assert half["pumps"].expected == pytest.approx(7.5, rel=1e-12)
    drawn = replicates(replace(case, unknown=dark), np.random.default_rng(1), draws=20)
    assert np.isnan(drawn.gap[:, 3]).all() and not np.isnan(drawn.gap[:, :3]).any()


def test_equal_scores_go_by_key() -> None:
    same = np.ones(3)
    inputs = Inputs(("c", "a", "b"), same, same, same, same, same / 2, same, same, same, 0.9)
    assert [(each.node, each.rank) for each in suggestions(inputs)] == [("a", 1), ("b", 2), ("c", 3)]


def test_the_hit_rate_is_a_sentence_with_its_n() -> None:
    rate = HitRate(n=2837, hits=335, horizon_years=2, panel=Label("美国县 2019—2021", "US counties, 2019 to 2021"), band=(0.1, 0.2))
    assert rate.label == Label(
        "过去 2,837 条同类建议（预告概率 10%–20%）中，11.8 % 在 2 年内应验；参照面板：美国县 2019—2021",
        "of 2,837 suggestions like this (chance told 10%–20%), 11.8 % came true within 2 years; reference panel US counties, 2019 to 2021",
    )
    none = replace(rate, n=0, hits=0)
    assert (none.share, none.label, said_of(None), said_of(rate)) == (None, NO_BACKTEST, NO_BACKTEST, rate.label)
    assert NO_BACKTEST.en == "no back-test available"
    told = by_node(suggestions(estimate(five_nodes()), hit_rates={"chips": rate}))
    assert [told[node].hit_rate for node in ("chips", "pumps")] == [rate, None]
