"""What this room shows on desks and on a firm's page, and its entry of the navigation."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.credit.queries.fields import CreditField, fields, frame_or_none
from dukou.credit.queries.firms_graded import is_named
from dukou.credit.queries.grades import live_in_all
from dukou.credit.queries.own_fields import own_fields, under_dispute
from dukou.credit.queries.standings import standing_of
from dukou.credit.tables.desks import composite_meters, own_fields_table, short_table, telling
from dukou.credit.tables.words import LEVEL_FACES
from dukou.enterprises.queries.own import FirmNamed, acts_for_entry, firm_named, own_firms
from dukou.kit.core.labels import Label
from dukou.kit.pages.navigation import NAVIGATION, NavItem
from dukou.kit.pages.panels import PANELS, Asked, Panel

FEW = 8  # fields on a desk


def _page(asked: Asked) -> dict[str, Any] | None:
    """On a firm's page: the composite grade and the fields where it has another than the best. Of a firm of which nothing is recorded
    nothing is said.
    """
    viewer = request_viewer(asked.request)
    firm = firm_named(viewer, asked.subject)
    if firm is None or not (viewer.may(Permission.SEE_CREDIT) or acts_for_entry(viewer, firm.id)):
        return None
    return _short(firm)


def _own(asked: Asked) -> dict[str, Any] | None:
    """The same of the firms that the visitor acts for."""
    viewer = request_viewer(asked.request)
    named = [firm for key in own_firms(viewer) if (firm := firm_named(viewer, key))]
    told = [short for firm in named if (short := _short(firm))]
    return {"told": told} if told else None


def _short(firm: FirmNamed) -> dict[str, Any] | None:
    standing = live_in_all(firm.id, timezone.localdate())
    if not any(each.graded.reasons for each in standing) or not is_named(firm.is_synthetic):
        return None
    whole = next((each for each in standing if each.field.is_composite), None)
    rule = whole.scheme.by_key[whole.graded.grade] if whole else None
    lesser = [each for each in standing if not each.field.is_composite and each.scheme.places[each.graded.grade]]
    return {
        "firm": firm,
        "composite": whole.field.label if whole else "",
        "grade": rule.name if rule else "",
        "face": LEVEL_FACES[rule.level].value if rule else "",
        "table": short_table(firm.key, lesser) if lesser else None,
    }


def _department(asked: Asked) -> dict[str, Any] | None:
    """The fields of the visitor's units with their last grading, and how many records are disputed."""
    viewer = request_viewer(asked.request)
    if not viewer.may(Permission.KEEP_CREDIT):
        return None
    own, today = own_fields(viewer), timezone.localdate()
    if not own:
        return None
    shown = telling([standing_of(each, today) for each in own], FEW)
    return {"table": own_fields_table(shown), "more": len(own) - len(shown), "disputed": under_dispute(viewer, today)}


def _leader(asked: Asked) -> dict[str, Any] | None:
    """How firms spread over the grades of the composite evaluation."""
    if not request_viewer(asked.request).may(Permission.SEE_CREDIT):
        return None
    found = _composite()
    told = standing_of(found, timezone.localdate()) if found else None
    if told is None or told.spread is None or not told.spread.covered:
        return None
    return {"field": told.field, "as_of": told.spread.as_of, "covered": told.spread.covered, "bars": composite_meters(told.spread)}


def _composite() -> CreditField | None:
    """The composite evaluation that the district names, else the one that there is."""
    frame = frame_or_none()
    found = [each for each in fields() if each.is_composite]
    return next((each for each in found if frame and each.key == frame.composite), found[0] if found else None)


for _name, _desks, _order, _title, _content in (
    ("page", {"enterprise-page"}, 46, Label("信用等级", "Credit grades"), _page),
    ("own", {"enterprise"}, 17, Label("我们的信用", "Our credit"), _own),
    ("department", {"department"}, 17, Label("本单位监管的领域", "Fields that we supervise"), _department),
    ("leader", {"leader", "officer"}, 36, Label("企业信用分布", "How firms spread by credit"), _leader),
):
    PANELS.add(f"credit.{_name}", Panel(f"credit.{_name}", frozenset(_desks), _order, _title, f"credit/panels/{_name}.html", _content))
NAVIGATION.add("credit", NavItem("credit:list", Label("信用", "Credit"), 28, lambda request: True))
