"""The way to the desks in the navigation."""

from __future__ import annotations

from django.http import HttpRequest

from dukou.kit.core.labels import Label
from dukou.kit.pages.navigation import NAVIGATION, NavItem


def _signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


NAVIGATION.add("desks", NavItem("web:front_door", Label("工作台", "Desk"), 10, _signed_in))
