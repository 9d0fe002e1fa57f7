"""What the room shows on desks, and its entries of the navigation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dukou.accounts.actions.approvals import APPROVABLE
from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import approvals_waiting_for, may_invite_for, may_see_approval, request_viewer
from dukou.kit.core.labels import Label
from dukou.kit.pages.navigation import NAVIGATION, NavItem
from dukou.kit.pages.panels import PANELS, Asked, Panel

SHOWN = 5
DESKS = frozenset({"leader", "officer", "window", "department", "bank", "enterprise"})


def waiting_approvals(asked: Asked) -> dict[str, Any] | None:
    """The oldest requests that wait for the visitor, and their number; nothing where none waits."""
    waiting = approvals_waiting_for(request_viewer(asked.request))
    rows = [(each, APPROVABLE[each.act].described(each.payload)) for each in waiting[:SHOWN]]
    return {"rows": rows, "count": waiting.count()} if rows else None


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
        "accounts.approvals", DESKS, 10, Label("待您复核", "waiting for your decision"), "accounts/panels/approvals.html", waiting_approvals
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
