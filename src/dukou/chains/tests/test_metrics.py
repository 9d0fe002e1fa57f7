"""Metrics against cases reckoned by hand, with ties shared fairly."""

from __future__ import annotations

from itertools import combinations
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.chains.core.backtest.metrics import auc, average_precision, best_f1, curve, measured, precision_at, top_ten
from dukou.chains.core.backtest.results import Band
from dukou.chains.core.backtest.trial import difference, hit_rates
from dukou.kit.core.rates import Z90, wilson


def test_a_ranking_by_hand() -> None:
    """Hits at ranks 1 and 3 of four."""
    found = curve(np.array([0.9, 0.8, 0.7, 0.1]), np.array([True, False, True, False]))
    assert average_precision(found) == pytest.approx((1 / 1 + 2 / 3) / 2)
    assert best_f1(found) == pytest.approx(2 * 2 / (3 + 2))
    assert (precision_at(found, 1), precision_at(found, 2), precision_at(found, 1000)) == (1, 0.5, 0.5)
    assert auc(found) == 0.75  # of the four pairs of hit and miss one stands the wrong way round


def test_cells_of_one_score_share_what_they_hold() -> None:
    scores, came_true = np.zeros(8), np.arange(8) < 2
    found = curve(scores, came_true)
    assert average_precision(found) == precision_at(found, 3) == 0.25 and auc(found) == 0.5
    top = top_ten(scores[None, :], np.ones((1, 8), dtype=bool), came_true[None, :], k=3)
    assert top.hits.tolist() == [0.75]
    assert top.chance[0] == pytest.approx(1 - comb(6, 3) / comb(8, 3))


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.booleans()), min_size=4, max_size=9), st.integers(1, 4))
def test_the_top_of_a_region_is_the_mean_over_all_ways_to_break_ties(cells: list[tuple[int, bool, bool]], k: int) -> None:
    scores = np.array([[float(score) for score, _, _ in cells]])
    is_open = np.array([[told for _, told, _ in cells]])
    came_true = np.array([[hit for _, _, hit in cells]]) & is_open
    top = top_ten(scores, is_open, came_true, k)
    draws = _draws([(score, hit) for score, told, hit in cells if told], k)
    assert top.hits[0] == pytest.approx(sum(draws) / len(draws))
    assert top.chance[0] == pytest.approx(sum(hits > 0 for hits in draws) / len(draws))


def _draws(cells: list[tuple[int, bool]], k: int) -> list[int]:
    """The number of hits among the k best, for each way to choose among those tied at the edge."""
    k = min(k, len(cells))
    if k == 0:
        return [0]
    edge = sorted((score for score, _ in cells), reverse=True)[k - 1]
    above = [hit for score, hit in cells if score > edge]
    tied = [hit for score, hit in cells if score == edge]
    return [sum(above) + sum(chosen) for chosen in combinations(tied, k - len(above))]


def test_all_metrics_of_a_small_panel() -> None:
    scores = np.array([[3.0, 2.0, 9.0], [1.0, 4.0, 0.0]])
    is_open = np.array([[True, True, False], [True, True, True]])
    came_true = np.array([[True, False, False], [False, False, False]])
    metrics, top = measured(scores, is_open, came_true)
    assert metrics.plain() == pytest.approx({"ap": 0.5, "f1": 2 / 3, "p1000": 0.2, "mp10": 0.05, "hit10": 1.0, "auc": 0.75})
    assert top.precision.tolist() == [0.1, 0]


def test_hit_rates_by_hand() -> None:
    chances = np.array([0.005, 0.1, 0.15, 0.19, 1.0])
    assert hit_rates(chances, np.array([False, True, False, True, True])) == (
        Band(0.0, 0.01, 1, 0, 0.0, *wilson(0, 1, Z90), 0.005),
        Band(0.1, 0.2, 3, 2, 2 / 3, *wilson(2, 3, Z90), pytest.approx(0.44 / 3)),  # type: ignore[arg-type]
        Band(0.7, 1.0, 1, 1, 1.0, *wilson(1, 1, Z90), 1.0),
    )


def test_the_difference_is_paired() -> None:
    noise = np.random.default_rng(1).random(400)
    found = difference(noise + 0.1, noise, draws=200)
    assert (found.mean, found.low, found.high) == pytest.approx((0.1, 0.1, 0.1))  # what both share does not widen it
    assert found.ratio == pytest.approx((noise.mean() + 0.1) / noise.mean())
    assert difference(noise, np.zeros(400), draws=10).ratio is None
