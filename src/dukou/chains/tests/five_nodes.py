"""A made-up chain of five nodes whose suggestions are reckoned by hand, and random inputs of eight."""

from __future__ import annotations

import numpy as np

from dukou.chains.core.balance import Flows
from dukou.chains.core.suggestions.bootstrap import Case, Firms
from dukou.chains.core.suggestions.parts import Inputs

NODES = ("antigens", "chips", "reagents", "pumps", "kits")


def five_nodes() -> Case:
    """Antigens and chips go into reagents, reagents and pumps into kits. Money in whole units, as in the test's words."""
    return Case(
        nodes=NODES,
        firms=Firms(
            node=np.array([1, 2, 2, 3, 4, 4]),
            revenue=np.array([100.0, 300, 300, 50, 200, 200]),
            reliability=np.array([0.9, 0.9, 0.9, 0.8, 0.5, 0.5]),
        ),
        flows=Flows(np.array([0, 1, 3, 2]), np.array([2, 2, 4, 4]), np.array([0.2, 0.1, 0.25, 0.1])),
        local_sales=np.full(5, 0.5),
        local_spread=np.zeros(5),
        capacity=np.full(5, 80.0),
        chance=np.array([0.5, 0.2, 0.4, 0.1, np.nan]),
        multiplier=np.array([1.5, 2.0, 1.2, 1.0, 1.8]),
        weight=np.array([1.2, 1, 1, 1, 1]),
        reliability=0.9,
    )


def some_inputs(seed: int) -> Inputs:
    """Eight nodes of which all is known; every third has no gap."""
    chance = np.random.default_rng(seed)
    gap = chance.lognormal(3, 2, 8)
    gap[::3] = 0
    return Inputs(
        nodes=tuple("abcdefgh"),
        revenue=chance.lognormal(4, 2, 8),
        demand=gap + chance.lognormal(3, 1, 8),
        gap=gap,
        capacity=chance.lognormal(4, 1, 8),
        chance=chance.uniform(0.01, 0.9, 8),
        multiplier=chance.uniform(1, 3, 8),
        failing=chance.uniform(0, 1, 8),
        weight=chance.uniform(0.5, 2, 8),
        reliability=0.9,
    )
