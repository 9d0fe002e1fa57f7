"""The way to the desks in the navigation."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.pages.navigation import NAVIGATION, NavItem, signed_in

NAVIGATION.add("desks", NavItem("web:desks", Label("工作台", "Desk"), 10, signed_in))
