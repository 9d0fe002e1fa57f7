"""What is known of a chain's nodes, as estimated and as it might be: every doubt drawn at once, some hundred times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from dukou.chains.core.balance import Flows, balance
from dukou.chains.core.suggestions.parts import Flags, Inputs, Numbers

DRAWS = 500
USUAL_LOCAL_SALES, USUAL_LOCAL_SPREAD = 0.35, 0.08  # q where nobody declared it, and how unsure it is (field note on chains, section 4)


@dataclass(frozen=True, slots=True)
class Firms:
    """One row for each firm at each node where it stands: the place of the node, its revenue there in fen, P(it delivers) (0 to 1)."""

    node: NDArray[np.intp]
    revenue: Numbers
    reliability: Numbers


@dataclass(frozen=True, slots=True)
class Spread:
    """How unsure numbers are: coefficients of variation of input shares and of each firm's revenue. Judged, not measured."""

    share: float = 0.2
    revenue: float = 0.1


@dataclass(frozen=True, slots=True)
class Case:
    """A chain in a district: its firms and flows, and by node (nodes,) what `Inputs` tells of them.

    `local_sales` q: the share of sales that stays here (0 to 1); `local_spread`: its standard deviation, nought where it was declared.
    `unknown`: nodes whose firms tell no revenue at all, so that the gap is not known; `at_most`: those where some do not, so that it is at
    most so large.
    """

    nodes: tuple[str, ...]
    firms: Firms
    flows: Flows
    local_sales: Numbers
    local_spread: Numbers
    capacity: Numbers
    chance: Numbers
    multiplier: Numbers
    weight: Numbers
    reliability: float
    unknown: Flags | None = None
    at_most: Flags | None = None


def estimate(case: Case) -> Inputs:
    """Each number as it is told."""
    revenue = np.bincount(case.firms.node, case.firms.revenue, len(case.nodes)).astype(np.float64)
    return _inputs(case, revenue, case.flows.share, case.local_sales, case.chance)


def replicates(
    case: Case, chances: Generator, *, draws: int = DRAWS, chance: Numbers | None = None, spread: Spread | None = None
) -> Inputs:
    """`draws` ways in which it might be, drawn jointly from one generator; arrays (draws, nodes).

    Which firms there are: Dirichlet weights within each node. Revenue as told: log-normal errors with mean one. Input shares: gamma noise,
    never over one. q: normal, cut to 0 to 1. `chance` (draws, nodes): samples of p, which only the reference panel gives; else p stands.
    """
    spread = spread or Spread()
    if chance is not None and chance.shape != (draws, len(case.nodes)):
        raise ValueError(f"chances of {chance.shape}, wanted {(draws, len(case.nodes))}")
    revenue = _revenues(case, chances, draws, spread.revenue)
    share = _shares(case.flows.share, chances, draws, spread.share)
    local_sales = np.clip(chances.normal(case.local_sales, case.local_spread, (draws, len(case.nodes))), 0.0, 1.0)
    return _inputs(case, revenue, share, local_sales, case.chance if chance is None else chance)


def all_fail(firms: Firms, nodes: int) -> Numbers:
    """P(all present sources of a node fail) = Π (1 − r_f), each failing on its own; 1 where there is none."""
    failing = np.ones(nodes)
    np.multiply.at(failing, firms.node, 1 - firms.reliability)
    return failing


def _inputs(case: Case, revenue: Numbers, share: Numbers, local_sales: Numbers, chance: Numbers) -> Inputs:
    found = balance(revenue, case.flows, share, local_sales)
    return Inputs(
        nodes=case.nodes,
        revenue=revenue,
        demand=found.demand,
        gap=found.gap if case.unknown is None else np.where(case.unknown, np.nan, found.gap),
        at_most=case.at_most,
        capacity=case.capacity,
        chance=chance,
        multiplier=case.multiplier,
        failing=all_fail(case.firms, len(case.nodes)),
        weight=case.weight,
        reliability=case.reliability,
    )


def _revenues(case: Case, chances: Generator, draws: int, spread: float) -> Numbers:
    """Revenue by node (draws, nodes): n Σ w_f R_f over a node's n firms, w Dirichlet(1, …, 1), whose mean is the sum as told."""
    firms, found = case.firms, np.zeros((draws, len(case.nodes)))
    if not len(firms.node):
        return found
    order = np.argsort(firms.node, kind="stable")
    present, starts, counts = np.unique(firms.node[order], return_index=True, return_counts=True)
    weights = chances.standard_exponential((draws, len(order)))
    sums = np.add.reduceat(weights, starts, axis=1)
    weights *= firms.revenue[order] * chances.lognormal(-(_sigma(spread) ** 2) / 2, _sigma(spread), weights.shape)
    found[:, present] = counts * np.add.reduceat(weights, starts, axis=1) / sums
    return found


def _shares(share: Numbers, chances: Generator, draws: int, spread: float) -> Numbers:
    """Input shares (draws, flows) with gamma noise of this coefficient of variation."""
    if not spread:
        return np.broadcast_to(share, (draws, len(share)))
    noise = chances.gamma(1 / spread**2, spread**2, (draws, len(share)))
    return np.minimum(share * noise, 1.0)


def _sigma(spread: float) -> float:
    """The log-normal's σ for a coefficient of variation."""
    return float(np.sqrt(np.log1p(spread**2)))
