"""What this room shows on desks: where each cluster stands, and the total."""

from __future__ import annotations

from typing import Any

from dukou.accounts.queries import request_viewer
from dukou.clusters import tables
from dukou.clusters.cards import card_of
from dukou.clusters.queries import standings
from dukou.kit.core.labels import Label
from dukou.kit.pages.known import known_on_suffix
from dukou.kit.pages.navigation import NAVIGATION, NavItem, signed_in
from dukou.kit.pages.panels import PANELS, Asked, Panel


def _standings(asked: Asked) -> dict[str, Any] | None:
    from dukou.clusters import charts  # drawing takes time to load, and most commands draw nothing

    district = standings(viewer=request_viewer(asked.request), known_on=asked.known_on)
    if not district.standings:
        return None
    suffix = known_on_suffix(asked.request)
    return {
        "cards": [card_of(each, suffix) for each in district.standings],
        "total": district.total,
        "chart": charts.overview(district),
        "table": tables.overview_table(district, suffix),
    }


PANELS.add(
    "clusters.standings",
    Panel(
        "clusters.standings",
        frozenset({"leader", "officer"}),
        order=10,
        title=Label("各集群走到哪里", "Where each cluster stands"),
        template="clusters/panel_standings.html",
        content=_standings,
        is_as_known=True,
    ),
)
NAVIGATION.add("clusters", NavItem("clusters:list", Label("集群", "Clusters"), 15, signed_in))
