"""Location quotients with intervals that know how little a few firms say (empirical Bayes).

N_rj firms of activity j in region r are Poisson with mean θ_rj E_rj. E_rj = s_r · ΣN_j / Σs over the regions whose N_rj is known: what
the region would have if it had the activity as all of them have together. θ is Gamma(a_j, b_j) over regions; its mean is 1 by the
definition of E, so a_j = b_j = 1 / v_j with v_j the variance of θ between regions. Then θ given N is Gamma(N + a, E + b).

v_j maximises the marginal likelihood of the counts, which is negative binomial, by a golden section on log v, all activities at once.
(Moments were tried first: on the county panel, where many regions expect a thousandth of a firm, one firm in one of them threw v into
the thousands.) The guard: where regions differ no more than chance makes them, the best v would be 0 and every region would be called
exactly average. The search therefore ends below at √(2 / ΣE²), the standard error that v has where there is no spread at all: what the
panel cannot tell apart from no spread is still allowed for, and the more the panel shows the narrower that is.

Counts are of firms or establishments. Jobs or revenue are not Poisson: one large firm would look like hundreds of witnesses.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dukou.chains.core.intervals import Interval
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

Numbers = NDArray[np.float64]
LOW, HIGH = 0.05, 0.95
FEWEST_REGIONS = 3  # of fewer no spread can be seen
_WIDEST = 1000.0  # regions that differ more than this differ without measure
_GOLDEN = (5**0.5 - 1) / 2
_ROUNDS = 18  # leave v known to a hundredth of itself


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
    return Reference(rate, 1 / _spread(number, share * np.nan_to_num(rate)), regions)


def quotients(counts: Numbers, sizes: Numbers, against: Reference) -> Quotients:
    """(…, activities) counts of regions of the given (…) sizes against a reference, as posterior of θ. NaN counts stay unknown."""
    from scipy.special import gammaincinv  # type: ignore[import-untyped]  # what loads slowly is loaded where it is used

    _checked("counts", counts, counts < 0)
    _checked("sizes", sizes, ~(sizes > 0))
    shape = counts + against.shape
    pull, mid = sizes[..., None] * against.rate + against.shape, means(counts, sizes, against)
    return Quotients(gammaincinv(shape, LOW) / pull, mid, np.maximum(gammaincinv(shape, HIGH) / pull, mid))


def means(counts: Numbers, sizes: Numbers, against: Reference) -> Numbers:
    """The posterior means alone: (N + a) / (E + b). Quantiles of a whole panel take eight times as long as its fit."""
    mean: Numbers = (counts + against.shape) / (sizes[..., None] * against.rate + against.shape)
    return mean


def raw_quotients(counts: Numbers, sizes: Numbers, against: Reference) -> Numbers:
    """N / E: what the numbers alone say, however few they are."""
    ratio: Numbers = counts / (sizes[..., None] * against.rate)
    return ratio


def _spread(number: Numbers, expected: Numbers) -> Numbers:
    """v_j over regions (axis 0) between the guard and `_WIDEST`. Cells that are unknown stand as 0 of 0 and weigh nothing."""
    squared = (expected**2).sum(axis=0)
    least = np.log(np.sqrt(2 / np.where(squared > 0, squared, 2.0)))
    fit = _Likelihood(number, expected)
    low, high = least, np.maximum(least, np.log(_WIDEST))
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    at_left, at_right = fit(left), fit(right)
    for _ in range(_ROUNDS):
        is_left = at_left > at_right
        low, high = np.where(is_left, low, left), np.where(is_left, right, high)
        asked = np.where(is_left, high - _GOLDEN * (high - low), low + _GOLDEN * (high - low))
        found = fit(asked)
        left, right = np.where(is_left, asked, right), np.where(is_left, left, asked)
        at_left, at_right = np.where(is_left, found, at_right), np.where(is_left, at_left, found)
    middle = (low + high) / 2
    spread: Numbers = np.exp(np.where(fit(least) >= fit(middle), least, middle))
    return spread


class _Likelihood:
    """Σ over regions of ln Γ(N + a) − ln Γ(a) − N ln a − (N + a) ln(1 + E / a) by activity, a = 1 / v: what of it hangs on v."""

    def __init__(self, number: Numbers, expected: Numbers) -> None:
        self.number, self.expected = number, expected
        rows, self.columns = np.nonzero(number)  # most regions have none: Γ is only asked for those that have
        self.some = number[rows, self.columns]
        self.total = number.sum(axis=0)

    def __call__(self, log_spread: Numbers) -> Numbers:
        """By activity, at these ln v."""
        from scipy.special import gammaln

        shape = np.exp(-log_spread)
        rising = gammaln(self.some + shape[self.columns]) - gammaln(shape)[self.columns]
        held = np.bincount(self.columns, weights=rising, minlength=shape.size) - self.total * np.log(shape)
        found: Numbers = held - ((self.number + shape) * np.log1p(self.expected / shape)).sum(axis=0)
        return found


def _checked(name: str, numbers: Numbers, is_wrong: NDArray[np.bool_]) -> None:
    if is_wrong.any():
        place = np.argwhere(is_wrong)[0]
        where = f"{name}[{', '.join(str(each) for each in place)}]"
        raise NotCounts(where=where, value=f"{numbers[tuple(place)]:g}")
