"""Suggestions for 200 nodes of 2,000 made-up firms with intervals from 500 joint replicates: CPU time, the median of some rounds.

The budget is half a second of the two that a chain's page may take cold; beside it the same number of replicates one after another, as a
loop over the same functions, which shows what drawing them in one pass saves.
"""

from __future__ import annotations

import sys
import time
from statistics import median

import numpy as np

from dukou.chains.core.balance import Flows
from dukou.chains.core.suggestions.bootstrap import Case, Firms, estimate, replicates
from dukou.chains.core.suggestions.parts import factors_of
from dukou.chains.core.suggestions.ranking import suggestions

NODES, FIRMS, FLOWS, DRAWS = 200, 2_000, 400, 500
BAR, ROUNDS = 0.5, 7


def main() -> int:
    """Print `bar | measured | ratio | met`; 1 where the bar is missed."""
    case = _case(np.random.default_rng(104))
    ours = median(_at_once(case) for _ in range(ROUNDS))
    theirs = _one_by_one(case)
    verdict = "met" if ours <= BAR else "missed"
    print(
        f"{DRAWS} replicates × {NODES} nodes × {FIRMS:,} firms ≤ {BAR} s | {ours:.3f} s against {theirs:.3f} s one by one"
        f" | {theirs / ours:.1f} | {verdict}"
    )
    return 0 if ours <= BAR else 1


def _case(chance: np.random.Generator) -> Case:
    """A chain of this size; a fifth of its nodes has no firm."""
    return Case(
        nodes=tuple(f"n{number:03d}" for number in range(NODES)),
        firms=Firms(chance.integers(NODES // 5, NODES, FIRMS), chance.lognormal(20, 1.5, FIRMS).round(), chance.uniform(0.8, 0.99, FIRMS)),
        flows=Flows(chance.integers(0, NODES, FLOWS), chance.integers(0, NODES, FLOWS), chance.uniform(0.01, 0.3, FLOWS)),
        local_sales=np.full(NODES, 0.35),
        local_spread=np.full(NODES, 0.08),
        capacity=chance.lognormal(20, 1, NODES),
        chance=chance.uniform(0.01, 0.4, NODES),
        multiplier=chance.uniform(1, 2.5, NODES),
        weight=np.ones(NODES),
        reliability=0.9,
    )


def _at_once(case: Case) -> float:
    start = time.process_time()
    suggestions(estimate(case), replicates(case, np.random.default_rng(1), draws=DRAWS))
    return time.process_time() - start


def _one_by_one(case: Case) -> float:
    chances = np.random.default_rng(1)
    start = time.process_time()
    for _ in range(DRAWS):
        factors_of(replicates(case, chances, draws=1))
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
