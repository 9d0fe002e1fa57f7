"""Measures, what a firm is entitled to, and the office's lists, over HTTP. The same queries as the pages; money in fen."""

from __future__ import annotations

from django.http import HttpRequest

from dukou.accounts.core.admission import needs, signed_in
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted
from dukou.accounts.queries import request_viewer
from dukou.enterprises.core.entrance import VISIBLE
from dukou.enterprises.queries.own import acts_for
from dukou.kit.answers import KnownOn
from dukou.kit.core.told import Words
from dukou.kit.pages.known import day_of
from dukou.policies.api import switches as switches  # its operation stands on the same router
from dukou.policies.api.lists import router
from dukou.policies.api.shapes import EntitlementTold, MeasureTold
from dukou.policies.queries.firms import firm_of
from dukou.policies.queries.matching import entitled_of
from dukou.policies.queries.policies import measures_standing

__all__ = ["router"]


@router.get("/measures", response=list[MeasureTold], summary="各项措施 · The measures")
@signed_in(rows="")
def measures(request: HttpRequest) -> list[MeasureTold]:
    """Every measure under the text that stands."""
    return [
        MeasureTold(
            measure=each.measure.key,
            policy=each.measure.policy,
            name=Words(**each.measure.label.as_dict()),
            clause=each.measure.clause,
            conditions=each.measure.conditions,
            benefit=Words(**each.measure.benefit.label.as_dict()) if each.measure.benefit else None,
            channel=each.measure.channel.value if each.measure.channel else None,
            budget_fen=each.measure.budget,
            is_title_only=each.measure.is_title_only,
            is_example=each.measure.is_example,
        )
        for each in measures_standing()
    ]


@router.get("/firms/{key}/entitlements", response=list[EntitlementTold], summary="一家企业应享的政策 · What a firm is entitled to")
@needs(Permission.SEE_ENTITLEMENTS, Permission.SEE_ENTERPRISE_DESK, rows=VISIBLE)
def entitlements(request: HttpRequest, key: str, known_on: KnownOn = "") -> list[dict[str, object]]:
    """Every measure over the firm, from the facts that the caller may see; a firm's agent asks about his own."""
    viewer, day = request_viewer(request), day_of(known_on)
    firm = firm_of(viewer, key)
    if not viewer.may(Permission.SEE_ENTITLEMENTS) and not acts_for(viewer, firm.key):
        raise NotPermitted(permission=Permission.SEE_ENTITLEMENTS.label)
    return [told.as_dict() for _, told in entitled_of(viewer, firm.key, day)]
