"""What the room shows on desks and on a firm's page, its entry of the navigation, and whose its cases are."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.appeals import tables
from dukou.appeals.core.entrance import READERS
from dukou.appeals.core.kinds import AppealState
from dukou.appeals.queries import boards
from dukou.appeals.queries.lists import AppealPage
from dukou.appeals.queries.owned import address_of_case, is_inside_of, may_see_case, meeting_of_case, sees_clock
from dukou.appeals.queries.red import waiting_lines
from dukou.appeals.queries.rules import are_taken, rules_in_force
from dukou.appeals.tables import red
from dukou.casework.queries.owners import CASE_KINDS, CaseKind
from dukou.enterprises.queries.own import firm_named
from dukou.kit.core.labels import Label
from dukou.kit.pages.navigation import NAVIGATION, NavItem
from dukou.kit.pages.panels import PANELS, Asked, Panel
from dukou.kit.pages.tables import Table


def _enters(request: HttpRequest) -> bool:
    return any(map(request_viewer(request).may, READERS))


def _is_nobody(request: HttpRequest) -> bool:
    """Whoever has not signed in finds here what is open to all."""
    return request_viewer(request).person_id is None


def _table(page: AppealPage, title: Label | None = None, *, with_firm: bool = True) -> Table | None:
    if not page.rows:
        return None
    return tables.appeals_table(page.rows, rules_in_force().topic_names, with_firm=with_firm, title=title)


def _own(asked: Asked) -> dict[str, Any] | None:
    """The firm's newest appeals, and where it whistles."""
    viewer = request_viewer(asked.request)
    if not (viewer.may(Permission.SEE_ENTERPRISE_DESK) and are_taken()):
        return None
    return {"table": _table(boards.waiting(viewer, timezone.now(), few=5), with_firm=False)}


def _window(asked: Asked) -> dict[str, Any] | None:
    """What waits for triage, for dispatch, for a ruling and for a call."""
    viewer, now = request_viewer(asked.request), timezone.now()
    if not (viewer.may(Permission.HANDLE_APPEALS) and are_taken()):
        return None
    return {
        "triage": _table(
            boards.waiting(viewer, now, AppealState.FILED, AppealState.ACCEPTED), Label("待受理、待派单", "To take in and to dispatch")
        ),
        "rulings": red.waiting_table(rulings, Label("待裁定", "To be ruled on")) if (rulings := waiting_lines(viewer, 5)) else None,
        "calls": tables.calls_table(calls) if (calls := boards.to_call(viewer, now)) else None,
        "late": _table(boards.late(viewer, now, few=5), Label("已逾期", "Late")),
    }


def _parts(asked: Asked) -> dict[str, Any] | None:
    """What is in the hands of the visitor's units."""
    viewer = request_viewer(asked.request)
    if not (viewer.may(Permission.ANSWER_LEGS) and are_taken()):
        return None
    rows = boards.own_parts(viewer, timezone.now())
    return {"table": tables.parts_table(rows) if rows else None}


def _red(asked: Asked) -> dict[str, Any] | None:
    """What is late in the whole district."""
    viewer = request_viewer(asked.request)
    if not (viewer.may(Permission.SEE_APPEALS) and are_taken()):
        return None
    return {"table": _table(boards.late(viewer, timezone.now()))}


def _page(asked: Asked) -> dict[str, Any] | None:
    """On a firm's page: its open appeals, for those who see appeals."""
    viewer = request_viewer(asked.request)
    firm = firm_named(viewer, asked.subject) if viewer.may(Permission.SEE_APPEALS) and are_taken() else None
    if firm is None:
        return None
    table = _table(boards.open_of_firm(viewer, firm.id, timezone.now()), with_firm=False)
    return {"table": table, "firm": firm} if table else None


_PANELS = (
    ("own", {"enterprise"}, 10, Label("企业吹哨", "Whistle"), _own),
    ("window", {"window", "officer"}, 10, Label("诉求受理", "Appeals to take in"), _window),
    ("parts", {"department", "officer"}, 12, Label("本单位在办的诉求", "Appeals in our hands"), _parts),
    ("red", {"leader"}, 20, Label("逾期的企业诉求", "Appeals that are late"), _red),
    ("page", {"enterprise-page"}, 47, Label("在办诉求", "Open appeals"), _page),
)
for _name, _desks, _order, _title, _content in _PANELS:
    PANELS.add(
        f"appeals.{_name}",
        Panel(f"appeals.{_name}", frozenset(_desks), _order, _title, f"appeals/panels/{_name}.html", _content),
    )
CASE_KINDS.add("appeal", CaseKind(Label("诉求", "appeal"), may_see_case, address_of_case, is_inside_of, sees_clock, meeting_of_case))
NAVIGATION.add("appeals.public", NavItem("appeals:public", Label("诉求公开", "Appeals in public"), 90, _is_nobody))
NAVIGATION.add("appeals", NavItem("appeals:list", Label("企业诉求", "Appeals"), 25, _enters))
