"""A made-up panel, for demonstrations and tests: regions that grow along hidden capabilities. It is evidence of nothing and says so."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from dukou.chains.core.panels import Cube, Panel

CAPABILITIES = 6
PUBLISHED = 3  # fewer firms than that are not published, as in real panels
WITHHELD = 0.02  # share of published cells whose jobs are withheld
NAME = "synthetic"


def synthetic_panel(
    industries: Sequence[str], *, regions: int = 120, periods: Sequence[int] = (2019, 2021, 2023), seed: int = 1, arrivals: float = 0.15
) -> Panel:
    """Jobs and firms by region, industry and period.

    An industry needs a few hidden capabilities, a region has some; where they fit firms are many, and where they fit and firms are still
    few, firms come. So what stands in a region tells what arrives next, as in real ones; sizes and chances are invented.

    `arrivals`: how many firms come between two periods, of those that belong there.
    """
    rng = np.random.default_rng(seed)
    needs = rng.dirichlet(np.full(CAPABILITIES, 0.25), size=len(industries))
    has = rng.dirichlet(np.full(CAPABILITIES, 0.5), size=regions)
    size = rng.lognormal(1.2, 0.9, size=(regions, 1))
    common = rng.lognormal(-0.3, 0.8, size=len(industries))
    meant = size * common * (CAPABILITIES * (has @ needs.T)) ** 1.5
    firms: Any = rng.poisson(meant * rng.gamma(2.0, 0.35, size=meant.shape))
    jobs_per_firm = rng.lognormal(3.0, 0.8, size=len(industries))
    counts, values = [], []
    for _ in periods:
        counts.append(firms)
        values.append(np.rint(firms * jobs_per_firm * rng.lognormal(0, 0.25, size=firms.shape)))
        firms = rng.binomial(firms, 0.93) + rng.poisson(arrivals * meant)
    return _published(tuple(industries), tuple(sorted(periods)), np.stack(counts), np.stack(values), rng)


def _published(industries: tuple[str, ...], periods: tuple[int, ...], firms: Cube, jobs: Cube, rng: np.random.Generator) -> Panel:
    is_told = firms >= PUBLISHED
    is_withheld = is_told & (rng.random(firms.shape) < WITHHELD)
    value = np.where(is_withheld, np.nan, np.where(is_told, np.maximum(jobs, 1.0), 0.0))
    count = np.where(is_told, firms, 0).astype(np.float32)
    kept = is_told.any(axis=(0, 2))  # a region so small that nothing of it is published is not in the panel
    regions = tuple(f"S{place:03d}" for place in np.flatnonzero(kept))
    value, count, is_withheld = value[:, kept], count[:, kept], is_withheld[:, kept]
    sha256 = hashlib.sha256(value.tobytes() + count.tobytes()).hexdigest()
    return Panel(NAME, sha256, regions, industries, periods, value, count, is_withheld, is_synthetic=True)
