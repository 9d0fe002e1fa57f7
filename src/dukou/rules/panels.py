"""Where the pages of this room stand in the navigation."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.pages.navigation import NAVIGATION, NavItem, signed_in

NAVIGATION.add("rules", NavItem("rules:list", Label("规则", "Rule books"), order=60, shown_to=signed_in))
