"""What an input–output table says of a chain's nodes: how much other output a node pulls along, and what hangs on its sector."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dukou.chains.core.assessed import SectorTold
from dukou.chains.core.assessing.ground import Ground
from dukou.chains.core.linkages.extraction import lost_share
from dukou.chains.core.linkages.leontief import inverse_of, links_of


@dataclass(frozen=True, slots=True)
class Sectors:
    """`multiplier` (nodes,): column sums of the Leontief inverse, NaN where no table or no sector tells; `told`: beside each node."""

    multiplier: NDArray[np.float64]
    told: tuple[SectorTold, ...]


def sectors_of(ground: Ground) -> Sectors:
    """The table's word on every node that names a sector of it.

    Multipliers are those of the table as it is, a whole country's as a rule: a district buys less at home, so they say too much. They are
    regionalised (`linkages.regional`) where a table of the region's output by sector is at hand, which a home does not have yet.
    """
    multiplier = np.full(len(ground.chain.nodes), np.nan)
    if ground.table is None:
        return Sectors(multiplier, ())
    inverse = inverse_of(ground.table)
    links, lost = links_of(ground.table, inverse), lost_share(ground.table, inverse)
    place = {sector: at for at, sector in enumerate(ground.table.sectors)}
    told = []
    for at, node in enumerate(ground.chain.nodes):
        sector = place.get(node.sector)
        if sector is None or not ground.table.output[sector] > 0:
            continue
        multiplier[at] = links.multiplier[sector]
        told.append(
            SectorTold(
                node.key,
                node.sector,
                float(links.multiplier[sector]),
                float(links.backward[sector]),
                float(links.forward[sector]),
                float(lost[sector]),
            )
        )
    return Sectors(multiplier, tuple(told))
