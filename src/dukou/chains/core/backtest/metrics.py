"""How good a ranking of rare events is. Cells of equal score share what they hold: no order of rows can favour a method."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dukou.chains.core.panels import Flags, Matrix, Vector


@dataclass(frozen=True, slots=True)
class Metrics:
    """All between 0 and 1. `auc` stands last: with one event in a hundred cells it flatters (Albora & Zaccaria 2022).

    `ap`: average precision; `f1`: the best of any threshold; `p1000`: share of hits among the thousand best cells; `mp10`: mean over
    regions of the share of hits among its ten best; `hit10`: share of the regions with an event that have one among their ten best.
    """

    ap: float
    f1: float
    p1000: float
    mp10: float
    hit10: float
    auc: float

    def plain(self) -> dict[str, float]:
        """As JSON writes it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Over the distinct scores from the highest down: how many cells reach it, and how many of these came true."""

    reached: Vector
    hits: Vector


def curve(scores: Vector, came_true: Flags) -> Curve:
    """Of the cells that are asked about."""
    order = np.argsort(scores)[::-1]
    last = np.flatnonzero(np.append(np.diff(scores[order]) != 0, True))
    return Curve((last + 1).astype(np.float64), np.cumsum(came_true[order])[last].astype(np.float64))


def average_precision(found: Curve) -> float:
    """Σ precision × step of recall, over distinct scores."""
    steps = np.diff(found.hits, prepend=0.0)
    return float((found.hits / found.reached * steps).sum() / found.hits[-1])


def best_f1(found: Curve) -> float:
    """The best harmonic mean of precision and recall at any threshold: 2 TP / (reached + events)."""
    return float((2 * found.hits / (found.reached + found.hits[-1])).max())


def precision_at(found: Curve, k: int) -> float:
    """The share of hits among the k best; cells tied at the edge count by their share. Of fewer cells than k, all."""
    k = min(k, int(found.reached[-1]))
    return float(np.interp(k, np.append(0.0, found.reached), np.append(0.0, found.hits)) / k)


def auc(found: Curve) -> float:
    """The chance that an event stands above a non-event; ties count half."""
    events, cells = found.hits[-1], found.reached[-1]
    misses = np.append(0.0, found.reached - found.hits)
    return float(np.trapezoid(np.append(0.0, found.hits), misses) / (events * (cells - events)))


@dataclass(frozen=True, slots=True, eq=False)
class TopTen:
    """By region: `hits` expected among its ten best open cells, `chance` of at least one, `has_event`."""

    hits: Vector
    chance: Vector
    has_event: Flags

    @property
    def precision(self) -> Vector:
        """The share of hits among ten; a region with fewer open cells has the rest as misses."""
        return self.hits / 10.0


def top_ten(scores: Matrix, is_open: Flags, came_true: Flags, k: int = 10) -> TopTen:
    """The ten best open cells of each region; where cells tie at the edge, what a fair draw among them gives."""
    told = np.where(is_open, scores, -np.inf)
    k = min(k, told.shape[1])
    edge = np.partition(told, told.shape[1] - k, axis=1)[:, [told.shape[1] - k]]
    is_above, is_tied = told > edge, (told == edge) & is_open
    sure = (is_above & came_true).sum(axis=1)
    free, tied, good = k - is_above.sum(axis=1), is_tied.sum(axis=1), (is_tied & came_true).sum(axis=1)
    free = np.minimum(free, tied)
    expected = sure + np.divide(free * good, tied, out=np.zeros(len(tied)), where=tied > 0)
    return TopTen(expected, np.where(sure > 0, 1.0, 1.0 - _none_drawn(tied, good, free)), np.asarray(came_true.any(axis=1)))


def _none_drawn(tied: Vector, good: Vector, free: Vector) -> Vector:
    """The chance that `free` drawn of `tied` hold none of the `good`: C(tied − good, free) / C(tied, free)."""
    from scipy.special import gammaln  # type: ignore[import-untyped]

    bad = np.maximum(tied - good, free)
    logarithm = gammaln(bad + 1) - gammaln(bad - free + 1) - gammaln(tied + 1) + gammaln(tied - free + 1)
    return np.where(tied - good >= free, np.exp(logarithm), 0.0)


def measured(scores: Matrix, is_open: Flags, came_true: Flags) -> tuple[Metrics, TopTen]:
    """All metrics of one method over the open cells."""
    found = curve(scores[is_open], came_true[is_open])
    best = top_ten(scores, is_open, came_true)
    return Metrics(
        ap=average_precision(found),
        f1=best_f1(found),
        p1000=precision_at(found, 1000),
        mp10=float(best.precision.mean()),
        hit10=float(best.chance[best.has_event].mean()),
        auc=auc(found),
    ), best
