"""Specialisation, proximity, density and complexity: values reckoned by hand, and what must hold of any panel."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from dukou.chains.core.relatedness.complexity import NoStructure, complexity, fitness, indices
from dukou.chains.core.relatedness.proximity import density, knn_density, proximity
from dukou.chains.core.relatedness.specialisation import rca, shift_share, specialised

Array = NDArray[np.float64]
# Four regions, three industries. u = (3, 2, 2), C_01 = 2, C_02 = 1, C_12 = 1.
M = np.array([[1.0, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 1]])

few = settings(max_examples=40)


def amounts(rows: int = 6, columns: int = 5) -> st.SearchStrategy[Array]:
    return arrays(np.float64, (rows, columns), elements=st.integers(0, 50).map(float))


def test_rca_by_hand() -> None:
    found = rca(np.array([[30.0, 10.0], [10.0, 50.0]]))
    assert_allclose(found, [[0.75 / 0.4, 0.25 / 0.6], [(10 / 60) / 0.4, (50 / 60) / 0.6]], rtol=1e-15)
    assert specialised(found).tolist() == [[1, 0], [0, 1]]


def test_a_region_with_nothing_has_no_quotient_and_no_specialisation() -> None:
    found = rca(np.array([[0.0, 0.0], [1.0, 1.0]]))
    assert np.isnan(found[0]).all() and specialised(found)[0].tolist() == [0, 0]


@few
@given(amounts())
def test_rca_weighted_by_shares_is_one(told: Array) -> None:
    assume(told.sum(axis=1).all() and told.sum(axis=0).all())
    assert_allclose(rca(told) @ (told.sum(axis=0) / told.sum()), 1.0, rtol=1e-12)


def test_proximity_and_density_by_hand() -> None:
    near = proximity(M)
    third, half = 1 / 3, 1 / 2
    assert_allclose(near, [[1, 2 * third, third], [2 * third, 1, half], [third, half, 1]], rtol=1e-15)
    own = [1 + 2 * third + third, 2 * third + 1 + half, third + half + 1]
    assert_allclose(density(M, near)[2], [1 / own[0], 2 * third / own[1], third / own[2]], rtol=1e-15)
    bare = proximity(M, keeps_diagonal=False)
    assert_allclose(density(M, bare)[3], [third / 1, half / (7 / 6), 0], rtol=1e-15)
    # the nearest one alone: 0 ← 1, 1 ← 0, 2 ← 1
    assert knn_density(M, bare, 1).tolist() == [[1, 1, 1], [1, 1, 1], [0, 1, 0], [0, 0, 0]]


@few
@given(amounts(8, 6))
def test_proximity_is_symmetric_between_nought_and_one_and_density_a_share(told: Array) -> None:
    present = (told > 25).astype(np.float64)
    near = proximity(present)
    assert np.array_equal(near, near.T) and near.min() >= 0 and near.max() <= 1
    dense = density(present, near)
    assert (np.isnan(dense).all(axis=0) == ~present.any(axis=0)).all()
    assert np.nanmax(dense, initial=0) <= 1 + 1e-12


def test_proximity_is_the_definition() -> None:
    present = (np.random.default_rng(2).random((40, 300)) > 0.7).astype(np.float64)  # more industries than are made at once
    ubiquity = present.sum(axis=0)
    assert_allclose(proximity(present), (present.T @ present) / np.maximum.outer(ubiquity, ubiquity), rtol=1e-15)


def test_complexity_by_hand() -> None:
    """ECI is the eigenvector of the second eigenvalue of D⁻¹ M U⁻¹ M', which is written out here in fractions."""
    d, u = [3, 2, 1, 1], [3, 2, 2]
    walk = [[sum(Fraction(int(M[r, i] * M[s, i]), d[r] * u[i]) for i in range(3)) for s in range(4)] for r in range(4)]
    values = np.sort(np.linalg.eigvals(np.array(walk, dtype=np.float64)).real)[::-1]
    eci, pci = indices(M)
    assert_allclose(np.array(walk, dtype=np.float64) @ (eci - _fixed(eci, d)), values[1] * (eci - _fixed(eci, d)), atol=1e-12)
    assert_allclose([eci.mean(), eci.std()], [0, 1], atol=1e-12)
    assert_allclose(eci, (M @ pci) / d, rtol=1e-12)


