"""What the firms of each node need from here and what they can deliver here: local demand against local supply."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dukou.chains.core.maps import ChainMap

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Balance:
    """By node in the last axis, in fen; any axes before it are replicates.

    `demand` D_n = Σ_m a_nm R_m over users whose share is known; `supply` S_n = q_n R_n; `gap` G_n = max(0, D_n − S_n);
    `sufficiency` σ_n = min(1, S_n / D_n), NaN where nothing is demanded: a rate without its base is no base, not zero.
    """

    demand: Numbers
    supply: Numbers
    gap: Numbers
    sufficiency: Numbers


@dataclass(frozen=True, slots=True)
class Flows:
    """The supplies of a chain whose share is known, as places of its nodes: supplier i delivers `share` per unit of revenue of user j."""

    suppliers: NDArray[np.intp]
    users: NDArray[np.intp]
    share: Numbers


def flows_of(chain: ChainMap) -> Flows:
    """The known flows of a chain, in the order of its supplies."""
    place = chain.position
    known = [each for each in chain.supplies if each.share is not None]
    return Flows(
        np.array([place[each.supplier] for each in known], dtype=np.intp),
        np.array([place[each.user] for each in known], dtype=np.intp),
        np.array([float(each.share or 0) for each in known]),
    )


def balance(revenue: Numbers, flows: Flows, share: Numbers, local_sales: Numbers) -> Balance:
    """Demand against supply. `revenue` and `local_sales`: (…, nodes), in fen and 0 to 1; `share`: (…, flows), 0 to 1; axes broadcast."""
    spent = share * revenue[..., flows.users]
    received = flows.suppliers[:, None] == np.arange(revenue.shape[-1])  # (flows, nodes): who delivers each flow
    demand = spent @ received.astype(np.float64)
    supply = local_sales * revenue
    with np.errstate(divide="ignore", invalid="ignore"):
        sufficiency = np.where(demand > 0, np.minimum(1.0, supply / demand), np.nan)
    return Balance(demand, supply, np.maximum(0.0, demand - supply), sufficiency)
