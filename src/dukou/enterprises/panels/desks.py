"""What the room shows on desks: a search box, what waits to be decided, the last lists, one's own firms; and its way in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.enterprises.core.entrance import ENTRANCE
from dukou.enterprises.queries.deliveries import deliveries
from dukou.enterprises.queries.doubles import doubles
from dukou.enterprises.queries.lists import Asked as AskedFor
from dukou.enterprises.queries.lists import listed
from dukou.enterprises.tables.deliveries import delivery_table
from dukou.enterprises.tables.doubles import grounds_of
from dukou.enterprises.tables.lists import firm_table
from dukou.kit.core.labels import Label
from dukou.kit.pages.known import known_on_suffix
from dukou.kit.pages.navigation import NAVIGATION, NavItem
from dukou.kit.pages.panels import PANELS, Asked, Panel

SHOWN = 3
OWN = 20


def _enters(request: HttpRequest) -> bool:
    return ENTRANCE.admits(request_viewer(request))


def _finding(asked: Asked) -> dict[str, Any] | None:
    """The search box, where there are firms to find."""
    viewer = request_viewer(asked.request)
    return {} if viewer.may(Permission.SEE_REGISTER) or viewer.task_forces else None


def _waiting(asked: Asked) -> dict[str, Any] | None:
    """The likeliest doubles that wait; nothing where none waits."""
    viewer = request_viewer(asked.request)
    if not viewer.may(Permission.KEEP_REGISTER):
        return None
    pairs, has_more = doubles(viewer, size=SHOWN)
    return {"pairs": [(pair, grounds_of(pair)) for pair in pairs], "has_more": has_more} if pairs else None


def _last_lists(asked: Asked) -> dict[str, Any] | None:
    """The lists received last; nothing where there was none."""
    lists, has_more = deliveries(request_viewer(asked.request), size=SHOWN)
    return {"table": delivery_table(lists), "has_more": has_more} if lists else None


def _own_firms(asked: Asked) -> dict[str, Any] | None:
    """The firms that one acts for or looks after, for those who do not see the whole register."""
    viewer = request_viewer(asked.request)
    if viewer.may(Permission.SEE_REGISTER) or not ENTRANCE.admits(viewer):
        return None
    firms, more = listed(viewer, AskedFor(), known_on=timezone.localdate(), size=OWN)
    table = firm_table(firms, Label("企业", "Enterprises"), known_on_suffix(asked.request))
    return {"table": table, "has_more": bool(more)} if firms else None


def _add(order: int, name: str, desks: set[str], title: Label, content: Any) -> None:
    key = f"enterprises.desk_{name}"
    PANELS.add(key, Panel(key, frozenset(desks), order, title, f"enterprises/panels/desk_{name}.html", content))


_add(5, "finding", {"officer", "window"}, Label("查找企业", "Find a firm"), _finding)
_add(20, "own", {"window", "enterprise"}, Label("我的企业", "My firms"), _own_firms)
_add(30, "waiting", {"officer"}, Label("疑似重复，待判断", "Possible doubles, to be decided"), _waiting)
_add(35, "lists", {"officer"}, Label("最近的清单", "The last lists"), _last_lists)
NAVIGATION.add("enterprises", NavItem("enterprises:list", Label("企业", "Enterprises"), 20, _enters))
