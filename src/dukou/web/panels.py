"""The way to the desks in the navigation; which appeals call at the leader's desk."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.appeals.queries.red import waiting_lines
from dukou.appeals.queries.statistics import KIND
from dukou.appeals.queries.visibility import visible_appeals
from dukou.casework.queries.late import late_clocks
from dukou.kit.core.labels import Label
from dukou.kit.pages.calls import CALLS, Call
from dukou.kit.pages.navigation import NAVIGATION, NavItem, signed_in

LEADER = frozenset({"leader"})
_MOST = 99  # rulings that are told one by one


def late_appeals(viewer: Viewer, now: datetime) -> int:
    """How many appeals have a clock that has run out: those of the red list, each once."""
    if not viewer.may(Permission.SEE_APPEALS):
        return 0
    seen = visible_appeals.filter(viewer).values_list("pk", flat=True)
    return late_clocks(seen, KIND, now).order_by().values("case").distinct().count()


def rulings(viewer: Viewer) -> int:
    """How many objections and requests for more time wait for a ruling."""
    return len(waiting_lines(viewer, _MOST)) if viewer.may(Permission.SEE_APPEALS) else 0


def _late(request: HttpRequest) -> int:
    return late_appeals(request_viewer(request), timezone.now())


def _rulings(request: HttpRequest) -> int:
    return rulings(request_viewer(request))


for _key, _order, _label, _count in (
    ("late", 10, Label("逾期的诉求 {count} 件", "{count} late appeals"), _late),
    ("rulings", 20, Label("等裁定 {count} 件", "{count} awaiting a ruling"), _rulings),
):
    CALLS.add(f"appeals.{_key}", Call(f"appeals.{_key}", LEADER, _order, _label, "appeals:red", _count))
NAVIGATION.add("desks", NavItem("web:desks", Label("工作台", "Desk"), 10, signed_in))
