"""From what is known to what is advised, in one straight way: place, judge the nodes, weigh the invitations, tell."""

from __future__ import annotations

from statistics import median

import numpy as np
from numpy.typing import NDArray

from dukou.chains.core.assessed import Assessed
from dukou.chains.core.assessing.ground import Ground
from dukou.chains.core.assessing.prospects import Prospects, prospects_of
from dukou.chains.core.assessing.sectors import Sectors, sectors_of
from dukou.chains.core.assessing.telling import told
from dukou.chains.core.balance import flows_of
from dukou.chains.core.placements.placed import Placed
from dukou.chains.core.placements.placing import place
from dukou.chains.core.status.figures import Outlook, Scene
from dukou.chains.core.status.nodes import NodeState, node_states
from dukou.chains.core.suggestions.bootstrap import Case, Firms, estimate, replicates
from dukou.chains.core.suggestions.ranking import Suggestion, suggestions

Numbers = NDArray[np.float64]
_NORMAL_90 = 1.6448536269514722  # from the middle of a normal distribution to its 95 % quantile


def assessed(ground: Ground) -> Assessed:
    """One look at the chain of `ground`."""
    placed = place(ground.chain, ground.firms, as_of=ground.as_of, stale_after=int(ground.rules.stale_months))
    prospects, sectors = prospects_of(ground), sectors_of(ground)
    scene = _scene(ground, placed, prospects)
    states = node_states(scene, ground.rules)
    advice = _suggestions(ground, states, prospects, sectors)
    return told(ground, scene, placed, states, advice, prospects, sectors)


def _scene(ground: Ground, placed: Placed, prospects: Prospects) -> Scene:
    failures = [firm.failure for firm in ground.firms if firm.failure is not None]
    outlooks = {
        node.key: Outlook(relatedness=float(chance))
        for node, chance in zip(ground.chain.nodes, prospects.chance, strict=True)
        if not np.isnan(chance)
    }
    return Scene(
        chain=ground.chain,
        placements=placed.placements,
        quotients=prospects.quotients,
        leaders=ground.leaders,
        failure_median=median(failures) if failures else None,
        outlooks=outlooks,
    )


def _suggestions(ground: Ground, states: tuple[NodeState, ...], prospects: Prospects, sectors: Sectors) -> tuple[Suggestion, ...]:
    case = _case(ground, states, prospects, sectors)
    drawn = None
    if ground.draws:
        chance = prospects.drawn
        # the flow of p through the refits is joint with everything else; what no panel tells stays unknown in every replicate
        drawn = replicates(case, np.random.default_rng(ground.seed), draws=ground.draws, chance=chance)
    return suggestions(estimate(case), drawn, has_policy=bool(ground.weights), hit_rates=prospects.rates)


def _case(ground: Ground, states: tuple[NodeState, ...], prospects: Prospects, sectors: Sectors) -> Case:
    firms = [(at, each) for at, state in enumerate(states) for each in state.figures.sources]
    sales = [state.figures.local_sales for state in states]
    usual = float(ground.rules.unknown_failure)
    return Case(
        nodes=tuple(node.key for node in ground.chain.nodes),
        firms=Firms(
            node=np.array([at for at, _ in firms], dtype=np.intp),
            revenue=np.array([float(each.revenue or 0) for _, each in firms]),
            reliability=np.array([1 - (usual if each.firm.failure is None else each.firm.failure) for _, each in firms]),
        ),
        flows=flows_of(ground.chain),
        local_sales=np.array([each.mid for each in sales]),
        local_spread=np.array([(each.high - each.low) / (2 * _NORMAL_90) for each in sales]),
        capacity=_capacities(ground, states),
        chance=prospects.chance,
        multiplier=sectors.multiplier,
        weight=np.array([ground.weights.get(node.key, 1.0) for node in ground.chain.nodes]),
        reliability=1 - usual,
        unknown=np.array([bool(state.figures.sources) and state.figures.revenue is None for state in states]),
        at_most=np.array([bool(state.figures.unknown) for state in states]),
    )


def _capacities(ground: Ground, states: tuple[NodeState, ...]) -> Numbers:
    """What one firm of a node typically turns over: the median of the candidates' plants, else of the firms here, else not known."""
    found = []
    for state in states:
        told = list(ground.capacities.get(state.figures.node.key, ()))
        here = [each.revenue for each in state.figures.sources if each.revenue]
        found.append(float(median(told or here)) if told or here else np.nan)
    return np.array(found)
