"""What the room shows on desks, and its entries of the navigation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dukou.accounts.actions.approvals import APPROVABLE
from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import approvals_waiting_for, may_invite_for, may_see_approval, may_see_event, request_viewer
from dukou.audit.queries import TrailAsked, events_asked, trail_page
from dukou.kit.core.acts import words_of
from dukou.kit.core.labels import Label
from dukou.kit.pages.calls import CALLS, Call
from dukou.kit.pages.navigation import NAVIGATION, NavItem
from dukou.kit.pages.panels import PANELS, Asked, Panel

SHOWN = 5
DESKS = frozenset({"leader", "officer", "window", "department", "bank", "enterprise", "steward", "auditor"})
LATEST = 8


def waiting_approvals(asked: Asked) -> dict[str, Any] | None:
    """The oldest requests that wait for the visitor, and their number; nothing where none waits."""
    waiting = approvals_waiting_for(request_viewer(asked.request))
    rows = [(each, APPROVABLE[each.act].described(each.payload)) for each in waiting[:SHOWN]]
    return {"rows": rows, "count": waiting.count()} if rows else None


def of_steward(asked: Asked) -> dict[str, Any]:
    """What a steward does on these pages, and what at the command line."""
    return {}


def latest_events(asked: Asked) -> dict[str, Any]:
    """The newest events of the trail that the visitor may see, in words."""
    rows = may_see_event.filter(request_viewer(asked.request), events_asked(TrailAsked()))
    entries, _ = trail_page(rows, size=LATEST)
    return {"events": [(entry, words_of(entry.act)) for entry in entries]}


def sees_approvals(request: HttpRequest) -> bool:
    """Whoever approves or asked for something."""
    viewer = request_viewer(request)
    if viewer.may(Permission.APPROVE) or viewer.may(Permission.MANAGE_PEOPLE):
        return True
    return viewer.person_id is not None and may_see_approval.filter(viewer).exists()


def sees_enrolments(request: HttpRequest) -> bool:
    """Whoever may invite for some enterprise."""
    viewer = request_viewer(request)
    return viewer.may(Permission.INVITE_AGENTS) or may_invite_for.filter(viewer).exists()


PANELS.add(
    "accounts.approvals",
    Panel(
        "accounts.approvals", DESKS, 10, Label("待您复核", "Waiting for your decision"), "accounts/panels/approvals.html", waiting_approvals
    ),
)
PANELS.add(
    "accounts.steward",
    Panel(
        "accounts.steward", frozenset({"steward"}), 20, Label("您可以办的事", "What you can do"), "accounts/panels/steward.html", of_steward
    ),
)
PANELS.add(
    "accounts.latest",
    Panel(
        "accounts.latest", frozenset({"auditor"}), 20, Label("最近的记录", "Latest events"), "accounts/panels/latest.html", latest_events
    ),
)
CALLS.add(
    "accounts.approvals",
    Call(
        "accounts.approvals",
        frozenset({"leader"}),
        30,
        Label("待您复核 {count} 件", "{count} to approve"),
        "accounts:approvals",
        lambda request: approvals_waiting_for(request_viewer(request)).count(),
    ),
)
for item in (
    NavItem("accounts:approvals", Label("审批", "Approvals"), 700, sees_approvals),
    NavItem("accounts:enrolments", Label("企业经办人", "Agents of enterprises"), 710, sees_enrolments),
    NavItem(
        "accounts:trail", Label("审计留痕", "Audit trail"), 720, lambda request: request_viewer(request).may(Permission.SEE_AUDIT_TRAIL)
    ),
    NavItem("accounts:account", Label("我的账号", "My account"), 900, lambda request: request_viewer(request).person_id is not None),
):
    NAVIGATION.add(item.route, item)
