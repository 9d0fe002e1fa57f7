"""What the acts on promises share: the promise that is locked, who may speak of it, and the order of what is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries import actor_of, may_within
from dukou.kit.core.actors import Actor
from dukou.kit.core.refusals import Refusal
from dukou.projects.actions._steps import KEEPS
from dukou.projects.actions.promise_refusals import ChangeWaits, PromiseSettled, StepBefore
from dukou.projects.core.kinds import MoveState
from dukou.projects.core.promise_kinds import PromiseMark, PromiseState
from dukou.projects.core.promises import Standing
from dukou.projects.models import Promise, PromiseStep
from dukou.projects.queries.promises import promise_of
from dukou.projects.queries.promises_told import standing_of
from dukou.projects.queries.visibility import is_inside


@dataclass(frozen=True, slots=True)
class Held:
    """A promise under way of being changed: the locked row, how it stands today, and who acts."""

    row: Promise
    now: Standing
    actor: Actor


def held_promise(by: Viewer, number: int, now: datetime, *, also_owner: bool = False) -> Held:
    """The promise, locked; refused to who neither keeps its project nor, where `also_owner`, answers matters in the unit that owns it."""
    seen = promise_of(by, number)
    row = Promise.objects.select_for_update(of=("self",)).select_related("project", "owner").get(pk=seen.pk)
    stands = standing_of(row, timezone.localdate(now))
    assert stands is not None  # nobody promises in the future
    if by.may(KEEPS) and is_inside(by, row.project):
        return Held(row, stands, actor_of(by, KEEPS))
    if also_owner and stands.owner and may_within(by, Permission.ANSWER_LEGS, stands.owner):
        return Held(row, stands, actor_of(by, Permission.ANSWER_LEGS))
    raise NotPermitted(permission=KEEPS.label)


def owed(held: Held, *, also_broken: bool = False) -> None:
    """Refuse where nothing is owed any more, or where a change waits."""
    if not held.now.state.is_owed and not (also_broken and held.now.state is PromiseState.BROKEN):
        raise PromiseSettled(state=held.now.state.label)
    if held.row.steps.filter(state=MoveState.WAITING.value).exists():
        raise ChangeWaits()


def told(held: Held, mark: PromiseMark, on: date, now: datetime, **more: Any) -> PromiseStep:
    """Write what is told; it comes no earlier than the promise and than what was told before."""
    in_order(on, held.row.made_on, (_since(step) for step in held.row.steps.filter(state=MoveState.STANDS.value)))
    state = MoveState.WAITING if mark.needs_two else MoveState.STANDS
    return PromiseStep.objects.create(
        promise=held.row, mark=mark.value, on=on, state=state.value, recorded_at=now, recorded_by=str(held.actor), **more
    )


def in_order(on: date, made_on: date, said: Iterable[date]) -> None:
    """Refuse a day before the promise, or before what was told of it."""
    last = max([made_on, *said])
    if on < last:
        raise StepBefore(day=on, last=last)


def _since(step: PromiseStep) -> date:
    return timezone.localdate(step.decided_at) if step.decided_at else step.on


def must(is_right: bool, refusal: Callable[[], Refusal]) -> None:
    """Refuse where something does not hold."""
    if not is_right:
        raise refusal()
