"""Large lists, examined and taken in by a worker. Both may be done twice: the second time there is nothing left to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from django.core.cache import cache
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer, command_line_viewer
from dukou.accounts.queries import viewer_of
from dukou.accounts.queries.people import person_of
from dukou.enterprises.actions import deliveries, doubles
from dukou.enterprises.actions.delivery_refusals import NotWaiting
from dukou.enterprises.actions.doubles import NEAR_TASK
from dukou.enterprises.intake.examining import Step
from dukou.enterprises.queries.deliveries import progress_key
from dukou.kit.core.actors import SYSTEM
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.jobs.tasks import task


@task(deliveries.EXAMINE_TASK, repeatable=True)
def examine(*, number: int, by: str) -> None:
    """Examine a list that was received; one that cannot be read is refused and says why."""
    with telling(number) as step:
        _or_give_up(deliveries.examine, number, by, step)


@task(deliveries.TAKE_IN_TASK, repeatable=True)
def take_in(*, number: int, by: str) -> None:
    """Take a previewed list in; where that is refused the list waits again and says why."""
    with telling(number) as step:
        _or_give_up(partial(deliveries.take_in, at_once=True), number, by, step)


@task(NEAR_TASK)
def look_near(*, delivery: int, after: int) -> None:
    """Look for names near those that a list brought, a little at a time, so that no writer waits for long."""
    last = doubles.look_near(by=SYSTEM, delivery=delivery, after=after)
    if last:
        look_near.enqueue(delivery=delivery, after=last)


def _or_give_up(act: Callable[..., object], number: int, by: str, step: Step) -> None:
    viewer = _viewer(by)
    try:
        act(by=viewer, number=number, step=step)
    except NotWaiting:  # done before, or discarded meanwhile
        return
    except Refusal as refusal:
        deliveries.give_up(by=viewer, number=number, refusal=refusal)


def _viewer(key: str) -> Viewer:
    """Whoever asked for it, with the rights of today."""
    kind, _, name = key.partition(":")
    return viewer_of(person_of(name), timezone.localdate()) if kind == "person" else command_line_viewer(name)


@contextmanager
def telling(number: int) -> Iterator[Step]:
    """Tell in the cache how far the work is, and take that back at its end."""

    def step(doing: Label, done: int, total: int) -> None:
        cache.set(progress_key(number), (doing, done, total))

    try:
        yield step
    finally:
        cache.delete(progress_key(number))
