"""Whose projects a viewer may see: one rule for board, page, list, export and API."""

from __future__ import annotations

from django.db.models import Q

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.own import own_entries
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate
from dukou.projects.models import Project


class NoSuchProject(Refusal):
    """The project is not there, or the viewer may not see it."""

    code = "projects.no_such_project"
    status = 404
    what = Label("没有查到项目“{key}”", "there is no project “{key}”")
    why = Label("没有这个代号，或您看不到它", "none has this key, or you may not see it")
    cure = Label("核对代号", "check the key")


def _may_see(viewer: Viewer) -> Q:
    """All, with the permission; else those of one's task forces, those that one's office keeps, and those of one's own firms."""
    if viewer.may(Permission.SEE_PROJECTS):
        return Q()
    seen = Q(enterprise__in=own_entries(viewer))
    if viewer.may(Permission.KEEP_PROJECTS):
        seen |= Q(task_force__key__in=viewer.task_forces) | Q(office__key__in=viewer.organisations_where(Permission.KEEP_PROJECTS))
    return seen


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
