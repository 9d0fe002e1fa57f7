"""The forecast of permit paths: one project in 10,000 runs, 500 projects in 1,000, criticality included. Measured is CPU time, one thread.

The floor is the least that any such forecast does: the same 23 tasks drawn with numpy and added up in the order of the path, as numbers,
with no calendar, no state, no criticality and no medians.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from typing import TYPE_CHECKING

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import django
import numpy as np

if TYPE_CHECKING:
    from dukou.projects.core.durations import Learnt
    from dukou.projects.core.permits import PermitPath
    from dukou.projects.core.standing import Project

ON, ROUNDS = date(2026, 9, 24), 7
ONE, MANY = (1, 10_000, 0.05), (500, 1_000, 1.0)  # projects, runs, bar in seconds


def main() -> int:
    """Print `bar | measured | ratio | met`; 1 where a bar is missed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dukou.settings")
    django.setup()
    from dukou.casework.packs.shipped import shipped_calendar
    from dukou.projects.core.forecasts import Asked, forecasts, learnt_of
    from dukou.projects.packs.path_definitions import path_of_pack

    path, calendar = path_of_pack("dadukou", "new-plant-refit").path, shipped_calendar("cn")
    known, met = learnt_of(path, []), []
    for many, runs, bar in (ONE, MANY):
        projects, asked = states(path, many), Asked(runs, with_medians=many == 1)
        ours = timed(lambda: forecasts(path, known, projects, calendar, asked))  # noqa: B023  # called within its round
        floor = timed(lambda: bare(path, known, many, runs))  # noqa: B023
        met.append(ours <= bar)
        told = f"{len(path.tasks)} tasks × {many:,} projects × {runs:,} runs ≤ {bar * 1e3:g} ms | {ours * 1e3:.1f} ms"
        print(f"{told} | bare forward pass {floor * 1e3:.1f} ms, {ours / floor:.1f} × | {'met' if met[-1] else 'missed'}")
    return 0 if all(met) else 1


def states(path: PermitPath, many: int) -> list[Project]:
    """Projects of which the first some tasks are done and the next two are under way."""
    from dukou.projects.core.standing import Project, Stand

    found = []
    for number in range(many):
        done = number % 12
        begun = {path.tasks[at].key: Stand(ON - timedelta(days=60), ON - timedelta(days=20)) for at in path.order[:done]}
        under_way = {path.tasks[at].key: Stand(ON - timedelta(days=number % 19), None) for at in path.order[done : done + 2]}
        found.append(Project(ON, begun | under_way))
    return found


def bare(path: PermitPath, known: list[Learnt], many: int, runs: int) -> object:
    """The floor; the draws are made once for all projects, as ours are."""
    scores = np.random.default_rng(1).standard_normal((len(path.tasks), runs))
    days = [np.exp(each.spread.mu + each.spread.sigma * scores[at]) for at, each in enumerate(known)]
    found = []
    for _ in range(many):
        ends = dict[int, np.ndarray]()
        for at in path.order:
            start = np.zeros(runs)
            for other in path.waits[at]:
                start = np.maximum(start, ends[other])
            ends[at] = start + days[at]
        found.append(np.partition(ends[path.end], [runs // 2 - 1, runs * 4 // 5 - 1]))
    return found


def timed(work: Callable[[], object]) -> float:
    """Seconds of CPU, the median of some rounds; the first warms up."""
    work()
    seconds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        seconds.append(time.process_time() - begun)
    return median(seconds)


if __name__ == "__main__":
    sys.exit(main())
