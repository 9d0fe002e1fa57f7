"""What the whole economy would lose without one sector: hypothetical extraction in closed form."""

from __future__ import annotations

import numpy as np

from dukou.chains.core.linkages.tables import IoTable, Numbers


def lost_without(table: IoTable, inverse: Numbers) -> Numbers:
    """By sector k: the output lost if it neither bought, sold nor met any final demand, in the table's money: x_k m_k / l_kk.

    All sectors from one inverse, where the naive way solves one system a sector (Dietzenbacher 1993; Temurshoev 2010).
    """
    return np.asarray(table.output * inverse.sum(axis=0) / np.diag(inverse), dtype=np.float64)


def lost_share(table: IoTable, inverse: Numbers) -> Numbers:
    """The same as a share of all output, 0 to 1; NaN where the table has no output at all: a share without its base."""
    total = table.output.sum()
    lost = lost_without(table, inverse)
    return lost / total if total > 0 else np.full_like(lost, np.nan)
