"""What the acts of this room share: the right within a project, the row that is locked, words and days that have to be there."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries import actor_of
from dukou.accounts.queries.organisations import organisation_ids, organisation_names
from dukou.accounts.queries.task_forces import task_force_ids, task_force_names
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.projects.actions.refusals import DayAhead, NoSuchOfficeOrForce, NotYourOffice, ProjectOver, WordsMissing
from dukou.projects.core.kinds import ProjectStatus
from dukou.projects.models import Project
from dukou.projects.queries.visibility import is_inside, project_of

KEEPS = Permission.KEEP_PROJECTS


def begun(by: Viewer, now: datetime | None) -> tuple[Actor, datetime]:
    """Who acts and when; refused without the right to keep projects."""
    by.require(KEEPS)
    return actor_of(by, KEEPS), now or timezone.now()


def held(by: Viewer, key: str, *, also_over: bool = False) -> Project:
    """The project, locked until the transaction ends; refused to who does not work on it, and where it is over."""
    seen = project_of(by, key)
    if not (by.may(KEEPS) and is_inside(by, seen)):
        raise NotPermitted(permission=KEEPS.label)
    row = Project.objects.select_for_update(of=("self",)).get(pk=seen.pk)
    if not also_over and ProjectStatus.of(row.status).is_over:
        raise ProjectOver(key=key, status=ProjectStatus.of(row.status).label)
    return row


def said(words: str, noun: Label) -> str:
    """Words that have to be there; `noun`: what they are called."""
    if not words.strip():
        raise WordsMissing(noun=noun)
    return words.strip()


def past(day: date, now: datetime) -> date:
    """A day that has come."""
    if day > timezone.localdate(now):
        raise DayAhead(day=day)
    return day


def for_own_office(by: Viewer, office: str, task_force: str) -> None:
    """Refuse to register for others: without sight of all projects one names one's own office, or one's own task force with any office."""
    if by.may(Permission.SEE_PROJECTS):
        return
    if task_force and task_force not in by.task_forces:
        raise NotYourOffice(name=task_force_names().get(task_force, task_force))
    if not task_force and office not in by.organisations_where(KEEPS):
        raise NotYourOffice(name=organisation_names().get(office, office))


def office_id(key: str) -> int:
    """The primary key of an office."""
    offices = organisation_ids()
    if key not in offices:
        raise NoSuchOfficeOrForce(key=key)
    return offices[key]


def task_force_id(key: str) -> int | None:
    """The primary key of a task force; None where none is named."""
    if not key:
        return None
    forces = task_force_ids()
    if key not in forces:
        raise NoSuchOfficeOrForce(key=key)
    return forces[key]
