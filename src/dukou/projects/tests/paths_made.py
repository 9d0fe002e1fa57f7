"""Made-up permit paths and a slow forecast of them in plain Python. Nothing here is about anybody real."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from dukou.casework.core.budgets import BudgetUnit
from dukou.casework.core.calendars import WorkingCalendar
from dukou.casework.packs.shipped import shipped_calendar
from dukou.projects.core.durations import Learnt
from dukou.projects.core.permits import PermitPath
from dukou.projects.core.simulation import Draws
from dukou.projects.core.standing import Project, Stand

WORDS = {"zh": "虚构", "en": "made up"}
ON = date(2026, 4, 28)  # before the long holiday of May


@cache
def calendar() -> WorkingCalendar:
    """The shipped one."""
    return shipped_calendar("cn")


def plain_task(key: str, *after: str, unit: str = "", takes: tuple[float, float, float] = (2, 4, 9), days: str = "workdays") -> Any:
    """A task as its file has it."""
    return {
        "key": key,
        "name": WORDS,
        "unit": unit,
        "after": list(after),
        "takes": {"days": days, **dict(zip(("low", "usual", "high"), takes, strict=True))},
    }


def path_of(*tasks: Any) -> PermitPath:
    """A path that ends in the last of them."""
    return PermitPath.read("made", {"name": WORDS, "ends": tasks[-1]["key"], "tasks": list(tasks)})


@st.composite
def paths(draw: st.DrawFn) -> PermitPath:
    """Up to six tasks in working and calendar days; the last waits for all that nothing else waits for."""
    tasks: list[Any] = []
    for number in range(draw(st.integers(1, 5))):
        waits = draw(st.lists(st.sampled_from([each["key"] for each in tasks]), unique=True, max_size=3)) if tasks else []
        low, more, most = draw(st.tuples(st.integers(1, 9), st.integers(0, 20), st.integers(0, 40)))
        unit, days = draw(st.sampled_from(["", "office", "grid"])), draw(st.sampled_from(["workdays", "days"]))
        tasks.append(plain_task(f"t{number}", *waits, unit=unit, takes=(low, low + more, low + more + most), days=days))
    waited = {key for each in tasks for key in each["after"]}
    return path_of(*tasks, plain_task("end", *(each["key"] for each in tasks if each["key"] not in waited)))


@st.composite
def projects(draw: st.DrawFn, path: PermitPath) -> Project:
    """The first some tasks are done, the next may be under way."""
    done = draw(st.integers(0, len(path.tasks) - 1))
    stands = {path.tasks[at].key: Stand(None, ON - timedelta(days=draw(st.integers(0, 40)))) for at in path.order[:done]}
    if draw(st.booleans()):
        stands[path.tasks[path.order[done]].key] = Stand(ON - timedelta(days=draw(st.integers(0, 90))), None)
    return Project(ON, stands)


def slow_ends(path: PermitPath, learnt: Sequence[Learnt], draws: Draws, project: Project, run: int) -> Mapping[str, date]:
    """The ends of one run, task by task; of what is under way nothing is known here."""
    ends: dict[str, date] = {}
    for task in (path.tasks[at] for at in path.order):
        stand = project.stands.get(task.key)
        if stand is not None and stand.end is not None:
            ends[task.key] = stand.end
            continue
        start = max([project.on, *(ends[key] for key in task.after)])
        days = int(draws.days[path.places[task.key]][run])
        ends[task.key] = calendar().add(start, days) if task.takes.unit is BudgetUnit.WORKDAYS else start + timedelta(days=days)
    return ends


def slow_critical(path: PermitPath, ends: Mapping[str, date], project: Project) -> set[str]:
    """What lies on a critical path of one run in which nothing is under way."""
    found, waiting = set[str](), [path.ends]
    while waiting:
        key = waiting.pop()
        if key in project.stands or key in found:
            continue
        found.add(key)
        after = path.tasks[path.places[key]].after
        start = max([project.on, *(ends[each] for each in after)])
        waiting += [each for each in after if ends[each] == start]
    return found
