"""The case of a lead: its clocks begin when it is registered and end when it has become more than a lead, or is over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import people_with
from dukou.audit.actions import record
from dukou.casework.actions import steps
from dukou.casework.actions.ladder import RungReached
from dukou.casework.actions.steps import Step, open_case
from dukou.casework.core.clocks import ZONE
from dukou.casework.core.profiles import Rung
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.projects.core.kinds import Meaning, ProjectStatus
from dukou.projects.core.pipeline import Pipeline
from dukou.projects.models import Project
from dukou.projects.queries.pipeline import pipeline

KIND = "project"
_RUNG = Label("{rung}（{clock}）：项目 {key}", "{rung} ({clock}): project {key}")
_MOVED_ON = "moved_on"


def open_lead(by: Actor, row: Project, on: date, told: Mapping[str, Any], stages: Pipeline, now: datetime) -> None:
    """Record the registration, with the clocks of the lead where the pack has them. `on`: the day on which the lead was known.

    How long the office took to register it is on a clock too: it begins on that day and stops at once.
    """
    of = (KIND, row.key)
    if not stages.profile:
        record(by=by, act="projects.register", subject=of, after=dict(told), now=now)
        return
    with open_case(
        by=by, act="projects.register", kind=KIND, subject=of, profile=stages.profile, grade="", now=now, told=told, of=of
    ) as step:
        step.start("registered", anchor=min(now, datetime.combine(on, time.min, ZONE)))
        step.stop("registered")
        step.start_all(["judged", "reported", *(["fed_back"] if row.referrer else [])])
        row.case = step.case
        row.save(update_fields=["case"])


@contextmanager
def lead_step(by: Actor, row: Project, act: str, told: Mapping[str, Any], now: datetime) -> Iterator[Step | None]:
    """One step with a project, and with its lead's case while that is open; in either case one event about the project."""
    of = (KIND, row.key)
    if row.case is None or row.case.closed_at is not None:
        with transaction.atomic():
            yield None
            record(by=by, act=act, subject=of, after=dict(told), now=now)
        return
    with steps.step(by=by, act=act, case=row.case.pk, now=now, told=told, of=of) as step:
        yield step


def close_lead_case(by: Actor, project: Project, now: datetime) -> None:
    """Close the case of a lead that has become more than one, or is over; otherwise nothing. For whoever moved it, in his transaction.

    It is a step of the case with an event of its own beside that of the move. Clocks that still run were neither kept nor missed.
    """
    stage, status = pipeline().stage(project.stage), ProjectStatus.of(project.status)
    is_more = stage is not None and stage.means.place > Meaning.CONTACT.place
    if project.case is None or project.case.closed_at is not None or not (is_more or status.is_over):
        return
    with steps.step(by=by, act="leads.close", case=project.case.pk, now=now, of=(KIND, project.key)) as step:
        step.close(status.value if status.is_over else _MOVED_ON, is_moot=True)


def rung_taken(reached: RungReached) -> None:
    """Tell those who keep projects in the office; at the top the leaders."""
    row = Project.objects.select_related("office").get(case=reached.case.pk)
    rule = reached.step.profile.clock(reached.case.grade, reached.clock.key)
    said = _RUNG.filled(rung=reached.rung.label, clock=rule.name if rule else reached.clock.key, key=row.key)
    address, day = reverse("projects:clocks", args=[row.key]), timezone.localdate(reached.step.now)
    people = people_with(Permission.KEEP_PROJECTS, day, row.office.key)
    if reached.rung is Rung.LEADER:
        people = [*people, *people_with(Permission.SEE_LEADER_DESK, day)]
    reached.step.tell(people, said, address)
