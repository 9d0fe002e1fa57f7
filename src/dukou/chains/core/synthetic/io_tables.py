"""A small made-up input–output table, for demonstrations and tests. It describes no country and no district, and says so."""

from __future__ import annotations

import numpy as np

from dukou.chains.core.linkages.leontief import inverse_of
from dukou.chains.core.linkages.tables import IoTable, marked_synthetic, table_of_inputs

SECTORS, SEED = 19, 104
_LEAST, _MOST = 0.25, 0.65  # what a sector spends on inputs, of its output


def made_up_table(seed: int = SEED, sectors: int = SECTORS) -> IoTable:
    """Sectors c1 to c19 that buy mostly from some few others; productive, since each spends less than it makes."""
    chance = np.random.default_rng(seed)
    taste = chance.gamma(0.4, size=(sectors, sectors)) + 0.01
    inputs = taste / taste.sum(axis=0) * chance.uniform(_LEAST, _MOST, sectors)
    names = tuple(f"c{number}" for number in range(1, sectors + 1))
    draft = table_of_inputs("made-up", names, inputs, np.ones(sectors))
    wanted = chance.lognormal(mean=8.0, sigma=1.0, size=sectors).round()  # final demand
    return marked_synthetic(table_of_inputs("made-up", names, inputs, inverse_of(draft) @ wanted))
