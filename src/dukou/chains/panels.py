"""What this room shows on desks: each chain with its states and the invitations that are due; and its place in the navigation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.chains.queries.assessments import shown_chains
from dukou.chains.queries.working import invitations
from dukou.chains.tables.chains import chain_table
from dukou.chains.tables.working import invitation_table
from dukou.kit.core.labels import Label
from dukou.kit.pages.known import known_on_suffix
from dukou.kit.pages.navigation import NAVIGATION, NavItem
from dukou.kit.pages.panels import PANELS, Asked, Panel

FEW = 5


def _enters(request: HttpRequest) -> bool:
    """Whoever may see the maps."""
    return request_viewer(request).may(Permission.SEE_CHAINS)


def _chains(asked: Asked) -> dict[str, Any] | None:
    if not request_viewer(asked.request).may(Permission.SEE_CHAINS):
        return None
    found = shown_chains(asked.known_on)
    due = invitations()[:FEW] if not asked.request.GET.get("known_on") else []  # the working list is of today
    if not found:
        return None
    return {
        "table": chain_table(found, known_on_suffix(asked.request)),
        "invitations": invitation_table(due) if due else None,
    }


PANELS.add(
    "chains.states",
    Panel(
        "chains.states",
        frozenset({"leader", "officer"}),
        order=30,
        title=Label("产业链缺什么、弱什么", "What the chains lack"),
        template="chains/panel.html",
        content=_chains,
        is_as_known=True,
    ),
)
NAVIGATION.add("chains", NavItem("chains:list", Label("产业链", "Chains"), 17, _enters))
