"""Location quotients with intervals that know how little a few firms say (empirical Bayes).

N_rj firms of activity j in region r are Poisson with mean θ_rj E_rj. E_rj = s_r · ΣN_j / Σs over the regions whose N_rj is known: what
the region would have if it had the activity as all of them have together. θ is Gamma(a_j, b_j) over regions; its mean is 1 by the
definition of E, so a_j = b_j = 1 / v_j with v_j the variance of θ between regions. Then θ given N is Gamma(N + a, E + b).

v_j is fitted by moments: E[(N − E)² − N] = v E², so v = Σ u ((N − E)² − N) / Σ u E², u = E² / (E + v E²)² the inverse variance of
the terms for the present v, iterated. (Marginal likelihood would ask for a search per activity; on the county panel of 961 activities
moments are one pass.) The guard: where regions differ no more than chance makes them, v would be 0 or less and every region would be
called exactly average; v is then the standard error that the estimate has where there is no spread at all, √(2 / ΣE²). What the panel
cannot tell apart from no spread is thus still allowed for, and the more it shows the narrower that is.

Counts are of firms or establishments. Jobs or revenue are not Poisson: one large firm would look like hundreds of witnesses.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv  # type: ignore[import-untyped]

from dukou.chains.core.intervals import Interval
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

Numbers = NDArray[np.float64]
LOW, HIGH = 0.05, 0.95
FEWEST_REGIONS = 3  # of fewer no spread can be seen
_ROUNDS = 25  # more than enough: a round moves v by less than a thousandth after ten


class NotCounts(Refusal):
    """Numbers of firms are never negative, and a region of a known size has some."""

    code = "chains.not_counts"
    what = Label("没有计算区位商", "no location quotient was computed")
    why = Label("{where}：{value}", "{where}: {value}")
    cure = Label(
        "改正参照面板：企业数不为负，地区总数大于 0；未公布的留空",
        "correct the panel: no negative counts, totals above 0; leave empty what is withheld",
    )


@dataclass(frozen=True, slots=True)
class Reference:
    """What regions usually have. `rate`: firms of each activity per firm of any; `shape`: a_j = b_j. NaN where nothing can be said.

    `regions`: in how many regions the activity is known.
    """

    rate: Numbers
    shape: Numbers
    regions: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Quotients:
    """Posterior mean and 5 to 95 % quantiles, of any shape; NaN is unknown, never nought.

    A distribution can be so skewed that its mean passes the 95 % quantile (no firm here, regions that differ a hundredfold): then
    `high` is the mean, so that the interval holds its own estimate.
    """

    low: Numbers
    mid: Numbers
    high: Numbers

    def at(self, *place: int) -> Interval | None:
        """One of them; None where it is unknown."""
        low, mid, high = (float(each[place]) for each in (self.low, self.mid, self.high))
        return None if np.isnan(mid) else Interval(low, mid, high)


def mixed(counts: Numbers, weights: Numbers) -> Numbers:
    """(…, activities) counts as (…, nodes): sums weighted by (activities, nodes). Unknown where a part is, or where a node has no part."""
    known = ~np.isnan(counts)
    parts = (weights > 0).astype(np.float64)
    lost = (~known).astype(np.float64) @ parts > 0
    total = np.where(known, counts, 0.0) @ weights
    return np.where(lost | (parts.sum(axis=0) == 0), np.nan, total)


def reference(counts: Numbers, sizes: Numbers) -> Reference:
    """What (regions, activities) counts say of each activity. `sizes`: all firms of each region, of whatever activity, those withheld
    by activity included where they are published; `counts` are NaN where withheld."""
    _checked("counts", counts, counts < 0)
    _checked("sizes", sizes, ~(sizes > 0))
    known = ~np.isnan(counts)
    number = np.where(known, counts, 0.0)
    share = np.where(known, sizes[:, None], 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = number.sum(axis=0) / share.sum(axis=0)
    regions = known.sum(axis=0)
    rate = np.where((rate > 0) & (regions >= FEWEST_REGIONS), rate, np.nan)
    return Reference(rate, 1 / _spread(number, share * rate), regions)


def quotients(counts: Numbers, sizes: Numbers, against: Reference) -> Quotients:
    """(…, activities) counts of regions of the given (…) sizes against a reference, as posterior of θ. NaN counts stay unknown."""
    _checked("counts", counts, counts < 0)
    _checked("sizes", sizes, ~(sizes > 0))
    shape = counts + against.shape
    pull = sizes[..., None] * against.rate + against.shape
    mid = shape / pull
    return Quotients(gammaincinv(shape, LOW) / pull, mid, np.maximum(gammaincinv(shape, HIGH) / pull, mid))


def raw_quotients(counts: Numbers, sizes: Numbers, against: Reference) -> Numbers:
    """N / E: what the numbers alone say, however few they are."""
    ratio: Numbers = counts / (sizes[..., None] * against.rate)
    return ratio


def _spread(number: Numbers, expected: Numbers) -> Numbers:
    """v_j over regions (axis 0). Cells that are unknown stand as 0 of 0 and weigh nothing."""
    squared = expected**2
    with np.errstate(divide="ignore", invalid="ignore"):
        least = np.sqrt(2 / squared.sum(axis=0))
    excess = (number - expected) ** 2 - number
    found = np.zeros_like(least)
    for _ in range(_ROUNDS):
        weight = 1 / (1 + found * expected) ** 2  # E² / (E + v E²)², and 1 where nothing is expected
        with np.errstate(divide="ignore", invalid="ignore"):
            found = np.maximum(0.0, (weight * excess).sum(axis=0) / (weight * squared).sum(axis=0))
    spread: Numbers = np.maximum(found, least)
    return spread


def _checked(name: str, numbers: Numbers, is_wrong: NDArray[np.bool_]) -> None:
    if is_wrong.any():
        place = np.argwhere(is_wrong)[0]
        where = f"{name}[{', '.join(str(each) for each in place)}]"
        raise NotCounts(where=where, value=f"{numbers[tuple(place)]:g}")
