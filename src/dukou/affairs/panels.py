"""What the room shows on desks and on a firm's page, its entry of the navigation, and whose its cases are."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.affairs.core.entrance import READERS
from dukou.affairs.core.kinds import AffairState
from dukou.affairs.queries.lists import Narrowed, in_hand_of, listed, page_of
from dukou.affairs.queries.owned import address_of_case, is_inside_of, may_see_case, sees_clock
from dukou.affairs.queries.surveys import surveys_to_arrange
from dukou.affairs.queries.texts import affairs_offered
from dukou.affairs.tables.applications import applications_table
from dukou.casework.queries.owners import CASE_KINDS, CaseKind
from dukou.kit.core.labels import Label
from dukou.kit.pages.navigation import NAVIGATION, NavItem
from dukou.kit.pages.panels import PANELS, Asked, Panel

_OPEN = tuple(state for state in AffairState if state is not AffairState.CLOSED)


def _enters(request: HttpRequest) -> bool:
    return any(map(request_viewer(request).may, READERS))


def _own(asked: Asked) -> dict[str, Any] | None:
    """The firm's open applications, and what can be applied for."""
    viewer = request_viewer(asked.request)
    offered = affairs_offered()
    if not (viewer.may(Permission.SEE_ENTERPRISE_DESK) and offered):
        return None
    rows = page_of(viewer, Narrowed(states=_OPEN), timezone.now(), size=5).rows
    return {"table": applications_table(rows) if rows else None, "offered": [each.affair for each in offered]}


def _window(asked: Asked) -> dict[str, Any] | None:
    """What is to be taken in, and what waits for the window."""
    viewer = request_viewer(asked.request)
    if not viewer.may(Permission.HANDLE_AFFAIRS):
        return None
    now = timezone.now()
    filed = page_of(viewer, Narrowed(states=(AffairState.FILED,)), now, size=10).rows
    late = page_of(viewer, Narrowed(states=_OPEN, is_late=True), now, size=5).rows
    surveys = listed(surveys_to_arrange(viewer), viewer, now)
    if not (filed or late or surveys):
        return None
    return {
        "surveys": applications_table(surveys, Label("待约联合踏勘", "Joint survey to be arranged")) if surveys else None,
        "filed": applications_table(filed, Label("待受理的申请", "To be taken in")) if filed else None,
        "late": applications_table(late, Label("已逾期的申请", "Late")) if late else None,
    }


def _parts(asked: Asked) -> dict[str, Any] | None:
    """What is in the hands of the visitor's units."""
    viewer = request_viewer(asked.request)
    rows = in_hand_of(viewer, timezone.now()) if viewer.may(Permission.ANSWER_LEGS) else []
    return {"table": applications_table(rows)} if rows else None


_PANELS = (
    ("own", {"enterprise"}, 12, Label("办事", "Affairs"), _own),
    ("window", {"window"}, 12, Label("联办事项", "Affairs at the window"), _window),
    ("parts", {"department", "officer"}, 14, Label("本单位在办的联办事项", "Affairs in our hands"), _parts),
)
for _name, _desks, _order, _title, _content in _PANELS:
    PANELS.add(
        f"affairs.{_name}",
        Panel(f"affairs.{_name}", frozenset(_desks), _order, _title, f"affairs/panels/{_name}.html", _content),
    )
CASE_KINDS.add("affair", CaseKind(Label("联办申请", "application"), may_see_case, address_of_case, is_inside_of, sees_clock))
NAVIGATION.add("affairs", NavItem("affairs:list", Label("联办事项", "Affairs"), 27, _enters))
