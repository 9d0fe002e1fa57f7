"""How sure score and rank are: replicates of all that is doubted, drawn from one generator."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dukou.chains.core.suggestions.bootstrap import Case, Firms, Spread, all_fail, estimate, replicates
from dukou.chains.core.suggestions.parts import Inputs, PartKind
from dukou.chains.core.suggestions.ranking import suggestions
from dukou.chains.tests.five_nodes import five_nodes

CERTAIN = Spread(share=0.0, revenue=0.0)


def drawn(case: Case, seed: int = 7, draws: int = 500, spread: Spread | None = None) -> Inputs:
    return replicates(case, np.random.default_rng(seed), draws=draws, spread=spread)


def alone(case: Case) -> Case:
    """The same with one firm at each node that has any: nothing is left to draw among firms."""
    return replace(case, firms=Firms(np.array([1, 2, 3, 4]), np.array([100.0, 600, 50, 400]), np.array([0.9, 0.9, 0.8, 0.5])))


def test_without_a_doubt_each_replicate_is_the_estimate() -> None:
    case = alone(five_nodes())
    one, many = estimate(case), drawn(case, draws=20, spread=CERTAIN)
    for name in ("revenue", "demand", "gap", "failing"):
        told = np.broadcast_to(getattr(many, name), (20, 5))
        assert np.abs(told - getattr(one, name)).max() < 1e-9, name
    for each in suggestions(one, many):
        assert each.interval == pytest.approx((each.score, each.score), abs=1e-12)
        assert each.rank_interval == (each.rank, each.rank)


def test_the_same_generator_gives_the_same_intervals_and_another_does_not() -> None:
    case = five_nodes()
    told = [suggestions(estimate(case), drawn(case, seed)) for seed in (7, 7, 8)]
    assert told[0] == told[1]
    assert [each.interval for each in told[0]] != [each.interval for each in told[2]]


def test_replicates_are_as_great_as_what_is_told_on_average() -> None:
    case = replace(five_nodes(), local_spread=np.full(5, 0.05))
    one, many = estimate(case), drawn(case, draws=20_000)
    assert many.revenue.mean(axis=0) == pytest.approx(one.revenue, rel=0.01)
    assert many.demand.mean(axis=0) == pytest.approx(one.demand, rel=0.01)
    assert many.revenue[:, 0].max() == 0  # nobody is there, in no replicate
    # the spread of one firm's revenue is its error alone; of two equal ones also which of them counts: 2w with w uniform, 1/√3 = .577
    spread = many.revenue[:, 1:].std(axis=0) / many.revenue[:, 1:].mean(axis=0)
    assert spread[[0, 2]] == pytest.approx([0.1, 0.1], abs=0.005)
    doubted = drawn(alone(case), draws=20_000, spread=Spread(share=0.0, revenue=0.5)).revenue
    assert doubted.mean(axis=0) == pytest.approx([0, 100, 600, 50, 400], rel=0.02)  # a wide error, and still none on average
    equal = drawn(case, draws=20_000, spread=CERTAIN).revenue[:, 2]
    assert equal.std() == pytest.approx(0, abs=1e-9)  # equal firms: whichever counts, the sum is the same
    unlike = replace(case, firms=replace(case.firms, revenue=np.array([100.0, 600, 0, 50, 200, 200])))
    apart = drawn(unlike, draws=20_000, spread=CERTAIN).revenue[:, 2]
    assert apart.std() / apart.mean() == pytest.approx(1 / np.sqrt(3), abs=0.01)


def test_shares_stay_shares() -> None:
    case = five_nodes()
    high = replace(case, flows=replace(case.flows, share=np.array([0.95, 0.1, 0.25, 0.1])))
    wild = drawn(high, spread=Spread(share=1.0, revenue=0.0))
    assert (wild.demand[:, 0] <= wild.revenue[:, 2] + 1e-9).all()
    sales = drawn(replace(case, local_sales=np.full(5, 0.9), local_spread=np.full(5, 0.5)))
    assert (sales.gap >= sales.demand - sales.revenue - 1e-9).all()  # q never over 1
    assert (sales.gap <= sales.demand + 1e-9).all()  # nor under 0


def test_intervals_widen_with_doubt_and_hold_most_replicates() -> None:
    case = five_nodes()
    one = estimate(case)
    sure, unsure = (suggestions(one, drawn(case, spread=Spread(share, 0.05))) for share in (0.05, 0.5))
    width = [[each.interval[1] - each.interval[0] for each in told if each.interval] for told in (sure, unsure)]
    assert all(narrow < wide for narrow, wide in zip(width[0][:3], width[1][:3], strict=True))
    for each in unsure:
        assert each.rank_interval is not None
        assert 1 <= each.rank_interval[0] <= each.rank_interval[1] <= each.among


def test_samples_of_the_chance_are_the_callers() -> None:
    case = alone(five_nodes())
    samples = np.tile(case.chance, (100, 1))
    samples[:, 0] = np.linspace(0.3, 0.7, 100)
    many = replicates(case, np.random.default_rng(1), draws=100, chance=samples, spread=CERTAIN)
    first = suggestions(estimate(case), many)[0]
    assert first.interval is not None
    wanted = np.quantile(np.log(samples[:, 0] / 0.5), [0.05, 0.95]) + first.score
    assert first.interval == pytest.approx(tuple(wanted), abs=1e-12)
    with pytest.raises(ValueError, match=r"chances of \(100, 5\), wanted \(50, 5\)"):
        replicates(case, np.random.default_rng(1), draws=50, chance=samples)
    samples[3, 1] = np.nan
    with pytest.raises(ValueError, match="does not know what the estimate knows"):
        suggestions(estimate(case), replicates(case, np.random.default_rng(1), draws=100, chance=samples))


def test_what_lacks_a_part_has_its_interval_among_its_like() -> None:
    case = five_nodes()
    kits = suggestions(estimate(case), drawn(case))[-1]
    assert (kits.lacks, kits.rank_interval) == ((PartKind.CHANCE,), (1, 1))
    assert kits.interval is not None and kits.interval[0] < kits.interval[1]


def test_all_sources_fail_each_on_its_own() -> None:
    assert all_fail(five_nodes().firms, 5) == pytest.approx([1, 0.1, 0.01, 0.2, 0.25], abs=1e-12)


def test_a_chain_without_a_firm() -> None:
    nobody = Firms(np.array([], dtype=np.intp), np.array([]), np.array([]))
    case = replace(five_nodes(), firms=nobody)
    told = suggestions(estimate(case), drawn(case, draws=10))
    assert {PartKind.GAP in each.lacks for each in told} == {True}
