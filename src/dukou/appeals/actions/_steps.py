"""What the acts on appeals share: holding one in sight, moving it along the table of stages, telling those whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of, people_with
from dukou.accounts.queries.organisations import organisation_key
from dukou.appeals.actions.refusals import NotYourLeg, OwnFirmsMatter, WordsMissing
from dukou.appeals.core import stages
from dukou.appeals.core.kinds import AppealAct, AppealState, Ending
from dukou.appeals.models import Appeal
from dukou.appeals.queries.visibility import appeal_of
from dukou.casework.actions import steps
from dukou.casework.actions.steps import Step
from dukou.enterprises.queries.own import own_entries
from dukou.kit.core.labels import Label


@contextmanager
def handling(
    by: Viewer, number: int, using: Permission, act: str, now: datetime | None, *, reason: str = "", after_closing: bool = False
) -> Iterator[tuple[Appeal, Step]]:
    """One step of an appeal that the viewer sees and handles by this permission; nobody handles his own firm's."""
    by.require(using)
    seen = appeal_of(by, number)
    if using is not Permission.SEE_ENTERPRISE_DESK and seen.enterprise_id in own_entries(by):
        raise OwnFirmsMatter()
    with step_of(by, seen, using, act, now, reason=reason, after_closing=after_closing) as (appeal, step):
        yield appeal, step


@contextmanager
def step_of(
    by: Viewer, seen: Appeal, using: Permission, act: str, now: datetime | None, *, reason: str = "", after_closing: bool = False
) -> Iterator[tuple[Appeal, Step]]:
    """One step of an appeal: its row and its case are held until the transaction ends, and the row is saved with the step."""
    moment = now or timezone.now()
    with steps.step(by=actor_of(by, using), act=act, case=seen.pk, now=moment, reason=reason, after_closing=after_closing) as step:
        appeal = Appeal.objects.select_related("enterprise").get(pk=seen.pk)
        appeal.case = step.case
        yield appeal, step
        appeal.save()


def move(appeal: Appeal, act: AppealAct) -> None:
    """Move the appeal along the table of stages, or refuse."""
    appeal.state = stages.after(AppealState.of(appeal.state), act).value


def end(appeal: Appeal, step: Step, ending: Ending) -> None:
    """Close the appeal and its case."""
    appeal.ending, appeal.closed_at = ending.value, step.now
    step.close(ending.value)


def stop_outer(appeal: Appeal, step: Step) -> None:
    """Stop the clock that the enterprise sees, and keep whether that was in time; a clock that stands still is in time."""
    clock = step.stop("outer")
    if clock is not None:
        appeal.was_on_time = clock.due_at is None or step.now < clock.due_at


def own_leg(by: Viewer, unit: str, label: Label) -> None:
    """Refuse whoever does not belong to the unit that has the leg."""
    if unit not in by.organisations_where(Permission.ANSWER_LEGS):
        raise NotYourLeg(unit=label)


def said(words: str) -> str:
    """Words that have to be there."""
    if not words.strip():
        raise WordsMissing()
    return words.strip()


def address(number: int) -> str:
    """The page of an appeal."""
    return reverse("appeals:appeal", args=[number])


def tell_firm(appeal: Appeal, step: Step, said: Label) -> None:
    """Tell the agents of the enterprise."""
    key = organisation_key(appeal.enterprise.organisation_id)
    if key:
        people = people_with(Permission.SEE_ENTERPRISE_DESK, timezone.localdate(step.now), key)
        step.tell(people, said.filled(**_named(appeal)), address(appeal.pk))


def tell_unit(appeal: Appeal, step: Step, to: str, said: Label, **named: Any) -> None:
    """Tell those who answer for a unit (key)."""
    people = people_with(Permission.ANSWER_LEGS, timezone.localdate(step.now), to)
    step.tell(people, said.filled(**_named(appeal), **named), address(appeal.pk))


def tell_window(appeal: Appeal, step: Step, said: Label, *, but: Iterable[int] = (), **named: Any) -> None:
    """Tell those who take in and dispatch appeals."""
    people = people_with(Permission.HANDLE_APPEALS, timezone.localdate(step.now))
    step.tell([person for person in people if person not in set(but)], said.filled(**_named(appeal), **named), address(appeal.pk))


def _named(appeal: Appeal) -> dict[str, Any]:
    return {"number": appeal.pk, "title": appeal.title, "firm": appeal.enterprise.name}
