"""When a project will be where it wants to be: P50 and P80, what the critical path hangs on, and whose days it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from dukou.casework.core.calendars import WorkingCalendar
from dukou.kit.core.rates import Rate
from dukou.projects.core.days import Days, DayTable
from dukou.projects.core.durations import Learnt, Sample, learnt
from dukou.projects.core.permits import PermitPath
from dukou.projects.core.simulation import Draws, Runs, Weights, ran, stretches, traced
from dukou.projects.core.standing import Project


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the runs say of one project.

    `p50`, `p80`: the first day by which half, or four in five, of the runs have ended. `critical`: by task, the share of runs in which it
    lies on a critical path. `costs`: by unit (empty: the firm), the mean number of calendar days from now on in which the critical path
    was its own; together they are `mean_days`. `by_plan`: runs that ended by the planned day; None without one. `beyond`: runs that
    went on past the last day that is told. `medians`: by task, the first day by which half of the runs have it done.
    """

    on: date
    runs: int
    seed: int
    p50: date
    p80: date
    mean_days: float
    critical: Mapping[str, float]
    costs: Mapping[str, float]
    by_plan: Rate | None
    beyond: int
    medians: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Asked:
    """How it is to be run: so many runs of this seed; `plan`: the day that was promised."""

    runs: int = 10_000
    seed: int = 1
    plan: date | None = None
    with_medians: bool = True


def learnt_of(path: PermitPath, samples: Sequence[Sample]) -> list[Learnt]:
    """What is taken for each task of the path, from samples of the same task in the same unit."""
    return [learnt(task.takes, [each for each in samples if (each.task, each.unit) == (task.key, task.unit)]) for task in path.tasks]


def forecasts(
    path: PermitPath, known: Sequence[Learnt], projects: Sequence[Project], calendar: WorkingCalendar, asked: Asked = Asked()
) -> list[Forecast]:
    """One for each project, in their order; each as if it were asked alone. A day outside the calendar is refused."""
    for project in projects:
        for day in (project.on, *(day for stand in project.stands.values() for day in (stand.start, stand.end) if day)):
            calendar.require(day)
    table, draws = DayTable(calendar), Draws.of(known, asked.runs, asked.seed)
    found: list[Forecast] = []
    for stretch in stretches(projects, asked.runs):
        runs = ran(path, known, draws, stretch, table)
        found += _read(path, stretch, runs, traced(path, runs, stretch), asked, table.last)
    return found


def _read(path: PermitPath, projects: Sequence[Project], runs: Runs, weights: Sequence[Weights], asked: Asked, last: int) -> list[Forecast]:
    ends = runs.ends[path.end]
    on = np.array([[project.on.toordinal()] for project in projects], dtype=np.int32)
    fifty, eighty = _by(ends, 0.5), _by(ends, 0.8)
    critical = [np.count_nonzero(each, axis=1) / asked.runs for each in weights]
    days = [
        np.einsum("pr,pr->p", each, (end - np.maximum(start, on)).astype(np.float32), dtype=np.float64) / asked.runs
        for each, start, end in zip(weights, runs.starts, runs.ends, strict=True)
    ]
    medians = [_by(each, 0.5) for each in runs.ends] if asked.with_medians else []
    units = dict.fromkeys(task.unit for task in path.tasks)
    return [
        Forecast(
            on=project.on,
            runs=asked.runs,
            seed=asked.seed,
            p50=date.fromordinal(int(fifty[row])),
            p80=date.fromordinal(int(eighty[row])),
            mean_days=float(ends[row].mean(dtype=np.float64)) - project.on.toordinal(),
            critical={task.key: float(critical[at][row]) for at, task in enumerate(path.tasks)},
            costs={unit: float(sum(days[at][row] for at, task in enumerate(path.tasks) if task.unit == unit)) for unit in units},
            by_plan=None if asked.plan is None else Rate(int((ends[row] <= asked.plan.toordinal()).sum()), asked.runs),
            beyond=int((ends[row] >= last).sum()),
            medians={task.key: date.fromordinal(int(each[row])) for task, each in zip(path.tasks, medians, strict=False)},
        )
        for row, project in enumerate(projects)
    ]


def _by(ends: Days, share: float) -> Days:
    """For each project the first day by which this share of its runs has ended."""
    place = int(np.ceil(share * ends.shape[1])) - 1
    found: Days = np.partition(ends, place, axis=1)[:, place]
    return found
