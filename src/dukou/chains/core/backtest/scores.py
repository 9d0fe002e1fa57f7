"""The methods of a back-test: each gives every cell a score from the base alone. Baselines stand beside EASE, always."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from dukou.chains.core.backtest.choices import Task
from dukou.chains.core.backtest.metrics import average_precision, curve
from dukou.chains.core.backtest.tasks import Transition
from dukou.chains.core.panels import Flags, Matrix
from dukou.chains.core.relatedness.ease import Ease, ease_of, gram
from dukou.chains.core.relatedness.proximity import density, knn_density, proximity
from dukou.chains.core.relatedness.specialisation import specialised
from dukou.kit.core.labels import Label

RIDGES = (25.0, 50.0, 100.0, 200.0, 400.0, 800.0, 1600.0, 3200.0)
NEIGHBOURS, FACTORS = 50, 24


def random(base: Transition) -> Matrix:
    """Chance, with a fixed seed: what any method has to beat."""
    found: Matrix = np.random.default_rng(17).random(base.quotients.shape)
    return found


def popularity(base: Transition) -> Matrix:
    """The share of regions that have the industry, the same for all regions. Strong for arrivals."""
    found: Matrix = np.broadcast_to(base.is_present.mean(axis=0), base.quotients.shape)
    return found


def diversity_popularity(base: Transition) -> Matrix:
    """log(popularity + 1e-4) + log(diversity + 1): large places get common industries."""
    diversity = np.log(base.is_present.sum(axis=1) + 1.0)
    return np.asarray(np.log(base.is_present.mean(axis=0) + 1e-4)[None, :] + diversity[:, None], dtype=np.float64)


def autocorrelation(base: Transition) -> Matrix:
    """RCA at the base: what is nearly there."""
    return base.quotients


def hidalgo_density(base: Transition) -> Matrix:
    """Density (Hidalgo et al. 2007), the diagonal left out."""
    present = specialised(base.quotients)
    return np.nan_to_num(density(present, proximity(present, keeps_diagonal=False)))


def nearest_density(base: Transition) -> Matrix:
    """Density over the fifty nearest industries."""
    present = specialised(base.quotients)
    return np.nan_to_num(knn_density(present, proximity(present, keeps_diagonal=False), NEIGHBOURS))


def factors(base: Transition) -> Matrix:
    """log(1 + RCA) rebuilt from its 24 largest singular directions."""
    from scipy.linalg import eigh  # type: ignore[import-untyped]

    logs = np.log1p(base.quotients)
    last = logs.shape[1] - 1
    _, vectors = eigh(logs.T @ logs, subset_by_index=(max(last - FACTORS + 1, 0), last), check_finite=False)
    found: Matrix = (logs @ vectors) @ vectors.T
    return found


BASELINES: dict[str, tuple[Label, Callable[[Transition], Matrix]]] = {
    "random": (Label("随机", "random"), random),
    "popularity": (Label("普及度", "popularity"), popularity),
    "diversity_popularity": (Label("多样性 × 普及度", "diversity × popularity"), diversity_popularity),
    "autocorrelation": (Label("自相关（RCA）", "autocorrelation (RCA)"), autocorrelation),
    "density": (Label("密度（Hidalgo 2007）", "density (Hidalgo 2007)"), hidalgo_density),
    "knn": (Label("近邻密度（50）", "kNN(50) density"), nearest_density),
    "svd": (Label("奇异值分解（24）", "SVD-24 of log RCA"), factors),
}
EASE = Label("EASE", "EASE")
LABELS = {"ease": EASE} | {name: label for name, (label, _) in BASELINES.items()}


def features(task: Task, counts: Matrix, quotients: Matrix, is_present: Flags) -> Matrix:
    """What EASE is fitted on. Arrival: log(1 + firms), or presence where firms are not counted; activation: RCA, at most 2.

    The note's min(RCA, 1) and plain presence do worse on each transition of the real panel; how ours were found: decision 0021.
    """
    if task is Task.ARRIVAL:
        return np.log1p(np.maximum(counts, is_present))
    return np.minimum(quotients, 2.0)


def features_of(base: Transition) -> Matrix:
    """The features of a transition's base."""
    return features(base.task, base.counts, base.quotients, base.is_present)


def chosen_ridge(past: Transition) -> float:
    """The λ with the best average precision on the past transition; nothing later is looked at."""
    told = features_of(past)
    product = gram(told)
    came_true = past.came_true[past.is_open]

    def worth(ridge: float) -> float:
        return average_precision(curve(ease_of(product, ridge).scores(told)[past.is_open], came_true))

    return max(RIDGES, key=worth)


def fitted(base: Transition, ridge: float) -> tuple[Ease, Matrix]:
    """EASE fitted at the base, and its scores there."""
    told = features_of(base)
    model = ease_of(gram(told), ridge)
    return model, model.scores(told)
