"""A permit path as data: its tasks, whose they are, what each waits for, how long it is declared to take, and what ends it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

from dukou.casework.core.budgets import BudgetUnit
from dukou.kit.core.labels import Label


class RingInPath(ValueError):
    """Tasks that wait for one another; `ring` goes from the first in order back to it."""

    def __init__(self, ring: tuple[str, ...]) -> None:
        self.ring = ring
        super().__init__(" → ".join(ring))


@dataclass(frozen=True, slots=True)
class Duration:
    """A declared duration in days of `unit`: P10 `low`, P50 `usual`, P90 `high`; 0 < low ≤ usual ≤ high."""

    low: float
    usual: float
    high: float
    unit: BudgetUnit


@dataclass(frozen=True, slots=True)
class Task:
    """One task. `unit`: the organisation's key, empty for the firm's own; `after`: what has to be done before it begins."""

    key: str
    name: Label
    unit: str
    after: tuple[str, ...]
    takes: Duration
    source: Label | None = None  # without one the duration is a draft of the authors


@dataclass(frozen=True)
class PermitPath:
    """The tasks in the order of the file; `ends`: the task with which the project is where it wanted to be."""

    slug: str
    name: Label
    ends: str
    tasks: tuple[Task, ...]

    @classmethod
    def read(cls, slug: str, plain: Mapping[str, Any]) -> Self:
        """Out of plain values that have been checked."""
        return cls(slug, Label.read(plain["name"]), plain["ends"], tuple(_task(each) for each in plain["tasks"]))

    def without(self, keys: Collection[str]) -> PermitPath:
        """The path where these tasks are not needed: whoever waited for one waits for what it waited for. The end is always needed."""
        after = {task.key: task.after for task in self.tasks}
        out = set(keys) - {self.ends}

        def waits(key: str) -> Iterator[str]:
            for each in after[key]:
                if each in out:
                    yield from waits(each)
                else:
                    yield each

        left = (replace(task, after=tuple(dict.fromkeys(waits(task.key)))) for task in self.tasks if task.key not in out)
        return replace(self, tasks=tuple(left))

    @cached_property
    def places(self) -> dict[str, int]:
        """The number of each task in the order of the file."""
        return {task.key: number for number, task in enumerate(self.tasks)}

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The tasks' numbers so that each stands after all it waits for; a ring is refused with its members."""
        return tuple(self.places[key] for key in ordered({task.key: task.after for task in self.tasks}))

    @cached_property
    def waits(self) -> tuple[tuple[int, ...], ...]:
        """For each task the numbers of those it waits for, each once."""
        return tuple(tuple(self.places[key] for key in dict.fromkeys(task.after)) for task in self.tasks)

    @property
    def end(self) -> int:
        """The number of the last task."""
        return self.places[self.ends]


def ordered(after: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The keys so that each stands after all that it waits for (Kahn 1962, CACM 5:558). `RingInPath` where they cannot."""
    open_ = {key: {each for each in needs if each in after} for key, needs in after.items()}
    found: list[str] = []
    while open_:
        free = [key for key, needs in open_.items() if not needs]
        if not free:
            raise RingInPath(_ring(open_))
        found += free
        open_ = {key: needs.difference(free) for key, needs in open_.items() if needs}
    return tuple(found)


def leading_to(end: str, after: Mapping[str, Collection[str]]) -> frozenset[str]:
    """The end and everything that it waits for, through others too."""
    found, waiting = set[str](), [end]
    while waiting:
        here = waiting.pop()
        if here in after and here not in found:
            found.add(here)
            waiting += after[here]
    return frozenset(found)


def _ring(open_: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Each key waits for one that is open too: whoever goes on from wait to wait comes back. Told in the order in which they are done."""
    trail = [next(iter(open_))]
    while trail[-1] not in trail[:-1]:
        trail.append(min(open_[trail[-1]]))
    return tuple(reversed(trail[trail.index(trail[-1]) :]))


def _task(plain: Mapping[str, Any]) -> Task:
    takes, source = plain["takes"], plain.get("source")
    duration = Duration(float(takes["low"]), float(takes["usual"]), float(takes["high"]), BudgetUnit.of(takes["days"]))
    return Task(
        plain["key"],
        Label.read(plain["name"]),
        plain.get("unit") or "",
        tuple(plain["after"]),
        duration,
        Label.read(source) if source else None,
    )
