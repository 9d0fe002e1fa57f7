"""Tasks for tests: their effect is a row, so that it can be counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from dukou.kit.jobs.tasks import TASKS, Task
from dukou.kit.models import PackVersion

NOTE = "tests.note"
DRAW = "tests.draw"
FAIL = "tests.fail"


def noted(name: str) -> int:
    """How often a task has had its effect."""
    return PackVersion.objects.filter(pack=name).count()


def declare(between: Callable[[], None] = lambda: None) -> None:
    """Declare the test tasks; `between` runs when the effect is written and the task is not yet done."""

    def note(name: str) -> None:
        moment = datetime(2024, 7, 8, tzinfo=UTC)
        PackVersion.objects.create(pack=name, number=noted(name) + 1, sha256="0" * 64, loaded_at=moment, loaded_by="system:test")
        between()

    def draw(name: str) -> None:
        if not noted(name):
            note(name)
        between()

    def fail(said: str) -> None:
        note("failing")
        raise RuntimeError(said)

    for key, work, repeatable in ((NOTE, note, False), (DRAW, draw, True), (FAIL, fail, False)):
        if key not in TASKS:
            TASKS.add(key, Task(key, work, repeatable))


def test_task(key: str) -> Task:
    """One of the test tasks."""
    declare()
    return TASKS[key]


test_task.__test__ = False  # type: ignore[attr-defined]
