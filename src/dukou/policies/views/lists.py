"""Lists over the newest run: who is ready, who is one condition short, who is not paid; narrowed, turned, taken home."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.enterprises.core.entrance import VISIBLE
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.pages.known import usual_day
from dukou.kit.pages.lists import Filter, members, taken_home
from dukou.kit.pages.parts import Crumb, Tab
from dukou.policies.actions import claims, notices
from dukou.policies.core.kinds import Channel, Shortfall, Stage
from dukou.policies.queries.claims import ShownClaim
from dukou.policies.queries.in_hand import counted_of
from dukou.policies.queries.policies import measure_of
from dukou.policies.queries.runs import Matched, matched, newest_run
from dukou.policies.queries.told import told_firms
from dukou.policies.queries.unpaid import Unpaid, reasons, unpaid
from dukou.policies.tables import office as tables
from dukou.policies.tables import taken_home as home
from dukou.policies.views.narrowing import asked, firm_filters, meant_of, measure_filter, turned
from dukou.policies.views.office import tabs
from dukou.policies.views.policies import POLICIES
from dukou.rules.core.answers import Answer

SEES = needs(Permission.SEE_ENTITLEMENTS, rows=VISIBLE)
_HANDLES = needs(Permission.SEE_ENTITLEMENTS, to_change=(Permission.HANDLE_CLAIMS,), rows=VISIBLE)
_READY, _NEAR, _UNPAID = (
    Label("符合条件的企业", "Firms entitled"),
    Label("差一条的企业", "Firms one condition short"),
    Label("应享未享", "Entitled and not paid"),
)


@_HANDLES
@require_http_methods(["GET", "HEAD", "POST"])
def ready(request: HttpRequest, key: str) -> HttpResponse:
    """The firms that a measure surely fits; POST tells them, or begins a claim where none needs to be filed."""
    viewer, each = request_viewer(request), measure_of(key)
    if request.method == "POST":
        return _handled(request, viewer, key)
    rows, context = turned(request, _ready(request, viewer, key), lambda some: str(some.firm_id), "ready", key)
    own = _counted(viewer, key)
    may_handle = viewer.may(Permission.HANDLE_CLAIMS)
    may_propose = may_handle and each.measure.channel is Channel.DIRECT
    context |= {
        "measure": each.measure,
        "table": tables.ready_table(rows, told_firms(each.measure, usual_day()), own) if rows else None,
        "filters": firm_filters(request, viewer),
        "may_tell": may_handle and bool(rows),
        "unclaimed": [some for some in rows if _is_free(own.get(some.firm_id))] if may_propose else [],
        **beside(key, "ready"),
    }
    return render(request, "policies/ready.html", context)


@SEES
@require_safe
def ready_download(request: HttpRequest, key: str, ending: str) -> HttpResponseBase:
    """The same firms, all pages of them, as a file."""
    viewer = request_viewer(request)
    told = told_firms(measure_of(key).measure, usual_day())
    return taken_home(_READY, ending, home.READY, home.ready_rows(_ready(request, viewer, key), told, _counted(viewer, key)))


@SEES
@require_safe
def near(request: HttpRequest, key: str) -> HttpResponse:
    """The firms that miss exactly one sentence of a measure's conditions, and by how much; the nearest first."""
    viewer, each = request_viewer(request), measure_of(key)
    rows, context = turned(request, _near(request, viewer, key), lambda some: str(some.firm_id), "near", key)
    context |= {"measure": each.measure, "table": tables.near_table(rows) if rows else None, "filters": firm_filters(request, viewer)}
    return render(request, "policies/near.html", context | beside(key, "near"))


@SEES
@require_safe
def near_download(request: HttpRequest, key: str, ending: str) -> HttpResponseBase:
    """The same firms, all pages of them, as a file."""
    return taken_home(_NEAR, ending, home.NEAR, home.near_rows(_near(request, request_viewer(request), key)))


@SEES
@require_safe
def not_paid(request: HttpRequest) -> HttpResponse:
    """Who is entitled and has not been paid, with the reason."""
    viewer = request_viewer(request)
    found = _unpaid(request, viewer)
    rows, context = turned(request, _of_reason(request, found), _mark_of_unpaid, "unpaid")
    context |= {
        "table": tables.unpaid_table(rows) if rows else None,
        "reasons": tables.reasons_table(reasons(found)) if found else None,
        "filters": firm_filters(
            request,
            viewer,
            measure_filter(request),
            Filter("reason", Label("原因", "Reason"), asked(request, "reason"), members(Shortfall)),
        ),
        "run": newest_run(),
        "tabs": tabs("unpaid"),
    }
    return render(request, "policies/unpaid.html", context)


@SEES
@require_safe
def unpaid_download(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The same cases, all pages of them, as a file."""
    found = _of_reason(request, _unpaid(request, request_viewer(request)))
    return taken_home(_UNPAID, ending, home.UNPAID, home.unpaid_rows(found))


def beside(key: str, current: str) -> dict[str, Any]:
    """The run's day, the views of one measure, the way to the page."""
    views = (
        ("ready", Label("符合的企业", "Entitled")),
        ("near", Label("差一条的企业", "One condition short")),
        ("switch", Label("换版影响", "A new version")),
    )
    label = measure_of(key).measure.label
    way = [Crumb(POLICIES, reverse("policies:list")), Crumb(label, reverse("policies:measure", args=[key]))]
    here = next(words for name, words in views if name == current)
    return {
        "run": newest_run(),
        "tabs": [Tab(words, reverse(f"policies:{name}", args=[key]), name == current) for name, words in views],
        "crumbs": [*way, Crumb(here)],
    }


def _handled(request: HttpRequest, viewer: Viewer, key: str) -> HttpResponse:
    """The firms told, or a claim begun."""
    try:
        if request.POST.get("firm"):
            made = claims.propose(by=viewer, measure=key, firm=request.POST["firm"], as_of=usual_day())
            return redirect("policies:claim", made.pk)
        messages.success(request, str(notices.tell(by=viewer, measure=key, as_of=usual_day()).label))
    except Refusal as refusal:
        messages.warning(request, f"{refusal.said_what}：{refusal.said_why}")
    return redirect("policies:ready", key)


def _ready(request: HttpRequest, viewer: Viewer, key: str) -> list[Matched]:
    return matched(viewer, measure_of(key).measure.key, answer=Answer.YES, meant=meant_of(request))


def _counted(viewer: Viewer, key: str) -> dict[int, ShownClaim]:
    """The claims that count on the day on which one would be begun."""
    return counted_of(viewer, measure_of(key).measure, usual_day())


def _is_free(claim: ShownClaim | None) -> bool:
    return claim is None or claim.stage is Stage.REFUSED


def _near(request: HttpRequest, viewer: Viewer, key: str) -> list[Matched]:
    return matched(viewer, measure_of(key).measure.key, is_near=True, meant=meant_of(request))


def _unpaid(request: HttpRequest, viewer: Viewer) -> list[Unpaid]:
    return unpaid(viewer, asked(request, "measure"), meant_of(request))


def _of_reason(request: HttpRequest, found: list[Unpaid]) -> list[Unpaid]:
    wanted = asked(request, "reason")
    return [each for each in found if not wanted or each.reason.value == wanted]


def _mark_of_unpaid(each: Unpaid) -> str:
    return f"{each.matched.standing.measure.key}~{each.matched.firm_id}"
