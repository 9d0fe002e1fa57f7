"""The back-test itself: learn on the past transition, try on the next, beside every baseline, and say how often advice came true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from dukou.chains.core.backtest.choices import Task
from dukou.chains.core.backtest.metrics import Metrics, TopTen, measured
from dukou.chains.core.backtest.results import BackTest, Band, Difference, TopRate
from dukou.chains.core.backtest.scores import BASELINES, chosen_ridge, fitted
from dukou.chains.core.backtest.tasks import Terms, Transition, two_transitions
from dukou.chains.core.panels import Flags, Panel, Vector, imputed
from dukou.chains.core.relatedness.calibration import Calibration, calibrate, reliability
from dukou.kit.core.labels import Label
from dukou.kit.core.rates import Z90, wilson
from dukou.kit.core.refusals import Refusal

Step = Callable[[str, int, int], None]
EDGES = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)
DRAWS = 2000


class NothingHappened(Refusal):
    """Where nothing came true, or everything did, no ranking is better than another."""

    code = "chains.nothing_happened"
    what = Label("面板“{panel}”不能回测", "the panel “{panel}” cannot be back-tested")
    why = Label(
        "{base} 到 {label}：{regions} 个地区、{n} 个格子里发生 {events} 次",
        "from {base} to {label} there were {events} events in {n} cells of {regions} regions",
    )
    cure = Label(
        "换时期、换任务，或用 --least 降低对地区规模的要求",
        "choose other periods or the other task, or take in smaller regions by --least",
    )


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """What the past transition teaches: the ridge, and the chance that goes with a score."""

    ridge: float
    calibration: Calibration


def learnt(past: Transition) -> Learnt:
    """λ and the isotonic calibration, from the past transition alone."""
    ridge = chosen_ridge(past)
    _, scores = fitted(past, ridge)
    return Learnt(ridge, calibrate(scores[past.is_open], past.came_true[past.is_open]))


def back_test(panel: Panel, task: Task, terms: Terms, base: int | None = None, step: Step = lambda *_: None) -> BackTest:
    """Try all methods on a panel. Withheld amounts are filled first; how many is told."""
    filled = imputed(panel)
    past, trial = two_transitions(filled, task, terms, base)
    for each in (past, trial):
        _require_events(panel, each)
    total = len(BASELINES) + 1
    step("ease", 0, total)
    known = learnt(past)
    _, scores = fitted(trial, known.ridge)
    methods: dict[str, Metrics] = {}
    tops: dict[str, TopTen] = {}
    methods["ease"], tops["ease"] = measured(scores, trial.is_open, trial.came_true)
    for done, (name, (_, score)) in enumerate(BASELINES.items(), 1):
        step(name, done, total)
        methods[name], tops[name] = measured(score(trial), trial.is_open, trial.came_true)
    step("", total, total)
    chances, came_true = known.calibration.of(scores[trial.is_open]), trial.came_true[trial.is_open]
    return BackTest(
        **_about(filled, past, trial),
        ridge=known.ridge,
        methods=methods,
        difference=difference(tops["ease"].precision, tops["density"].precision),
        hit_rates=hit_rates(chances, came_true),
        top_ten=_top_rate(tops["ease"], trial.is_open),
        calibration=reliability(chances, came_true),
    )


def difference(ours: Vector, theirs: Vector, draws: int = DRAWS, seed: int = 17) -> Difference:
    """Mean difference over regions with a 95 % interval; each draw takes the same regions for both."""
    rng, each = np.random.default_rng(seed), ours - theirs
    means = np.array([each[rng.integers(len(each), size=len(each))].mean() for _ in range(draws)])
    low, high = np.quantile(means, (0.025, 0.975))
    ratio = float(ours.mean() / theirs.mean()) if theirs.mean() > 0 else None
    return Difference("mp10", "density", float(each.mean()), float(low), float(high), ratio, draws)


def hit_rates(chances: Vector, came_true: Flags) -> tuple[Band, ...]:
    """The bands that hold any past suggestion, from the lowest up."""
    place = np.clip(np.searchsorted(EDGES, chances, side="right") - 1, 0, len(EDGES) - 2)
    return tuple(
        _band(EDGES[each], EDGES[each + 1], chances[place == each], came_true[place == each])
        for each in range(len(EDGES) - 1)
        if (place == each).any()
    )


def _band(low: float, high: float, chances: Vector, came_true: Flags) -> Band:
    n, hits = len(chances), int(came_true.sum())
    return Band(low, high, n, hits, hits / n, *wilson(hits, n, Z90), float(chances.mean()))


def _top_rate(top: TopTen, is_open: Flags) -> TopRate:
    n = int(np.minimum(is_open.sum(axis=1), 10).sum())
    hits = float(top.hits.sum())
    return TopRate(n, hits, hits / n)


def _about(panel: Panel, past: Transition, trial: Transition) -> dict[str, Any]:
    return {
        "task": trial.task,
        "panel": panel.name,
        "sha256": panel.sha256,
        "is_synthetic": panel.is_synthetic,
        "imputed": panel.imputed,
        "horizon": trial.label - trial.base,
        "learnt_base": past.base,
        "base": trial.base,
        "label": trial.label,
        "regions": len(trial.regions),
        "industries": len(trial.industries),
        "n": int(trial.is_open.sum()),
        "events": int(trial.came_true.sum()),
        "learnt_rate": float(past.came_true.sum() / past.is_open.sum()),
    }


def _require_events(panel: Panel, each: Transition) -> None:
    n, events = int(each.is_open.sum()), int(each.came_true.sum())
    if not 0 < events < n:
        raise NothingHappened(panel=panel.name, base=each.base, label=each.label, regions=len(each.regions), n=n, events=events)
