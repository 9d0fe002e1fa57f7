"""The room's own tabs: the list, lists handed in, possible doubles."""

from __future__ import annotations

from django.urls import reverse

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.labels import Label
from dukou.kit.pages.parts import Tab

_TABS = (
    ("list", Label("名录", "Register"), Permission.SEE_REGISTER),
    ("import", Label("导入清单", "Lists handed in"), Permission.KEEP_REGISTER),
    ("doubles", Label("疑似重复", "Possible doubles"), Permission.SEE_REGISTER),
)


def tabs_of(viewer: Viewer, current: str) -> list[Tab]:
    """The tabs that the visitor may open; none where there is only one."""
    tabs = [Tab(label, reverse(f"enterprises:{name}"), name == current) for name, label, right in _TABS if viewer.may(right)]
    return tabs if len(tabs) > 1 else []
