"""The run over the register, done by a worker; how far it is stands in the cache."""

from __future__ import annotations

from datetime import date

from django.core.cache import cache
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer, command_line_viewer
from dukou.accounts.queries import viewer_of
from dukou.accounts.queries.people import person_of
from dukou.kit.core.labels import Label
from dukou.kit.jobs.tasks import task
from dukou.policies.actions import matching
from dukou.policies.actions.matching import RUN_TASK
from dukou.policies.queries.runs import PROGRESS


@task(RUN_TASK, repeatable=True)
def run(*, by: str, as_of: str) -> None:
    """Match the register as of a day; done twice, it only makes a newer run."""

    def step(doing: Label, done: int, total: int) -> None:
        cache.set(PROGRESS, done)

    cache.set(PROGRESS, 0)
    try:
        matching.run(by=_viewer(by), as_of=date.fromisoformat(as_of), step=step)
    finally:
        cache.delete(PROGRESS)


def _viewer(key: str) -> Viewer:
    """Whoever asked for it, with the rights of today."""
    kind, _, name = key.partition(":")
    return viewer_of(person_of(name), timezone.localdate()) if kind == "person" else command_line_viewer(name)
