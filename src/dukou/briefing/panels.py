"""The way to the brief."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.pages.navigation import NAVIGATION, NavItem, signed_in

NAVIGATION.add("brief", NavItem("briefing:brief", Label("简报", "Brief"), 20, signed_in))
