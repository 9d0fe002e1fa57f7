"""How specialised a region is in an industry, and what its growth is made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dukou.chains.core.panels import Matrix


def rca(amounts: Matrix) -> Matrix:
    """RCA_rj = (X_rj / X_r.) / (X_.j / X_..), also called location quotient (Balassa 1965). [region, industry], no unit.

    NaN where the region or the industry has nothing at all: a share without its base is no base, not zero.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        shares: Matrix = amounts / amounts.sum(axis=1, keepdims=True)
        totals = amounts.sum(axis=0, keepdims=True)
        shares /= totals / totals.sum()
    return shares


def specialised(quotients: Matrix, at_least: float = 1.0) -> Matrix:
    """M = [RCA ≥ 1] as noughts and ones. A quotient without base is not specialised."""
    return (quotients >= at_least).astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class ShiftShare:
    """The change of each cell in three parts that sum to it, in the unit of the amounts (Dunn 1960).

    `national`: had it grown like everything; `mix`: because its industry grew otherwise; `competitive`: because it grew otherwise here.
    """

    national: Matrix
    mix: Matrix
    competitive: Matrix


def shift_share(before: Matrix, after: Matrix) -> ShiftShare:
    """dX = X g_N + X (g_j − g_N) + X (g_rj − g_j). An industry that began from nothing everywhere is competitive throughout."""
    growth = after.sum() / before.sum() - 1
    base, end = before.sum(axis=0), after.sum(axis=0)
    by_industry = np.divide(end, base, out=np.full_like(base, 1 + growth), where=base > 0) - 1
    return ShiftShare(before * growth, before * (by_industry - growth), after - before * (1 + by_industry))
