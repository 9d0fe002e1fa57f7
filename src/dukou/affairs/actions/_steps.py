"""What the acts on applications share: holding one in sight, moving it along its course, telling those whom it concerns."""

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
from dukou.accounts.queries.people import person_ids
from dukou.affairs.actions.refusals import NotYours, OwnMatter, WordsMissing
from dukou.affairs.core import course
from dukou.affairs.core.kinds import AffairAct, AffairEnding, AffairState
from dukou.affairs.models import Application
from dukou.affairs.queries.visibility import application_of, is_own
from dukou.casework.actions import steps
from dukou.casework.actions.steps import Step
from dukou.kit.core.labels import Label


@contextmanager
def at_window(by: Viewer, number: int, act: str, now: datetime | None, *, reason: str = "") -> Iterator[tuple[Application, Step]]:
    """One step that the window takes; nobody handles his own matter."""
    by.require(Permission.HANDLE_AFFAIRS)
    seen = application_of(by, number)
    if is_own(by, seen):
        raise OwnMatter()
    with step_of(by, Permission.HANDLE_AFFAIRS, seen, act, now, reason=reason) as taken:
        yield taken


@contextmanager
def by_applicant(by: Viewer, number: int, act: str, now: datetime | None, *, reason: str = "") -> Iterator[tuple[Application, Step]]:
    """One step that the applicant takes, or the window on his behalf while he stands at the counter."""
    seen = application_of(by, number)
    if not is_own(by, seen) and not by.may(Permission.HANDLE_AFFAIRS):
        raise NotYours(firm=seen.applicant)
    using = Permission.SEE_ENTERPRISE_DESK if is_own(by, seen) else Permission.HANDLE_AFFAIRS
    with step_of(by, using, seen, act, now, reason=reason) as taken:
        yield taken


@contextmanager
def step_of(
    by: Viewer, using: Permission, seen: Application, act: str, now: datetime | None, *, reason: str = ""
) -> Iterator[tuple[Application, Step]]:
    """One step of an application: its case is held until the transaction ends, and the row is saved with the step."""
    moment = now or timezone.now()
    with steps.step(by=actor_of(by, using), act=act, case=seen.pk, now=moment, reason=reason) as step:
        application = held(step)
        yield application, step
        application.save()


def held(step: Step) -> Application:
    """The application of a step, read under its lock."""
    application = Application.objects.select_related("enterprise", "text").defer("text__content").get(pk=step.case.pk)
    application.case = step.case
    return application


def move(application: Application, act: AffairAct) -> None:
    """Move the application along its course, or refuse."""
    application.state = course.after(AffairState.of(application.state), act).value


def close(application: Application, step: Step, ending: AffairEnding) -> None:
    """End the application and its case; whether the outer clock was kept is noted."""
    clock = step.stop("outer")
    if clock is not None:
        application.was_on_time = clock.first_late_at is None
    application.ending, application.closed_at = ending.value, step.now
    application.parts.filter(ended_at__isnull=True).update(ended_at=step.now)
    step.close(ending.value)


def said(words: str) -> str:
    """Words that have to be there."""
    if not words.strip():
        raise WordsMissing()
    return words.strip()


def address(number: int) -> str:
    """The page of an application."""
    return reverse("affairs:application", args=[number])


def tell_applicant(application: Application, step: Step, words: Label, **named: Any) -> None:
    """Tell the agents of the firm, or whoever filed for one that is yet to be."""
    people: list[int] = []
    if application.enterprise is not None:
        key = organisation_key(application.enterprise.organisation_id)
        people = people_with(Permission.SEE_ENTERPRISE_DESK, timezone.localdate(step.now), key) if key else []
    else:
        people = list(person_ids([application.filed_by.removeprefix("person:")]).values())
    step.tell(people, words.filled(**_named(application), **named), address(application.pk))


def tell_unit(application: Application, step: Step, unit: str, words: Label, **named: Any) -> None:
    """Tell those who answer for a unit (key)."""
    people = people_with(Permission.ANSWER_LEGS, timezone.localdate(step.now), unit)
    step.tell(people, words.filled(**_named(application), **named), address(application.pk))


def tell_window(application: Application, step: Step, words: Label, *, but: Iterable[int] = (), **named: Any) -> None:
    """Tell those who work at the window."""
    people = people_with(Permission.HANDLE_AFFAIRS, timezone.localdate(step.now))
    step.tell([each for each in people if each not in set(but)], words.filled(**_named(application), **named), address(application.pk))


def _named(application: Application) -> dict[str, Any]:
    return {"number": application.pk, "applicant": application.applicant}
