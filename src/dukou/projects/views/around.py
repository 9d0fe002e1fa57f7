"""What the room's pages share: the project meant, its tabs, a form with an act behind it."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from dukou.accounts.queries import request_viewer
from dukou.kit.core.labels import Label, same
from dukou.kit.pages.parts import Crumb, Tab
from dukou.projects.models import Project
from dukou.projects.queries.visibility import inner_project_of, is_inside, project_of

PROJECTS = Label("招商项目", "Projects")
# The pages of one project, by the name of their route; those that are for the administration alone.
_PAGES = {
    "project": Label("项目", "Project"),
    "clocks": Label("线索", "Lead"),
    "admission": Label("准入", "Admission"),
    "money": Label("资金", "Money"),
    "path": Label("路径", "Path"),
    "space": Label("场地", "Premises"),
    "project_promises": Label("承诺", "Promises"),
    "team": Label("专班", "Task force"),
}
_INSIDE = frozenset({"clocks", "admission", "money", "path", "space", "team"})


def project_asked(request: HttpRequest, key: str) -> Project:
    """The project, if the visitor may see it."""
    return project_of(request_viewer(request), key)


def inner_asked(request: HttpRequest, key: str) -> Project:
    """The project, if the visitor works on it."""
    return inner_project_of(request_viewer(request), key)


def tabs_of(request: HttpRequest, project: Project, current: str) -> list[Tab]:
    """The pages of one project, as far as the visitor may see them."""
    inside = is_inside(request_viewer(request), project)
    shown = {name: label for name, label in _PAGES.items() if inside or name not in _INSIDE}
    return [Tab(label, reverse(f"projects:{name}", args=[project.key]), name == current) for name, label in shown.items()]


def crumbs_of(project: Project | None = None, *more: Crumb) -> list[Crumb]:
    """The way to a page of a project, or of the room."""
    way = [Crumb(PROJECTS, reverse("projects:board"))]
    if project is None:
        return [*way, *more]
    if not more:
        return [*way, Crumb(same(project.name))]
    return [*way, Crumb(same(project.name), reverse("projects:project", args=[project.key])), *more]
