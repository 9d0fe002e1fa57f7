"""EASE against its definition, reasons that are exact, and chances that rise with the score."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from dukou.chains.core.panels import Matrix
from dukou.chains.core.relatedness.calibration import calibrate, reliability
from dukou.chains.core.relatedness.ease import ease

few = settings(max_examples=40)


def features(seed: int, rows: int = 25, columns: int = 8) -> Matrix:
    return np.log1p(np.random.default_rng(seed).poisson(1.5, (rows, columns)).astype(np.float64))


def test_two_industries_by_hand() -> None:
    """F'F = [[5, 2], [2, 1]], λ = 1: Q⁻¹ = [[6, 2], [2, 2]], so B_01 = 2/6 and B_10 = 2/2: each is the other's ridge regression."""
    model = ease(np.array([[2.0, 1.0], [1.0, 0.0]]), 1.0)
    assert_allclose(model.weights, np.array([[0, 1 / 3], [1, 0]]), rtol=1e-14)


@few
@given(st.integers(0, 999), st.sampled_from([0.5, 3.0, 400.0]))
def test_each_column_is_the_ridge_regression_on_all_others(seed: int, ridge: float) -> None:
    told = features(seed)
    model = ease(told, ridge)
    assert (model.weights.diagonal() == 0).all()
    for of in range(told.shape[1]):
        others = np.delete(told, of, axis=1)
        wanted = np.linalg.solve(others.T @ others + ridge * np.eye(others.shape[1]), others.T @ told[:, of])
        assert_allclose(np.delete(model.weights[:, of], of), wanted, atol=1e-10)


@few
@given(st.integers(0, 999), st.integers(0, 7), st.integers(0, 9))
def test_reasons_sum_to_the_score(seed: int, of: int, most: int) -> None:
    told = features(seed)
    model = ease(told, 2.0)
    scores = model.scores(told)
    shown, rest = model.reasons(told[3], of, most)
    assert sum(each.amount for each in shown) + rest == pytest.approx(scores[3, of], abs=1e-12)
    assert [abs(each.amount) for each in shown] == sorted((abs(each.amount) for each in shown), reverse=True)
    assert len(shown) <= most and all(told[3, each.industry] > 0 for each in shown)


def test_a_region_of_weight_two_is_a_region_twice() -> None:
    told = features(4)
    doubled = ease(np.vstack([told, told[:1]]), 1.0)
    weights = np.ones(len(told))
    weights[0] = 2
    assert_allclose(ease(told, 1.0, weights).weights, doubled.weights, atol=1e-12)
    with pytest.raises(ValueError, match="positive definite"):
        ease(told, 0.0)


def test_calibration_by_hand() -> None:
    """Scores 1 to 4 with shares 0, 1, 0, 1: the middle two are pooled to a half."""
    told = calibrate(np.array([1.0, 2, 3, 4]), np.array([False, True, False, True]))
    assert told.of(np.array([0.0, 1, 2, 2.5, 3, 3.5, 4, 9])).tolist() == [0, 0, 0.5, 0.5, 0.5, 0.75, 1, 1]


@few
@given(st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=200), st.integers(1, 40))
def test_chances_rise_with_the_score_and_keep_the_number_of_events(cells: list[tuple[int, bool]], least: int) -> None:
    scores, came_true = np.array([float(score) for score, _ in cells]), np.array([hit for _, hit in cells])
    told = calibrate(scores, came_true, least)
    chances = told.of(np.linspace(-1, 13, 50))
    assert (np.diff(chances) >= 0).all() and chances.min() >= 0 and chances.max() <= 1
    if len(cells) < 50 * 2:  # groups of one score each: isotonic regression keeps the sum
        assert told.of(scores).sum() == pytest.approx(came_true.sum())


def test_no_chance_rests_on_a_handful_of_cells() -> None:
    scores = np.arange(20_000.0)
    came_true = scores >= 19_997  # three events at the very top
    assert calibrate(scores, came_true).of(np.array([1e9]))[0] == 3 / 200
    assert calibrate(scores, came_true, least=1).of(np.array([1e9]))[0] == 1


def test_the_reliability_table_counts_every_cell_once() -> None:
    chances = np.linspace(0, 1, 4000)
    rows = reliability(chances, chances > 0.5)
    assert sum(row.n for row in rows) == 4000
    assert sum(row.n * row.came_true for row in rows) == pytest.approx(2000)
    assert [row.told for row in rows] == sorted(row.told for row in rows)
    assert rows[-1].n == 4
