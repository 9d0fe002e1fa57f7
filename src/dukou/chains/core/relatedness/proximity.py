"""Which industries stand together, and how densely a region surrounds what it does not have yet (Hidalgo et al. 2007)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dukou.chains.core.panels import Matrix, Vector

_AT_ONCE = 256  # industries: what is made beside the result stays small


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """C = M'M and u: in how many regions two industries, or one, are specialised. φ is made of it piece by piece, or as a whole.

    Counts are made in single precision, where whole numbers are exact below 2²⁴: more regions than any country has.
    """

    counts: NDArray[np.float32]
    ubiquity: Vector

    @classmethod
    def of(cls, present: Matrix) -> Self:
        """From M [region, industry]."""
        if len(present) >= 2**24:
            raise ValueError("counts of 2²⁴ and more regions are not exact in single precision")
        single = present.astype(np.float32)
        turned = np.ascontiguousarray(single.T)  # numpy would fill the lower triangle by hand where it sees that both are one
        return cls(turned @ single, present.sum(axis=0))

    def pieces(self) -> Iterator[tuple[slice, Matrix]]:
        """φ_ij = C_ij / max(u_i, u_j), some rows (and so some columns) at a time. A piece is overwritten by the next."""
        size = len(self.ubiquity)
        room, greater = np.empty((min(_AT_ONCE, size), size)), np.empty((min(_AT_ONCE, size), size))
        for start in range(0, size, _AT_ONCE):
            rows = slice(start, min(start + _AT_ONCE, size))
            piece, each = room[: rows.stop - start], greater[: rows.stop - start]
            np.maximum(np.maximum(self.ubiquity[rows, None], 1.0), self.ubiquity, out=each)
            np.divide(self.counts[rows], each, out=piece)
            yield rows, piece

    def sums(self) -> Vector:
        """Σ_i φ_ij: how much is near to each industry."""
        return np.concatenate([piece.sum(axis=1) for _, piece in self.pieces()])

    def times(self, left: Matrix) -> Matrix:
        """`left` φ, without φ ever being there as a whole: for thousands of industries that is most of the memory."""
        found = np.empty(left.shape)
        for columns, piece in self.pieces():
            found[:, columns] = left @ piece.T
        return found


def proximity(present: Matrix, *, keeps_diagonal: bool = True) -> Matrix:
    """φ_ij = C_ij / max(u_i, u_j), C = M'M: the lesser of the two chances that who has one has the other. [industry, industry].

    An industry that stands nowhere is near to nothing. `keeps_diagonal`: an industry is its own neighbour, as ecomplexity has it; a
    forecast of what is absent leaves it out.
    """
    together = Together.of(present)
    near = np.empty(together.counts.shape)
    for rows, piece in together.pieces():
        near[rows] = piece
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
