"""Whose projects a viewer may see: one rule for board, page, list, export and API."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.own import own_entries
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate
from dukou.projects.core.kinds import MoveState
from dukou.projects.core.promise_kinds import PromiseMark
from dukou.projects.models import Project, Promise, PromiseStep


class NoSuchProject(Refusal):
    """The project is not there, or the viewer may not see it."""

    code = "projects.no_such_project"
    status = 404
    what = Label("没有查到项目“{key}”", "there is no project “{key}”")
    why = Label("没有这个代号，或您看不到它", "none has this key, or you may not see it")
    cure = Label("核对代号", "check the key")


def _works_on(viewer: Viewer) -> Q:
    """From within: all, with the permission; else those of one's task forces, and those that one's office keeps."""
    if viewer.may(Permission.SEE_PROJECTS):
        return Q()
    if not viewer.may(Permission.KEEP_PROJECTS):
        return Q(pk__in=[])
    return Q(task_force__key__in=viewer.task_forces) | Q(office__key__in=viewer.organisations_where(Permission.KEEP_PROJECTS))


def _knows(viewer: Viewer) -> Q:
    """What one works on, and those of one's own firms."""
    inside = _works_on(viewer)
    return inside | Q(enterprise__in=own_entries(viewer)) if inside else inside


def _may_see(viewer: Viewer) -> Q:
    """What one works on and those of one's own firms; besides, those in which one's unit owns a promise, for as long as it does."""
    known = _knows(viewer)
    units = viewer.organisations_where(Permission.ANSWER_LEGS) if known else frozenset[str]()
    return known | Q(pk__in=owned_by(units).values("project")) if units else known


def owned_by(units: Collection[str]) -> QuerySet[Promise]:
    """The promises that these organisations answer for now: the one that took a promise over last, or the one that it was made for."""
    hand_overs = PromiseStep.objects.filter(mark=PromiseMark.HANDED_OVER.value, state=MoveState.STANDS.value)
    last = hand_overs.filter(promise=OuterRef("pk")).order_by("-pk").values("owner__key")[:1]
    once = Q(owner__key__in=units) | Q(pk__in=hand_overs.filter(owner__key__in=units).values("promise"))
    return Promise.objects.filter(once).alias(now=Coalesce(Subquery(last), "owner__key")).filter(now__in=units)


inner_projects: Predicate[Viewer, Project] = Predicate(Project, _works_on)  # whose reasons, money and leads one reads
known_projects: Predicate[Viewer, Project] = Predicate(Project, _knows)  # of which one is told facts
visible_projects: Predicate[Viewer, Project] = Predicate(Project, _may_see)


def project_of(viewer: Viewer, key: str) -> Project:
    """The project with this key, or a refusal."""
    return _found(visible_projects, viewer, key)


def inner_project_of(viewer: Viewer, key: str) -> Project:
    """The same of a project that the viewer works on from within."""
    return _found(inner_projects, viewer, key)


def is_inside(viewer: Viewer, project: Project) -> bool:
    """Whether the viewer sees this project from within the administration, not as the firm's agent or as owner of a promise."""
    return inner_projects.check(viewer, project)


def works_on_projects(viewer: Viewer) -> bool:
    """Whether the viewer works on projects at all, though there may be none yet: he sees all of them, or keeps some."""
    return viewer.may(Permission.SEE_PROJECTS) or viewer.may(Permission.KEEP_PROJECTS)


def has_any_in_sight(viewer: Viewer) -> bool:
    """Whether anything here is for the viewer: he works on projects, his firm has one, his unit owns a promise or owned one."""
    if works_on_projects(viewer):
        return True
    if viewer.organisations_where(Permission.SEE_ENTERPRISE_DESK) and known_projects.filter(viewer).exists():
        return True
    units = viewer.organisations_where(Permission.ANSWER_LEGS)
    return bool(units) and (
        Promise.objects.filter(owner__key__in=units).exists() or PromiseStep.objects.filter(owner__key__in=units).exists()
    )


def _found(among: Predicate[Viewer, Project], viewer: Viewer, key: str) -> Project:
    rows = among.filter(viewer, Project.objects.filter(key=key))
    found = rows.select_related("office", "task_force", "enterprise", "brought_by").first()
    if found is None:
        raise NoSuchProject(key=key)
    return found
