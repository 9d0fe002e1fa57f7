"""The location quotients of a chain's nodes out of a panel of industries."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dukou.chains.core.codes import plain_code, weights_of
from dukou.chains.core.intervals import Interval
from dukou.chains.core.maps import ChainMap
from dukou.chains.core.quotients import mixed, quotients, reference

Numbers = NDArray[np.float64]


def node_quotients(
    chain: ChainMap, industries: Sequence[str], *, counts: Numbers, sizes: Numbers, here: Numbers, size: float
) -> dict[str, Interval | None]:
    """By node, the quotient of this district; None where the panel cannot tell it.

    `industries`: the panel's codes, of the map's edition; `counts`: firms by (regions, industries), NaN where withheld; `sizes`: all
    firms of each region; `here`, `size`: the same of this district. A node of several codes is judged by their weighted sums. A code
    that the panel tells only in a coarser way (276 for a node of 2761) fits nothing: what the node has of it is unknown, so the node is.
    """
    weights = weights_of(chain, industries)
    found = quotients(mixed(here, weights), np.array(size), reference(mixed(counts, weights), sizes))
    told = [plain_code(each) for each in industries]
    return {
        node.key: found.at(place) if all(_is_told(code, told) for code in node.codes) else None for place, node in enumerate(chain.nodes)
    }


def _is_told(code: str, industries: Sequence[str]) -> bool:
    """Whether the panel has the code or one within it."""
    return any(each.startswith(plain_code(code)) for each in industries)
