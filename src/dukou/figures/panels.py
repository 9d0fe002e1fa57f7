"""What this room shows on desks: the contradictions, and the way to the list of figures."""

from __future__ import annotations

from typing import Any

from dukou.accounts.queries import request_viewer
from dukou.figures.queries import findings_about
from dukou.kit.core.labels import Label
from dukou.kit.pages.navigation import NAVIGATION, NavItem, signed_in
from dukou.kit.pages.panels import PANELS, Asked, Panel

SHOWN = 6


def _findings(asked: Asked) -> dict[str, Any] | None:
    found = findings_about(viewer=request_viewer(asked.request), known_on=asked.known_on, limit=SHOWN + 1)
    return {"findings": found[:SHOWN], "has_more": len(found) > SHOWN} if found else None


PANELS.add(
    "figures.findings",
    Panel(
        "figures.findings",
        frozenset({"leader", "officer"}),
        order=60,
        title=Label("互相矛盾的数据", "Figures that contradict one another"),
        template="figures/panel_findings.html",
        content=_findings,
        is_as_known=True,
    ),
)
NAVIGATION.add("figures", NavItem("figures:list", Label("数据", "Figures"), 30, signed_in))
NAVIGATION.add("findings", NavItem("figures:findings", Label("疑点", "Findings"), 40, signed_in))
