"""Links of sectors backward to suppliers and forward to users: multipliers of Leontief and Ghosh, key sectors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dukou.chains.core.linkages.tables import IoTable, Numbers

_TIGHT = 1e-13
_MOST_STEPS = 300


@dataclass(frozen=True, slots=True)
class Links:
    """By sector.

    `multiplier` m_j = Σ_i l_ij: what one unit of final demand for j makes the whole economy produce. `backward` BL_j = m_j / mean m and
    `forward` FL_i = g_i / mean g with g_i = Σ_j g_ij of the Ghosh inverse; both means, and both links, only over sectors with output: NaN
    elsewhere. (Rasmussen 1956; Ghosh 1958; Miller & Blair.)
    """

    multiplier: Numbers
    backward: Numbers
    forward: Numbers

    @property
    def is_key(self) -> NDArray[np.bool_]:
        """Key sectors: both links above the average."""
        return (self.backward > 1) & (self.forward > 1)


def inverse_of(table: IoTable) -> Numbers:
    """The Leontief inverse L = (I − A)^-1, (sectors, sectors)."""
    return np.asarray(np.linalg.inv(np.eye(len(table.sectors)) - table.inputs), dtype=np.float64)


def links_of(table: IoTable, inverse: Numbers) -> Links:
    """All links from one inverse: the Ghosh inverse is L with rows and columns weighed by output, G = x̂^-1 L x̂, so g = (L x) / x."""
    return _links(table, inverse.sum(axis=0), inverse @ table.output)


def links_without_inverse(table: IoTable) -> Links:
    """The same to about 1e-12 by two systems, with no further array of sectors × sectors: for thousands of sectors."""
    a = table.inputs
    multiplier = _solved(lambda v: v - v @ a, np.ones(len(table.sectors)))
    return _links(table, multiplier, _solved(lambda v: v - a @ v, table.output))


def _links(table: IoTable, multiplier: Numbers, drawn: Numbers) -> Links:
    """`drawn` is L x: all that is produced if final demand were what output is now."""
    active = table.has_output
    pushed = np.divide(drawn, table.output, out=np.full(len(active), np.nan), where=active)
    return Links(multiplier, _to_mean(np.where(active, multiplier, np.nan)), _to_mean(pushed))


def _to_mean(values: Numbers) -> Numbers:
    known = ~np.isnan(values)
    return values / values[known].mean() if known.any() else values


def _solved(apply: Callable[[Numbers], Numbers], wanted: Numbers) -> Numbers:
    """x with apply(x) = wanted, by GMRES without restarts (Saad & Schultz 1986)."""
    size = float(np.linalg.norm(wanted))
    if size == 0:
        return np.zeros_like(wanted)
    basis, columns = [wanted / size], list[Numbers]()
    for step in range(1, _MOST_STEPS + 1):
        ahead = apply(basis[-1])
        span = np.array(basis)
        column = span @ ahead
        ahead = ahead - column @ span
        again = span @ ahead  # once more: rounding leaves a rest of what was taken out
        ahead = ahead - again @ span
        length = float(np.linalg.norm(ahead))
        columns.append(np.append(column + again, length))
        tall = np.zeros((step + 1, step))
        for at, each in enumerate(columns):
            tall[: len(each), at] = each
        first = np.eye(step + 1, 1).ravel() * size
        parts = np.linalg.lstsq(tall, first, rcond=None)[0]
        if length <= _TIGHT or np.linalg.norm(tall @ parts - first) <= _TIGHT * size:
            break
        basis.append(ahead / length)
    return np.asarray(parts @ np.array(basis[: len(parts)]), dtype=np.float64)
