"""Where a project stands on its path: what is done, what is under way, and what about that looks odd."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dukou.kit.core.labels import Label
from dukou.projects.core.permits import PermitPath


@dataclass(frozen=True, slots=True)
class Stand:
    """A task that is under way since `start`, or done on `end`; of what is done the start may be unknown."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Project:
    """A project at the close of the day `on`: what has begun, by task. What is not named has not begun."""

    on: date
    stands: Mapping[str, Stand]


def oddities(path: PermitPath, project: Project) -> Iterator[Label]:
    """What was done or begun before what it waits for was done. It is told, and the days stay as they were told."""
    for task in path.tasks:
        stand = project.stands.get(task.key)
        if stand is None:
            continue
        for key in task.after:
            other = project.stands.get(key)
            ended = other.end if other else None
            name = path.tasks[path.places[key]].name
            if ended is None:
                word = _DONE if stand.end else _BEGUN
                yield word.filled(key=task.key, task=task.name, wait=key, other=name)
            elif (began := stand.start or stand.end) is not None and began < ended:
                yield _EARLIER.filled(key=task.key, task=task.name, wait=key, other=name, began=began, ended=ended)


_DONE = Label(
    "“{task}”（{key}）已办结，但它要等的“{other}”（{wait}）还没有办结",
    "“{task}” ({key}) is done, yet “{other}” ({wait}), for which it waits, is not",
)
_BEGUN = Label(
    "“{task}”（{key}）已开始，但它要等的“{other}”（{wait}）还没有办结",
    "“{task}” ({key}) has begun, yet “{other}” ({wait}), for which it waits, is not done",
)
_EARLIER = Label(
    "“{task}”（{key}）{began} 已开始或办结，早于它要等的“{other}”（{wait}）的办结日 {ended}",
    "“{task}” ({key}) had begun or was done on {began}, before “{other}” ({wait}), for which it waits, was done on {ended}",
)
