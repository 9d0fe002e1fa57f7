"""What this room shows on desks: how projects stand; and its place in the navigation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.kit.core.labels import Label
from dukou.kit.pages.navigation import NAVIGATION, NavItem
from dukou.kit.pages.panels import PANELS, Asked, Panel
from dukou.projects.core.kinds import ProjectLight
from dukou.projects.queries.board import board
from dukou.projects.queries.lists import Narrowed, page_of
from dukou.projects.queries.pipeline import pipeline_or_none
from dukou.projects.tables.projects import projects_table, stages_table

FEW = 5


def _enters(request: HttpRequest) -> bool:
    """Whoever sees projects of the district or of a task force."""
    viewer = request_viewer(request)
    return viewer.may(Permission.SEE_PROJECTS) or viewer.may(Permission.KEEP_PROJECTS)


def _projects(asked: Asked) -> dict[str, Any] | None:
    stages, today = pipeline_or_none(), timezone.localdate()
    if stages is None or not _enters(asked.request):
        return None
    viewer = request_viewer(asked.request)
    found = board(viewer, stages, today)
    if not found.in_work:
        return None
    late = page_of(viewer, stages, Narrowed(light=ProjectLight.RED), today, size=FEW)
    return {"table": stages_table(found, reverse("projects:list")), "late": projects_table(late.rows) if late.rows else None}


PANELS.add(
    "projects.stages",
    Panel(
        "projects.stages",
        frozenset({"leader", "officer", "window"}),
        order=35,
        title=Label("招商项目到了哪一步", "How far investment projects are"),
        template="projects/panel.html",
        content=_projects,
        is_as_known=False,
    ),
)
NAVIGATION.add("projects", NavItem("projects:board", Label("项目", "Projects"), 18, _enters))
