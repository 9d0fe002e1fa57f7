"""Many runs of a permit path at once: days drawn by inverse distribution, ends by the order of the path, criticality traced back.

A run is a column, a task a row. Every project of a path is run on the same draws of the same seed, so that a project is foretold alike
alone and among many, and so that what differs between two forecasts is the projects and not the luck.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dukou.projects.core.days import Days, DayTable
from dukou.projects.core.durations import Floats, Learnt, Spread, days_beyond
from dukou.projects.core.permits import PermitPath
from dukou.projects.core.standing import Project

Weights = NDArray[np.float32]
_CELLS = 1 << 15  # runs of all projects that are carried together: their rows stay in the processor's cache
_MOST = 36_500  # days; a longer draw is cut here, long after the last day that is told


@dataclass(slots=True)
class Runs:
    """What became of a stretch of projects: starts and ends by task, project and run."""

    starts: list[Days]
    ends: list[Days]


@dataclass(frozen=True, slots=True)
class Draws:
    """The draws of one seed for a path: uniform numbers by task and run, and the whole days they are over the year and by month."""

    uniform: Floats
    days: list[Days]
    monthly: Sequence[Mapping[int, Days]]

    @classmethod
    def of(cls, learnt: Sequence[Learnt], runs: int, seed: int) -> Draws:
        """A task's draws hang on its place in the file alone, not on what it waits for."""
        from scipy.special import ndtri  # type: ignore[import-untyped]  # what loads slowly is loaded where it is used

        uniform = np.random.default_rng(seed).random((len(learnt), runs))
        np.maximum(uniform, 1e-300, out=uniform)  # the generator may yield nought, whose duration has no end
        scores = -ndtri(uniform)
        whole = [_whole(each.spread, scores[row]) for row, each in enumerate(learnt)]
        monthly = [{month: _whole(spread, scores[row]) for month, spread in each.months.items()} for row, each in enumerate(learnt)]
        return cls(uniform, whole, monthly)


def ran(path: PermitPath, learnt: Sequence[Learnt], draws: Draws, projects: Sequence[Project], table: DayTable) -> Runs:
    """Starts and ends of every task, in arrays of projects by runs.

    Done: the day told, in every run. Under way: begun on the day told, drawn from what exceeds the days already taken, and not
    done before the next day. Not begun: when all it waits for has ended, and not before `on`.
    """
    shape = (len(projects), draws.uniform.shape[1])
    floor = np.array([[project.on.toordinal()] for project in projects], dtype=np.int32)
    blank = np.empty(0, dtype=np.int32)
    runs = Runs([blank] * len(path.tasks), [blank] * len(path.tasks))
    for at in path.order:
        task = path.tasks[at]
        start = np.broadcast_to(floor, shape)
        for other in path.waits[at]:
            start = np.maximum(start, runs.ends[other])
        end = table.moved(start, _drawn(draws, at, start, table), task.takes.unit)
        told = [(row, project.stands[task.key]) for row, project in enumerate(projects) if task.key in project.stands]
        start = start.copy() if told else start
        for row, stand in told:
            first = stand.start or stand.end
            assert first is not None  # a stand has a day
            start[row] = first.toordinal()
            if stand.end is not None:
                end[row] = stand.end.toordinal()
                continue
            on, unit = projects[row].on, task.takes.unit
            spread = learnt[at].months.get(first.month, learnt[at].spread)
            more = _whole_days(days_beyond(draws.uniform[at], spread, table.between(first, on, unit)))
            end[row] = np.maximum(table.moved(start[row], more, unit), on.toordinal() + 1)
        runs.starts[at], runs.ends[at] = start, end
    return runs


def traced(path: PermitPath, runs: Runs, projects: Sequence[Project]) -> list[Weights]:
    """How critical each task was in each run, from the end backwards: nought, one, or its share of one.

    A task is on a critical path of a run if a critical one began on the very day on which it ended, having waited for it. Where several
    ended on that day they share the weight alike, so that the weights of what goes on at a time come to one. What is done, or had begun,
    waits for nothing any more.
    """
    shape = runs.ends[path.end].shape
    weights = [np.zeros(shape, dtype=np.float32) for _ in path.tasks]
    weights[path.end][:] = 1
    for at in reversed(path.order):
        key, weight = path.tasks[at].key, weights[at]
        told = [(row, project.stands[key]) for row, project in enumerate(projects) if key in project.stands]
        onward = weight
        if told:
            onward = weight.copy()
            onward[[row for row, _ in told]] = 0
            weight[[row for row, stand in told if stand.end is not None]] = 0
        _handed_back(path.waits[at], runs, at, onward, weights)
    return weights


def _handed_back(waits: Sequence[int], runs: Runs, at: int, weight: Weights, weights: list[Weights]) -> None:
    start = runs.starts[at]
    bound = [runs.ends[other] == start for other in waits]
    if len(bound) == 1:
        weights[waits[0]] += weight * bound[0]
        return
    if not bound:
        return
    count = np.zeros(start.shape, dtype=np.int8)
    for each in bound:
        count += each
    part = weight / np.maximum(count, 1).astype(np.float32)
    for other, each in zip(waits, bound, strict=True):
        weights[other] += part * each


def stretches(projects: Sequence[Project], runs: int) -> list[Sequence[Project]]:
    """The projects in stretches that are carried together."""
    many = max(1, _CELLS // runs)
    return [projects[begin : begin + many] for begin in range(0, len(projects), many)]


def _drawn(draws: Draws, at: int, starts: Days, table: DayTable) -> Days:
    """Whole days of a task that begins then: those of its month where the month has samples."""
    whole, monthly = draws.days[at], draws.monthly[at]
    if not monthly:
        return whole
    months, found = table.month_of(starts), np.broadcast_to(whole, starts.shape).copy()
    for month, days in monthly.items():
        found = np.where(months == month, days, found)
    return found


def _whole(spread: Spread, scores: Floats) -> Days:
    return _whole_days(np.exp(spread.mu + spread.sigma * scores))


def _whole_days(days: Floats) -> Days:
    """Days begun count whole; what is whole but for the arithmetic stays."""
    return np.minimum(np.ceil(days - 1e-9), _MOST).astype(np.int32)
