"""What the room shows on desks, and its entries of the navigation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.casework.queries.hands import open_legs
from dukou.casework.queries.inbox import unread, unread_count
from dukou.casework.queries.meetings import meetings_to_come, visible_meetings
from dukou.kit.core.labels import Label
from dukou.kit.pages.navigation import NAVIGATION, NavItem
from dukou.kit.pages.panels import PANELS, Asked, Panel

SHOWN = 5
DESKS = frozenset({"leader", "officer", "window", "department", "bank", "enterprise", "steward", "auditor"})


def _unread(asked: Asked) -> dict[str, Any] | None:
    """The newest messages that the visitor has not read, and their number; nothing where he has read all."""
    viewer = request_viewer(asked.request)
    rows = unread(viewer, SHOWN)
    return {"rows": rows, "count": unread_count(viewer)} if rows else None


def _meetings(asked: Asked) -> dict[str, Any] | None:
    """The next meetings of the visitor's organisations; nothing where there is none."""
    rows = meetings_to_come(request_viewer(asked.request), timezone.now(), SHOWN)
    return {"rows": rows} if rows else None


def _waiting(request: HttpRequest) -> int:
    return unread_count(request_viewer(request))


def _is_somebody(request: HttpRequest) -> bool:
    return request_viewer(request).person_id is not None


def _meets(request: HttpRequest) -> bool:
    """Whoever may call meetings or is invited to some."""
    viewer = request_viewer(request)
    return viewer.person_id is not None and (viewer.may(Permission.CALL_MEETINGS) or visible_meetings.filter(viewer).exists())


def _answers(request: HttpRequest) -> bool:
    """Whoever answers for a unit that has something in hand."""
    viewer = request_viewer(request)
    return viewer.may(Permission.ANSWER_LEGS) and bool(open_legs(viewer, limit=1)[0])


PANELS.add(
    "casework.unread",
    Panel("casework.unread", DESKS, 5, Label("未读消息", "Unread messages"), "casework/panels/unread.html", _unread),
)
PANELS.add(
    "casework.meetings",
    Panel(
        "casework.meetings",
        DESKS - {"steward", "auditor"},
        60,
        Label("近期会议", "Next meetings"),
        "casework/panels/meetings.html",
        _meetings,
    ),
)
for item in (
    NavItem("casework:inbox", Label("消息", "Messages"), 15, _is_somebody, waiting=_waiting),
    NavItem("casework:legs", Label("在办事项", "In hand"), 16, _answers),
    NavItem("casework:meetings", Label("会议", "Meetings"), 60, _meets),
):
    NAVIGATION.add(item.route, item)
