"""A chain here beside the same industries in other regions of a panel, by numbers of firms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dukou.chains.core.panels import Panel
from dukou.chains.core.quotients import means, reference

NEAREST = 8  # regions that are shown where none is asked for: the nearest in size


@dataclass(frozen=True, slots=True)
class Region:
    """A region's firms in the chain's industries. `focus`: their share of all its firms; `quotient`: against the panel, None: unknown.

    `rank` among all regions by size; `code` is empty for this district.
    """

    code: str
    count: float
    focus: float
    quotient: float | None
    rank: int


def beside(panel: Panel, belongs: NDArray[np.float64], here: Region | None, asked: Sequence[str]) -> tuple[Region, ...]:
    """The regions asked for, or the nearest in size to `here`, with it among them, the largest first.

    `belongs` (industries,): how much of each industry of the panel is the chain's, 0 to 1. A region that is not in the panel is left out.
    """
    counts = panel.count[-1].astype(np.float64)
    sizes, chain = np.maximum(counts.sum(axis=1), 1.0), counts @ belongs
    quotient = means(chain[:, None], sizes, reference(chain[:, None], sizes))[:, 0]
    place = {code: at for at, code in enumerate(panel.regions)}
    chosen = [place[each] for each in asked if each in place]
    if not asked and here is not None:
        chosen = [int(at) for at in np.argsort(np.abs(chain - here.count), kind="stable")[:NEAREST]]
    told = [
        Region(
            panel.regions[at],
            float(chain[at]),
            float(chain[at] / sizes[at]),
            None if np.isnan(quotient[at]) else float(quotient[at]),
            rank_of(chain, float(chain[at])),
        )
        for at in chosen
    ]
    if here is not None:
        told.append(Region("", here.count, here.focus, here.quotient, rank_of(chain, here.count)))
    return tuple(sorted(told, key=lambda each: (-each.count, each.code)))


def rank_of(among: NDArray[np.float64], count: float) -> int:
    """How many are larger, and one."""
    return int((among > count).sum()) + 1
