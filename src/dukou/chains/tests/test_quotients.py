"""Location quotients: what the panel says, how far a few firms are believed, and what stays unknown."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import gamma  # type: ignore[import-untyped]

from dukou.chains.core.intervals import Interval
from dukou.chains.core.node_quotients import node_quotients
from dukou.chains.core.quotients import NotCounts, Numbers, mixed, quotients, raw_quotients, reference
from dukou.chains.tests.nodes_made import chain, node

SIZES = np.full(60, 1000.0)
UNKNOWN = float("nan")


def drawn(spread: float, *, seed: int = 7) -> tuple[Numbers, Numbers]:
    """θ and counts of one activity in sixty regions of a thousand firms, ten expected in each."""
    rng = np.random.default_rng(seed)
    theta = rng.gamma(1 / spread, spread, (60, 1)) if spread else np.ones((60, 1))
    return theta, rng.poisson(theta * 10).astype(np.float64)


def lone(counts: Numbers, count: float, size: float = 1000.0) -> Interval | None:
    """The quotient of one district against sixty regions."""
    return quotients(np.array([count]), np.array(size), reference(counts, SIZES)).at(0)


def test_the_fit_finds_the_spread_with_which_regions_were_drawn() -> None:
    rng = np.random.default_rng(3)
    sizes = rng.integers(50, 3000, 400).astype(np.float64)
    theta = rng.gamma(2.0, 0.5, (400, 20))
    counts = rng.poisson(theta * sizes[:, None] * 0.01).astype(np.float64)
    fit = reference(counts, sizes)
    assert np.mean(1 / fit.shape) == pytest.approx(0.5, abs=0.05)
    found = quotients(counts, sizes, fit)
    assert np.mean((found.low <= theta) & (theta <= found.high)) == pytest.approx(0.9, abs=0.01)


def test_without_more_spread_than_chance_the_guard_leaves_a_little() -> None:
    counts = np.full((60, 1), 10.0)  # less spread than chance makes
    fit = reference(counts, SIZES)
    assert 1 / fit.shape[0] == pytest.approx(np.sqrt(2 / (60 * 100)))
    found = lone(counts, 30.0)
    assert found is not None and 1 < found.mid < 3 and found.low < found.mid < found.high


def test_quantiles_are_those_of_the_gamma_distribution() -> None:
    _, counts = drawn(0.5)
    fit = reference(counts, SIZES)
    a, pull = 4 + fit.shape[0], 500 * fit.rate[0] + fit.shape[0]
    found = lone(counts, 4.0, 500.0)
    assert found is not None
    assert [found.low, found.high] == pytest.approx(gamma.ppf([0.05, 0.95], a, scale=1 / pull))
    assert found.mid == pytest.approx(a / pull)


def test_two_firms_do_not_make_a_small_district_strong() -> None:
    _, counts = drawn(0.5)
    two, many = lone(counts, 2.0, 40.0), lone(counts, 500.0, 10_000.0)  # five times what is usual, both of them
    assert two is not None and many is not None
    assert two.low < 1 < many.low


def test_where_regions_differ_beyond_measure_the_interval_still_holds_its_estimate() -> None:
    counts = np.zeros((600, 1))
    counts[0] = 600
    found = quotients(np.array([0.0]), np.array(0.1), reference(counts, np.full(600, 1000.0))).at(0)
    assert found is not None and found.low < found.high == found.mid < 1


def test_what_is_withheld_is_unknown_and_not_nought() -> None:
    _, counts = drawn(0.5)
    held = counts.copy()
    held[:10] = UNKNOWN
    fit, zeros = reference(held, SIZES), reference(np.nan_to_num(held), SIZES)
    assert fit.rate[0] == pytest.approx(counts[10:].sum() / 50_000) and fit.regions.tolist() == [50]
    assert zeros.rate[0] < fit.rate[0]
    assert lone(held, UNKNOWN) is None


def test_an_activity_that_nobody_has_or_that_two_regions_tell_has_no_quotient() -> None:
    counts = np.zeros((60, 2))
    counts[:, 1] = UNKNOWN
    counts[:2, 1] = 5
    found = quotients(np.array([3.0, 3.0]), np.array(100.0), reference(counts, SIZES))
    assert (found.at(0), found.at(1)) == (None, None)


def test_a_node_of_several_codes_is_their_weighted_sum_and_unknown_where_one_is() -> None:
    weights = np.array([[1.0, 0.0, 0.0], [0.5, 0.5, 0.0]])
    assert mixed(np.array([[4.0, 6.0]]), weights)[:, :2].tolist() == [[7, 3]]
    lost = mixed(np.array([UNKNOWN, 6.0]), weights)
    assert np.isnan(lost).tolist() == [True, False, True]  # the last node has no code in the panel


def test_the_nodes_of_a_chain_have_quotients_where_the_panel_tells_all_their_codes() -> None:
    on = chain(
        [
            node("flour", codes={"131": "1"}),
            node("noodle", codes={"C1431": "0.5", "1432": "0.5"}),
            node("sauce", codes={"146": "1", "9999": "1"}),
            node("box", codes={"2231": "1"}),
            node("parlour"),
        ]
    )
    rng = np.random.default_rng(5)
    counts = rng.poisson(10, (60, 6)).astype(np.float64)
    here = np.array([40.0, 40.0, 10.0, 10.0, 10.0, UNKNOWN])
    found = node_quotients(on, ["1311", "1431", "1432", "1461", "223", "9"], counts=counts, sizes=SIZES, here=here, size=1000.0)
    assert [each is not None for each in found.values()] == [True, True, False, False, False]
    flour, noodle = found["flour"], found["noodle"]
    assert flour is not None and noodle is not None and noodle.mid < flour.mid and flour.low > 1  # four times and 2.5 times what is usual


@pytest.mark.parametrize(("count", "size", "where"), [(-1.0, 10.0, "counts[0]"), (1.0, 0.0, "sizes[]"), (1.0, UNKNOWN, "sizes[]")])
def test_what_cannot_be_counts_is_refused(count: float, size: float, where: str) -> None:
    _, counts = drawn(0.5)
    with pytest.raises(NotCounts) as refused:
        lone(counts, count, size)
    assert where in refused.value.said_why.en


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 300), st.floats(1, 1e5), st.sampled_from([0.0, 0.1, 1.0, 4.0]))
def test_the_mean_lies_between_the_priors_and_what_the_numbers_alone_say(count: int, size: float, spread: float) -> None:
    _, counts = drawn(spread)
    fit = reference(counts, SIZES)
    found = lone(counts, float(count), size)
    raw = float(raw_quotients(np.array([float(count)]), np.array(size), fit)[0])
    assert found is not None
    assert min(1.0, raw) - 1e-9 <= found.mid <= max(1.0, raw) + 1e-9
