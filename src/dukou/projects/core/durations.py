"""How long a task takes, as a distribution: declared by three points, learnt from what was closed, and cut by what has already passed.

**Model.** A duration is lognormal: never negative, with a long tail to the late side, as times of handling have. Its normal parameters come
from the three declared points read as P10, P50 and P90: the least-squares line of their logarithms over normal quantiles −1.28, 0, 1.28.

**Learning.** With n closed samples the declared parameters are the prior of a normal with unknown mean and variance, worth `WORTH` samples
(the conjugate normal-inverse-χ² of Gelman et al., Bayesian Data Analysis, 3rd ed., 3.3): mean = w·sample mean + (1 − w)·declared mean with
w = n ÷ (n + k), and the variance pools both and their distance. The values are put in as they are: that the mean itself is not known for
certain does not widen the forecast. A month is learnt in the same way from the samples that began in it, shrunk towards the whole year's
result; since they are in the year too, they count somewhat more than once. How much `WORTH` should be is a choice of ours, not measured.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dukou.kit.core.labels import Label
from dukou.projects.core.permits import Duration

Floats = NDArray[np.float64]
WORTH = 5.0  # k: as many closed samples the declared duration is worth
Z90 = 1.2815515655446004  # the normal quantile of 0.9
_LEAST = 0.5  # days at which a sample that was done on the day it began is taken


class Spread(NamedTuple):
    """The mean and standard deviation of a duration's logarithm, the duration in days."""

    mu: float
    sigma: float

    def quantile(self, share: float) -> float:
        """Days within which this share is done."""
        return exp(self.mu + self.sigma * NormalDist().inv_cdf(share))


@dataclass(frozen=True, slots=True)
class Sample:
    """A closed task: in which month it began, and how many days of the task's own unit it took."""

    task: str
    unit: str
    began: date
    days: float


@dataclass(frozen=True, slots=True)
class Learnt:
    """What is taken for a task: `spread` over the year, `months` where a month has samples of its own; `n` and `by_month` count them."""

    spread: Spread
    n: int
    months: Mapping[int, Spread]
    by_month: Mapping[int, int]

    @property
    def weight(self) -> float:
        """How much the samples weigh against what was declared."""
        return self.n / (self.n + WORTH)

    @property
    def label(self) -> Label:
        """On what the duration stands."""
        if not self.n:
            return Label("只有申报工期", "declared")
        said = Label("已结 {n} 例，权重 {w} %，其余按申报工期收缩", "shrunk, n={n}, weight {w} %, the rest declared")
        if self.n == 1:
            said = Label("只有 1 例，权重 {w} %，其余按申报工期收缩", "shrunk, n=1: a single sample, weight {w} %, the rest declared")
        return said.filled(n=self.n, w=round(100 * self.weight))


def declared(takes: Duration) -> Spread:
    """The lognormal through the three points; three equal ones are a fixed duration."""
    logs = [log(takes.low), log(takes.usual), log(takes.high)]
    return Spread(sum(logs) / 3, (logs[2] - logs[0]) / (2 * Z90))


def shrunk(prior: Spread, days: Sequence[float]) -> Spread:
    """The prior moved towards the samples; the prior itself where there are none."""
    if not days:
        return prior
    logs = np.log(np.maximum(np.asarray(days, dtype=np.float64), _LEAST))
    n, mean = len(logs), float(logs.mean())
    apart = float(((logs - mean) ** 2).sum()) + WORTH * n / (WORTH + n) * (mean - prior.mu) ** 2
    variance = (WORTH * prior.sigma**2 + apart) / (WORTH + n)
    return Spread((WORTH * prior.mu + n * mean) / (WORTH + n), float(np.sqrt(variance)))


def learnt(takes: Duration, samples: Sequence[Sample]) -> Learnt:
    """What is taken for a task, from its closed samples in its own unit."""
    whole = shrunk(declared(takes), [each.days for each in samples])
    months: dict[int, list[float]] = {}
    for each in samples:
        months.setdefault(each.began.month, []).append(each.days)
    return Learnt(
        whole,
        len(samples),
        {month: shrunk(whole, days) for month, days in sorted(months.items())},
        {month: len(days) for month, days in sorted(months.items())},
    )


def scores_beyond(uniform: Floats, spread: Spread, elapsed: float) -> Floats:
    """Normal scores of durations known to exceed `elapsed` ≥ 0 days, one for each uniform draw in (0, 1): small draws are long durations.

    The upper tail beyond `elapsed` is S = Φ(−z); S·u is a uniform draw out of it, and −Φ⁻¹(S·u) its score: the inverse of the truncated
    distribution, exact. Where S is too small for a number it is done on logarithms. With nought elapsed S is one: the plain draw.
    """
    # what loads slowly is loaded where it is used
    from scipy.special import log_ndtr, ndtr, ndtri, ndtri_exp  # type: ignore[import-untyped]

    if elapsed <= 0:
        return np.asarray(-ndtri(uniform))
    z = (log(elapsed) - spread.mu) / spread.sigma
    tail = float(ndtr(-z))
    if tail > 1e-250:
        return np.asarray(-ndtri(tail * uniform))
    return np.asarray(-ndtri_exp(float(log_ndtr(-z)) + np.log(uniform)))


def days_beyond(uniform: Floats, spread: Spread, elapsed: float) -> Floats:
    """Durations in days, known to exceed `elapsed`; a fixed duration that has passed ends as soon as it can."""
    if spread.sigma == 0:
        return np.full_like(uniform, max(exp(spread.mu), elapsed))
    return np.maximum(np.exp(spread.mu + spread.sigma * scores_beyond(uniform, spread, elapsed)), elapsed)
