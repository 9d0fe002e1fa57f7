"""Small made-up panels for the tests of this room."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dukou.chains.core.panels import Panel
from dukou.chains.core.synthetic.panels import synthetic_panel

CODES = tuple(f"{code:04d}" for code in range(311, 351))
REAL = Path(__file__).parents[5] / "shared/data/chain/us_cbp_county_naics4_2017_2021.parquet"  # beside the repository; not copied


def panel_of(value: NDArray[np.float64], count: NDArray[np.float64] | None = None, periods: tuple[int, ...] = (2019, 2021)) -> Panel:
    """A panel from its cubes; NaN is withheld. Regions are r0, r1 …, industries i0, i1 …"""
    counts = (np.nan_to_num(value, nan=1.0) > 0) * 3.0 if count is None else count
    regions, industries = (tuple(f"{letter}{place}" for place in range(n)) for letter, n in zip("ri", value.shape[1:], strict=True))
    return Panel("made-up", "0" * 64, regions, industries, periods, value, counts.astype(np.float32), np.isnan(value))


@cache
def grown() -> Panel:
    """The synthetic panel, made once."""
    return synthetic_panel(CODES, regions=80, seed=3)


def lines_of(panel: Panel) -> list[str]:
    """A panel as the rows of a csv file: region, industry, period, value, count."""
    return [
        f"{region},{industry},{year},{'' if panel.is_withheld[p, r, i] else panel.value[p, r, i]},{panel.count[p, r, i]}"
        for p, year in enumerate(panel.periods)
        for r, region in enumerate(panel.regions)
        for i, industry in enumerate(panel.industries)
        if panel.count[p, r, i] > 0
    ]
