"""How complex regions and industries are: ECI, PCI, and what a region's neighbourhood promises (Hidalgo & Hausmann 2009)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dukou.chains.core.panels import Flags, Matrix, Vector
from dukou.chains.core.relatedness.proximity import Together
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class NoStructure(Refusal):
    """Complexity tells regions apart by what they have; where all have the same, or there are two, there is nothing to tell."""

    code = "chains.no_structure"
    what = Label("算不出复杂度", "complexity cannot be reckoned")
    why = Label(
        "有专业化行业的地区 {regions} 个、行业 {industries} 个，或各地区结构完全相同",
        "{regions} regions and {industries} industries are specialised, or all regions are alike",
    )
    cure = Label("给至少三个结构不同的地区和三个行业", "give at least three regions that differ, and three industries")


@dataclass(frozen=True, slots=True, eq=False)
class Complexity:
    """`eci`, `diversity`, `coi` by region; `pci`, `ubiquity` by industry; `density`, `cog` by [region, industry].

    Scaled as ecomplexity 0.5.3 does: a region's ECI is the mean PCI of its own industries. NaN where a region or an industry has no
    specialisation at all.
    """

    eci: Vector
    pci: Vector
    diversity: Vector
    ubiquity: Vector
    density: Matrix
    coi: Vector
    cog: Matrix


def indices(present: Matrix) -> tuple[Vector, Vector]:
    """ECI and PCI of M, scaled; the sign is that with which ECI goes along with diversity."""
    region_scores, industry_scores = raw_indices(present)
    mean, spread = np.nanmean(region_scores), np.nanstd(region_scores)
    return (region_scores - mean) / spread, (industry_scores - mean) / spread


def raw_indices(present: Matrix) -> tuple[Vector, Vector]:
    """kc and kp before scaling: kp is the second eigenvector of U⁻¹M'D⁻¹M, kc = D⁻¹M kp the mean of kp over own industries.

    By the symmetric matrix D^-½ M U⁻¹ M' D^-½ or its counterpart, on the smaller side: the same eigenvectors at a fraction of the cost.
    """
    has, is_found = np.asarray(present.any(axis=1)), np.asarray(present.any(axis=0))
    full = present if has.all() and is_found.all() else present[has][:, is_found]
    if min(full.shape) < 3:
        raise NoStructure(regions=full.shape[0], industries=full.shape[1])
    diversity, ubiquity = full.sum(axis=1), full.sum(axis=0)
    inner = full / np.sqrt(diversity)[:, None]
    inner /= np.sqrt(ubiquity)
    by_industry = full.shape[1] < full.shape[0]
    second = _second(inner.T @ inner if by_industry else inner @ inner.T, full.shape)
    kp = second if by_industry else inner.T @ second
    kp = kp / np.sqrt(ubiquity)
    kc = (full @ kp) / diversity
    sign = -1.0 if np.mean((diversity - diversity.mean()) * (kc - kc.mean())) < 0 else 1.0
    return _spread_out(sign * kc, has), _spread_out(sign * kp, is_found)


def complexity(present: Matrix) -> Complexity:
    """All of it from M, by the definitions of ecomplexity 0.5.3: the diagonal of φ stays in, COI is scaled over regions."""
    region_scores, industry_scores = raw_indices(present)
    together = Together.of(present)
    sums, absent, kp = together.sums(), 1.0 - present, np.nan_to_num(industry_scores)
    with np.errstate(invalid="ignore", divide="ignore"):
        dense = together.times(present) / sums
        weight = np.where(sums > 0, kp / sums, 0.0)
    outlook = np.einsum("rj,rj,j->r", np.nan_to_num(dense), absent, kp)
    gain = together.times(absent * weight) * absent
    mean, spread = np.nanmean(region_scores), np.nanstd(region_scores)
    gain /= spread
    return Complexity(
        eci=(region_scores - mean) / spread,
        pci=(industry_scores - mean) / spread,
        diversity=present.sum(axis=1),
        ubiquity=present.sum(axis=0),
        density=dense,
        coi=(outlook - outlook.mean()) / outlook.std(),
        cog=gain,
    )


def fitness(present: Matrix, rounds: int = 200) -> tuple[Vector, Vector]:
    """Fitness of regions and complexity of industries: F = M Q, Q = 1 / (M'(1/F)), scaled to mean 1 each round (Tacchella et al. 2012)."""
    fit, quality = np.ones(present.shape[0]), np.ones(present.shape[1])
    for _ in range(rounds):
        told = present @ quality
        with np.errstate(divide="ignore"):
            weight = np.where(fit > 0, 1.0 / fit, 0.0)
            asked = present.T @ weight
            quality = np.where(asked > 0, 1.0 / asked, 0.0)
        fit, quality = told / told.mean(), quality / quality.mean()
    return fit, quality


def _second(square: Matrix, shape: tuple[int, ...]) -> Vector:
    """The eigenvector of the second largest eigenvalue of a symmetric matrix."""
    from scipy.linalg import eigh  # type: ignore[import-untyped]

    last = len(square) - 1
    values, vectors = eigh(square, subset_by_index=(last - 1, last), overwrite_a=True, check_finite=False)
    if values[0] < 1e-12:
        raise NoStructure(regions=shape[0], industries=shape[1])
    second: Vector = vectors[:, 0]
    return second


def _spread_out(values: Vector, where: Flags) -> Vector:
    """The values at their places, NaN elsewhere."""
    found = np.full(len(where), np.nan)
    found[where] = values
    return found
