"""What finance shows on the desks, and its entry in the navigation, which everybody has: its statistics are public."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.enterprises.queries.own import own_entries
from dukou.finance.models import LookUp, Need
from dukou.finance.queries.applications import ApplicationList, applications_of
from dukou.finance.queries.consents import own_consents
from dukou.finance.queries.lines import accepted_applications
from dukou.finance.queries.needs import NeedList, needs_of
from dukou.finance.queries.statistics import overdue_applications, unmet_needs
from dukou.finance.tables.applications import application_table
from dukou.finance.tables.needs import need_table
from dukou.kit.core.labels import Label
from dukou.kit.pages.navigation import NAVIGATION, NavItem
from dukou.kit.pages.panels import PANELS, Asked, Panel

FEW = 6  # rows on a desk


def _bank(asked: Asked) -> dict[str, Any] | None:
    """On a bank's desk: what waits for its answer, each with its clock, and what waits for its grant."""
    viewer = request_viewer(asked.request)
    if not viewer.may(Permission.ANSWER_NEEDS):
        return None
    found, more = applications_of(viewer, ApplicationList.WAITING, timezone.now())
    to_grant = len(accepted_applications(viewer))
    if not found and not to_grant:
        return None
    shown = sorted(found, key=lambda each: (each.time is None, each.time.due_on if each.time else timezone.localdate()))[:FEW]
    table = application_table(shown, with_firm=True, with_bank=False) if shown else None
    return {"table": table, "more": len(found) > FEW or more is not None, "to_grant": to_grant}


def _own(asked: Asked) -> dict[str, Any] | None:
    """On a firm's desk: its open needs as they stand, and how often banks looked at it."""
    viewer = request_viewer(asked.request)
    own = own_entries(viewer)
    if not own:
        return None
    found, more = needs_of(viewer, NeedList.OPEN)
    looks = LookUp.objects.filter(consent__enterprise__in=own).count()
    consents = sum(each.over is None for each in own_consents(viewer, timezone.now()))
    if not found and not looks and not consents and not Need.objects.filter(enterprise__in=own).exists():
        return None
    table = need_table(found[:FEW]) if found else None
    return {"table": table, "more": len(found) > FEW or more is not None, "looks": looks, "consents": consents}


def _office(asked: Asked) -> dict[str, Any] | None:
    """On the office's desk: how many banks are late with how many applications, and how many needs have no offer."""
    if not request_viewer(asked.request).may(Permission.SEE_FINANCE):
        return None
    late, (_, unmet, opened) = overdue_applications(timezone.now()), unmet_needs(timezone.now(), 0)
    if not late and not opened:
        return None
    counts: dict[Label, int] = {}
    for row, _, _ in late:
        counts[row.bank.label] = counts.get(row.bank.label, 0) + 1
    banks = sorted(counts.items(), key=lambda each: -each[1])
    return {"late": len(late), "banks": banks[:FEW], "unmet": unmet, "opened": opened}


for _name, _desks, _order, _title, _content in (
    ("bank", {"bank"}, 12, Label("待办的融资申请", "Applications that wait for us"), _bank),
    ("own", {"enterprise"}, 18, Label("我们的融资", "Our finance"), _own),
    ("office", {"leader", "officer"}, 37, Label("融资服务", "Finance"), _office),
):
    PANELS.add(f"finance.{_name}", Panel(f"finance.{_name}", frozenset(_desks), _order, _title, f"finance/panels/{_name}.html", _content))
NAVIGATION.add("finance", NavItem("finance:home", Label("融资服务", "Finance"), 29, lambda request: True))
