"""Which industries stand together, and how densely a region surrounds what it does not have yet (Hidalgo et al. 2007)."""

from __future__ import annotations

import numpy as np

from dukou.chains.core.panels import Matrix, Vector

_ROWS = 256  # industries at once: what is made beside the result stays small


def proximity(present: Matrix, *, keeps_diagonal: bool = True) -> Matrix:
    """φ_ij = C_ij / max(u_i, u_j), C = M'M: the lesser of the two chances that who has one has the other. [industry, industry].

    Counts are made in single precision, where whole numbers are exact below 2²⁴: more regions than any country has. An industry that
    stands nowhere is near to nothing. `keeps_diagonal`: an industry is its own neighbour, as ecomplexity has it; a forecast of what is
    absent leaves it out.
    """
    if len(present) >= 2**24:
        raise ValueError("counts of 2²⁴ and more regions are not exact in single precision")
    single = present.astype(np.float32)
    near = (single.T @ single).astype(np.float64)
    ubiquity = near.diagonal().copy()
    for start in range(0, len(near), _ROWS):
        rows = slice(start, start + _ROWS)
        near[rows] /= np.maximum(np.maximum(ubiquity[rows, None], ubiquity[None, :]), 1.0)
    if not keeps_diagonal:
        np.fill_diagonal(near, 0.0)
    return near


def density(present: Matrix, near: Matrix) -> Matrix:
    """d_rj = Σ_i M_ri φ_ij / Σ_i φ_ij, 0 to 1: the share of what is near to j that stands in r. NaN where nothing is near."""
    found: Matrix = present @ near
    with np.errstate(invalid="ignore", divide="ignore"):
        found /= near.sum(axis=0)
    return found


def nearest(near: Matrix, neighbours: int) -> Matrix:
    """φ with only the nearest neighbours of each industry kept (in its column), the rest nought."""
    if neighbours >= len(near):
        return near
    least: Vector = np.partition(near, len(near) - neighbours, axis=0)[len(near) - neighbours]
    return np.where(near >= least, near, 0.0)


def knn_density(present: Matrix, near: Matrix, neighbours: int = 50) -> Matrix:
    """Density over the nearest neighbours alone, weighted by φ. (ecomplexity 0.5.3 sums them unweighted, by mistake.)"""
    return density(present, nearest(near, neighbours))
