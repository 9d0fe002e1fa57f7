"""Whose projects a viewer may see: one rule for board, page, list, export and API."""

from __future__ import annotations

from django.db.models import Q

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.own import own_entries
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate
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


def _may_see(viewer: Viewer) -> Q:
    """What one works on; besides, those of one's own firms, and those in which one's unit owns a promise, or once did."""
    inside = _works_on(viewer)
    if not inside:
        return inside
    seen = inside | Q(enterprise__in=own_entries(viewer))
    if units := viewer.organisations_where(Permission.ANSWER_LEGS):
        owned, handed = Promise.objects.filter(owner__key__in=units), PromiseStep.objects.filter(owner__key__in=units)
        seen |= Q(pk__in=owned.values("project")) | Q(pk__in=handed.values("promise__project"))
    return seen


inner_projects: Predicate[Viewer, Project] = Predicate(Project, _works_on)
visible_projects: Predicate[Viewer, Project] = Predicate(Project, _may_see)


def project_of(viewer: Viewer, key: str) -> Project:
    """The project with this key, or a refusal."""
    rows = visible_projects.filter(viewer, Project.objects.filter(key=key))
    found = rows.select_related("office", "task_force", "enterprise", "brought_by").first()
    if found is None:
        raise NoSuchProject(key=key)
    return found


def is_inside(viewer: Viewer, project: Project) -> bool:
    """Whether the viewer sees a project from within the administration, not as the firm's own agent."""
    return viewer.may(Permission.SEE_PROJECTS) or viewer.may(Permission.KEEP_PROJECTS)
