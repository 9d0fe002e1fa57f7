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
from dukou.projects.queries.promises import promises_of_firms, promises_owed
from dukou.projects.queries.visibility import has_any_in_sight, works_on_projects
from dukou.projects.tables.projects import projects_table, stages_table
from dukou.projects.tables.promises import promise_table

FEW = 5
OWED = Label("本单位负责的承诺", "Promises that we answer for")


def _enters(request: HttpRequest) -> bool:
    """Whoever works on projects, acts for a firm that has one, or belongs to a unit that owns a promise."""
    return has_any_in_sight(request_viewer(request))


def _projects(asked: Asked) -> dict[str, Any] | None:
    stages, today = pipeline_or_none(), timezone.localdate()
    viewer = request_viewer(asked.request)
    if stages is None or not works_on_projects(viewer):
        return None
    found = board(viewer, stages, today)
    if not found.in_work:
        return None
    late = page_of(viewer, stages, Narrowed(light=ProjectLight.RED), today, size=FEW)
    return {"table": stages_table(found, reverse("projects:list")), "late": projects_table(late.rows) if late.rows else None}


def _own(asked: Asked) -> dict[str, Any] | None:
    """The projects of the visitor's firms, and what is still owed there by either side."""
    viewer, stages, today = request_viewer(asked.request), pipeline_or_none(), timezone.localdate()
    if stages is None or not viewer.may(Permission.SEE_ENTERPRISE_DESK):
        return None
    rows = page_of(viewer, stages, Narrowed(is_own=True), today, size=FEW).rows
    owed = promises_of_firms(viewer, today)[:FEW]
    if not (rows or owed):
        return None
    table = promise_table(Label("双方还没有兑现的承诺", "What both sides still owe"), owed, with_project=True) if owed else None
    return {"table": projects_table(rows) if rows else None, "owed": table}


def _owed(asked: Asked) -> dict[str, Any] | None:
    """What the visitor's units have promised firms and still owe, due first."""
    viewer = request_viewer(asked.request)
    if not viewer.may(Permission.ANSWER_LEGS):
        return None
    owed = promises_owed(viewer, timezone.localdate())
    if not owed:
        return None
    return {"owed": promise_table(OWED, owed[:FEW], with_project=True), "more": len(owed) - FEW if len(owed) > FEW else 0}


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
for _name, _desks, _order, _title, _content in (
    ("own", {"enterprise"}, 16, Label("招商项目", "Investment projects"), _own),
    ("owed", {"department", "officer"}, 16, OWED, _owed),
):
    PANELS.add(
        f"projects.{_name}", Panel(f"projects.{_name}", frozenset(_desks), _order, _title, f"projects/panels/{_name}.html", _content)
    )
NAVIGATION.add("projects", NavItem("projects:board", Label("项目", "Projects"), 18, _enters))