def _fixed(eci: Array, diversity: list[int]) -> float:
    """The part along the first eigenvector, which is constant: the mean weighted by diversity."""
    return float(np.average(eci, weights=diversity))


@few
@given(st.integers(0, 10_000), st.sampled_from([(30, 12), (12, 30), (15, 15)]))
def test_eci_is_the_mean_pci_of_own_products_and_goes_along_with_diversity(seed: int, shape: tuple[int, int]) -> None:
    present = (np.random.default_rng(seed).random(shape) < np.random.default_rng(seed + 1).random((shape[0], 1))).astype(np.float64)
    assume((present.sum(axis=1) > 0).sum() > 3 and (present.sum(axis=0) > 0).sum() > 3)
    eci, pci = indices(present)
    has, found = present.any(axis=1), present.any(axis=0)
    assert np.array_equal(np.isnan(eci), ~has) and np.array_equal(np.isnan(pci), ~found)
    means = (present[has] @ np.nan_to_num(pci)) / present[has].sum(axis=1)
    assert np.corrcoef(eci[has], means)[0, 1] == pytest.approx(1, abs=1e-9)
    assert_allclose(eci[has], means, atol=1e-9)
    assert np.corrcoef(eci[has], present[has].sum(axis=1))[0, 1] > -1e-9


def test_both_sides_of_the_solve_agree() -> None:
    present = (np.random.default_rng(5).random((20, 21)) > 0.6).astype(np.float64)
    wide, square = indices(present), indices(np.vstack([present, present[:2]])[:21])
    assert len(wide[0]) == 20 and len(square[0]) == 21
    full = np.vstack([present, present])  # every region twice: the same structure, solved on the other side
    eci, pci = indices(full)
    assert_allclose(eci[:20], wide[0], atol=1e-9)
    assert_allclose(pci, wide[1], atol=1e-9)


def test_outlook_and_gain_are_their_definitions() -> None:
    present = (np.random.default_rng(7).random((14, 9)) > 0.5).astype(np.float64)
    found, near = complexity(present), proximity(present)
    spread = found.pci - found.eci.mean()  # kp up to a factor and a shift; both are taken out below
    raw = _raw_kp(present, spread)
    outlook = (density(present, near) * (1 - present) * raw).sum(axis=1)
    assert_allclose(found.coi, (outlook - outlook.mean()) / outlook.std(), atol=1e-9)
    kc = (present @ raw) / present.sum(axis=1)
    absent = 1 - present
    assert_allclose(found.cog, absent * (absent @ (near * (raw / near.sum(axis=1))[:, None])) / kc.std(), atol=1e-9)


def _raw_kp(present: Array, scaled: Array) -> Array:
    """kp: orthogonal, weighted by ubiquity, to the constant first eigenvector."""
    ubiquity = present.sum(axis=0)
    return np.asarray(scaled - np.average(scaled, weights=ubiquity))


def test_where_all_are_alike_there_is_nothing_to_tell() -> None:
    for present in (np.ones((5, 4)), np.eye(4)[:2]):
        with pytest.raises(NoStructure):
            indices(present)


def test_fitness_orders_nested_regions() -> None:
    fit, quality = fitness(np.tril(np.ones((4, 4))))
    assert (np.diff(fit) > 0).all() and (np.diff(quality) > 0).all()


@few
@given(amounts(), amounts())
def test_shift_share_sums_to_the_change(before: Array, after: Array) -> None:
    assume(before.sum() > 0)
    parts = shift_share(before, after)
    assert_allclose(parts.national + parts.mix + parts.competitive, after - before, atol=1e-9)


def test_shift_share_by_hand() -> None:
    parts = shift_share(np.array([[100.0, 0], [100, 200]]), np.array([[150.0, 10], [130, 190]]))  # all: 400 → 480, first: 200 → 280
    assert_allclose(parts.national[0], [20, 0])
    assert_allclose(parts.mix[0], [100 * (0.4 - 0.2), 0])
    assert_allclose(parts.competitive[0], [10, 10])
