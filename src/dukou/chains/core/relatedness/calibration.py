"""From scores to chances: isotonic regression on what came true before, and a table that shows whether the chances held."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dukou.chains.core.panels import Flags, Vector


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """A rising step-and-slope function: `scores` and the `chances` at them; straight between, flat beyond."""

    scores: Vector
    chances: Vector

    def of(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """The chance of each score, in any shape."""
        found: NDArray[np.float64] = np.interp(scores, self.scores, self.chances)
        return found


@dataclass(frozen=True, slots=True)
class Bin:
    """One row of a reliability table: how many there were, the mean chance told, and the share that came true."""

    n: int
    told: float
    came_true: float


def calibrate(scores: Vector, came_true: Flags, least: int = 200) -> Calibration:
    """The rising function that fits best (least squares) to groups of at least `least` cells of neighbouring score.

    Without groups the very best cells would be told a chance of one because three of them happened to come true. Equal scores stay
    together; of few cells (fewer than fifty groups) the groups are smaller.
    """
    from scipy.optimize import isotonic_regression  # type: ignore[import-untyped]

    order = np.argsort(scores, kind="stable")
    scores, hits = scores[order], came_true[order].astype(np.float64)
    size = max(1, min(least, len(scores) // 50))
    starts = np.searchsorted(scores, scores[: max(len(scores) - size, 0) + 1 : size])  # ties go with the first of them
    starts = np.unique(np.append(0, starts))
    weights = np.diff(np.append(starts, len(scores))).astype(np.float64)
    points, shares = np.add.reduceat(scores, starts) / weights, np.add.reduceat(hits, starts) / weights
    fitted = isotonic_regression(shares, weights=weights).x
    kept = np.ones(len(points), dtype=np.bool_)  # of each flat stretch its ends are enough
    kept[1:-1] = (fitted[1:-1] != fitted[:-2]) | (fitted[1:-1] != fitted[2:])
    return Calibration(points[kept], fitted[kept])


def reliability(chances: Vector, came_true: Flags, bins: int = 10) -> tuple[Bin, ...]:
    """The cells in groups of rising chance: equal groups, and the highest twentieth, two hundredth and thousandth apart.

    Events are rare: in equal groups alone the suggestions anybody would read drown in the last one.
    """
    order = np.argsort(chances, kind="stable")
    shares = [*np.linspace(0, 1, bins + 1)[:-1], 0.95, 0.995, 0.999, 1.0]
    edges = np.unique((np.array(shares) * len(order)).astype(np.intp))
    groups = [order[start:end] for start, end in pairwise(edges)]
    return tuple(Bin(len(each), float(chances[each].mean()), float(came_true[each].mean())) for each in groups)
