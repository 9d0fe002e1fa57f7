"""What a reference panel says of a chain's nodes: how special the district is, what establishes itself here next, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dukou.chains.core.assessed import PullTold
from dukou.chains.core.assessing.ground import REFITS, Ground, PanelGround, firms_by_industry
from dukou.chains.core.codes import weights_of
from dukou.chains.core.intervals import Interval
from dukou.chains.core.node_quotients import node_quotients
from dukou.chains.core.outlook import Reference, outlook, replicates
from dukou.chains.core.status.strength import Values, panel_values
from dukou.chains.core.suggestions.hit_rates import HitRate

Numbers = NDArray[np.float64]
PULLS = 5


@dataclass(frozen=True, slots=True)
class Prospects:
    """By node. `chance` (nodes,) and `drawn` (draws, nodes): NaN where no panel tells. `pulls`: why its main industry has its chance.

    `values`: the chain as a whole against the panel's regions.
    """

    chance: Numbers
    drawn: Numbers | None
    quotients: Mapping[str, Interval | None] = field(default_factory=dict)
    pulls: Mapping[str, tuple[PullTold, ...]] = field(default_factory=dict)
    industries: Mapping[str, str] = field(default_factory=dict)
    rates: Mapping[str, HitRate] = field(default_factory=dict)
    values: Values = field(default_factory=Values)


def prospects_of(ground: Ground) -> Prospects:
    """Everything that the panel can tell; without one all of it is unknown."""
    if ground.panel is None:
        return Prospects(np.full(len(ground.chain.nodes), np.nan), None)
    given = ground.panel
    weights = weights_of(ground.chain, given.reference.industries)
    counts = firms_by_industry(ground.firms, ground.chain.edition, given.reference.industries)
    looked = outlook(given.reference, counts)
    chance = _by_node(given.reference.known.calibration.of(looked.scores)[None, :], weights)[0]
    refits = _by_node(_refits(given.reference, looked.row.tobytes(), ground.seed), weights)
    drawn = refits[np.random.default_rng([ground.seed, 1]).integers(0, REFITS, ground.draws)]
    main = {node.key: int(np.argmax(weights[:, at])) for at, node in enumerate(ground.chain.nodes) if weights[:, at].any()}
    return Prospects(
        chance,
        drawn,
        quotients=_quotients(ground, given, counts),
        pulls={key: _pulls(given, looked.row, industry) for key, industry in main.items()},
        industries={key: _named(given, industry) for key, industry in main.items()},
        rates=_rates(ground, given, chance, {key: bool(looked.is_here[at]) for key, at in main.items()}),
        values=_values(given, weights, counts),
    )


@lru_cache(maxsize=1)  # all chains of a district ask for the same, and this takes longer than all the rest
def _refits(known: Reference, row: bytes, seed: int) -> Numbers:
    """(refits, industries): the chances of a district with this row of features, from the panel fitted anew on weighted regions."""
    return replicates(known, np.frombuffer(row), REFITS, np.random.default_rng(seed))


def _by_node(chances: Numbers, weights: Numbers) -> Numbers:
    """(…, industries) chances as (…, nodes): the mean over a node's industries, weighted by how much of each belongs to it.

    NaN where no industry of the panel leads to a node.
    """
    total = weights.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Numbers = (chances @ weights) / total
    return found


def _newest(given: PanelGround) -> tuple[Numbers, Numbers]:
    """Numbers of firms [region, industry] of the newest period, and of each region in all; regions that have none are left out."""
    counts = given.panel.count[-1].astype(np.float64)
    sizes = counts.sum(axis=1)
    return counts[sizes > 0], sizes[sizes > 0]


def _here(given: PanelGround, counts: Mapping[str, float]) -> Numbers:
    return np.array([counts.get(code, 0.0) for code in given.panel.industries])


def _quotients(ground: Ground, given: PanelGround, counts: Mapping[str, float]) -> dict[str, Interval | None]:
    """The location quotient of each node by numbers of firms; unknown where no industry leads to it, or no firm here has a code."""
    there, sizes = _newest(given)
    here = _here(given, counts)
    if not here.sum():
        return {}
    return node_quotients(ground.chain, given.panel.industries, counts=there, sizes=sizes, here=here, size=float(here.sum()))


def _values(given: PanelGround, weights: Numbers, counts: Mapping[str, float]) -> Values:
    there, sizes = _newest(given)
    here = _here(given, counts)
    if not here.sum() or not weights.any():
        return Values()
    whole = weights.sum(axis=1)
    return panel_values(float(here @ whole), float(here.sum()), there @ whole, sizes)


def _pulls(given: PanelGround, row: Numbers, industry: int) -> tuple[PullTold, ...]:
    shown, rest = given.reference.model.reasons(row, industry, PULLS)
    told = [PullTold(given.reference.industries[pull.industry], _named(given, pull.industry), pull.amount) for pull in shown]
    return (*told, PullTold("", "", rest))


def _named(given: PanelGround, industry: int) -> str:
    code = given.reference.industries[industry]
    return f"{code} {given.names.get(code, '')}".strip()


def _rates(ground: Ground, given: PanelGround, chance: Numbers, is_here: Mapping[str, bool]) -> dict[str, HitRate]:
    """Beside each node: how often suggestions with such a chance came true in the panel's past.

    Tried were industries that were absent. Of a node whose industry stands here already no such case was tried, so nothing is told.
    """
    if given.test is None:
        return {}
    found = {}
    for at, node in enumerate(ground.chain.nodes):
        band = None if np.isnan(chance[at]) else given.test.band_of(float(chance[at]))
        if band is not None and not is_here.get(node.key, False):
            found[node.key] = HitRate(band.n, band.hits, given.test.horizon, given.label, (band.low, band.high))
    return found
