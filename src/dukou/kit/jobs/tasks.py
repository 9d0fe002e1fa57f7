"""Tasks: named functions that a room declares in its `tasks.py` and that anyone above it may enqueue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dukou.kit.core.registry import Registry
from dukou.kit.jobs import queue
from dukou.kit.models import Job

Work = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Task:
    """A named piece of work; its payload is plain JSON, passed by keyword.

    Ordinarily it runs in one transaction with the note that it is done: its effect happens once, or not at all. A `repeatable` task
    runs outside: for slow work or work outside the database, which must do no harm when it is done twice.
    """

    name: str
    work: Work
    repeatable: bool = False

    def __call__(self, **payload: object) -> None:
        """Do the work here and now."""
        self.work(**payload)

    def enqueue(self, **payload: object) -> Job:
        """Let a worker do it as soon as the present transaction is committed."""
        return queue.enqueue(self.name, payload)

    def enqueue_at(self, moment: datetime, **payload: object) -> Job:
        """Let a worker do it at `moment` or later."""
        return queue.enqueue(self.name, payload, run_after=moment)


TASKS: Registry[Task] = Registry("task")


def task(name: str, *, repeatable: bool = False) -> Callable[[Work], Task]:
    """Declare a function as a task: `@task("clusters.warm_charts")`. The name stays in stored jobs, so it outlives the function's."""

    def declare(work: Work) -> Task:
        return TASKS.add(name, Task(name, work, repeatable))

    return declare
