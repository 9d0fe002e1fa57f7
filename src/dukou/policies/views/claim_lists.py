"""The claims that the visitor may see: at a stage, to a measure, of the firms meant; turned page by page, taken home."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.kit.core.labels import Label
from dukou.kit.pages.lists import taken_home
from dukou.kit.pages.parts import Tab
from dukou.policies.core.kinds import Stage
from dukou.policies.queries.claims import ShownClaim, claims_seen
from dukou.policies.tables import taken_home as home
from dukou.policies.tables.office import claims_table
from dukou.policies.views.narrowing import asked, firm_filters, meant_of, measure_filter, turned

ROWS = "policies.queries.claims:visible_claims"
READERS = (Permission.SEE_ENTITLEMENTS, Permission.SEE_ENTERPRISE_DESK, Permission.APPROVE)  # who approves reads what he approves
CLAIMS = Label("政策申请", "Claims")
_SEES = needs(*READERS, rows=ROWS)


@_SEES
@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """The claims that the visitor may see, all or at one stage."""
    viewer, chosen, address = request_viewer(request), _stage(request), reverse("policies:claims")
    rows, context = turned(request, _found(request, viewer), lambda claim: str(claim.number), "claims")
    tabs = [Tab(Label("全部", "all"), address, chosen is None)]
    context |= {
        "table": claims_table(rows, CLAIMS, leads_to_firms=may_see_firms(viewer)) if rows else None,
        "filters": firm_filters(request, viewer, measure_filter(request)),
        "kept": [("stage", chosen.value)] if chosen else [],
        "tabs": tabs + [Tab(stage.label, f"{address}?stage={stage}", stage is chosen) for stage in Stage],
    }
    return render(request, "policies/claims.html", context)


@_SEES
@require_safe
def claims_download(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The same claims, all pages of them, as a file."""
    return taken_home(CLAIMS, ending, home.CLAIMS, home.claim_rows(_found(request, request_viewer(request))))


def may_see_firms(viewer: Viewer) -> bool:
    """Whether the way from a claim to what its firm is entitled to is open to the visitor."""
    return viewer.may(Permission.SEE_ENTITLEMENTS) or viewer.may(Permission.SEE_ENTERPRISE_DESK)


def _stage(request: HttpRequest) -> Stage | None:
    return next((stage for stage in Stage if stage.value == asked(request, "stage")), None)


def _found(request: HttpRequest, viewer: Viewer) -> list[ShownClaim]:
    chosen = _stage(request)
    return claims_seen(viewer, [chosen] if chosen else [], measure=asked(request, "measure"), meant=meant_of(request))
