"""Policy finds enterprise: the newest run, who is ready, who is close, who is not paid, the money, a new version."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.enterprises.core.entrance import VISIBLE
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.jobs.queue import enqueue
from dukou.kit.pages.known import known_on_of, usual_day
from dukou.kit.pages.parts import Crumb, Tab
from dukou.policies.actions import claims, notices
from dukou.policies.actions.matching import RUN_TASK
from dukou.policies.core.kinds import Channel
from dukou.policies.queries.claims import claims_seen, newest_by_firm
from dukou.policies.queries.policies import measure_of, measures_standing
from dukou.policies.queries.runs import firms_done, matched, near_counts, newest_run
from dukou.policies.queries.switches import switch_of, versions_of
from dukou.policies.queries.unpaid import forecasts, reasons, told_firms, unpaid
from dukou.policies.tables import office as tables
from dukou.policies.views.policies import POLICIES
from dukou.rules.core.answers import Answer

_SEES = needs(Permission.SEE_ENTITLEMENTS, rows=VISIBLE)
_HANDLES = needs(Permission.SEE_ENTITLEMENTS, to_change=(Permission.HANDLE_CLAIMS,), rows=VISIBLE)
_TABS = (
    ("office", Label("政策找企业", "Policy finds enterprise")),
    ("unpaid", Label("应享未享", "Entitled, not paid")),
    ("forecast", Label("资金测算", "The money")),
    ("claims", Label("政策申请", "Claims")),
)


@_HANDLES
@require_http_methods(["GET", "HEAD", "POST"])
def office(request: HttpRequest) -> HttpResponse:
    """The newest run in numbers; POST asks a worker for a new one."""
    viewer = request_viewer(request)
    if request.method == "POST":
        enqueue(RUN_TASK, {"by": viewer.key, "as_of": usual_day().isoformat()})
        messages.success(request, str(Label("已交后台匹配，稍后刷新", "the matching has begun; reload in a while")))
        return redirect("policies:office")
    run = newest_run()
    context = {
        "run": run,
        "table": tables.counts_table(run.counts, near_counts(viewer), measures_standing()) if run else None,
        "done": firms_done(),
        "may_run": viewer.may(Permission.HANDLE_CLAIMS),
        "tabs": tabs("office"),
    }
    return render(request, "policies/office.html", context)


@_HANDLES
@require_http_methods(["GET", "HEAD", "POST"])
def ready(request: HttpRequest, key: str) -> HttpResponse:
    """The firms that a measure surely fits; POST tells them, or begins a claim where none needs to be filed."""
    viewer, each = request_viewer(request), measure_of(key)
    if request.method == "POST":
        try:
            if request.POST.get("firm"):
                made = claims.propose(by=viewer, measure=key, firm=request.POST["firm"], as_of=usual_day())
                return redirect("policies:claim", made.pk)
            count = notices.tell(by=viewer, measure=key)
            messages.success(request, str(Label(f"已告知 {count} 家", f"{count} firms were told")))
        except Refusal as refusal:
            messages.warning(request, f"{refusal.said_what}：{refusal.said_why}")
        return redirect("policies:ready", key)
    found = matched(viewer, key, answer=Answer.YES)
    own = newest_by_firm(claim for claim in claims_seen(viewer) if claim.standing.measure.key == key)
    may_propose = viewer.may(Permission.HANDLE_CLAIMS) and each.measure.channel is Channel.DIRECT
    context = {
        "measure": each.measure,
        "table": tables.ready_table(found, told_firms(key), own) if found else None,
        "may_tell": viewer.may(Permission.HANDLE_CLAIMS) and bool(found),
        "unclaimed": [some for some in found if some.firm_id not in own] if may_propose else [],
        **_beside(key, "ready"),
    }
    return render(request, "policies/ready.html", context)


@_SEES
@require_safe
def near(request: HttpRequest, key: str) -> HttpResponse:
    """The firms that miss exactly one sentence of a measure's conditions, and by how much."""
    viewer, each = request_viewer(request), measure_of(key)
    found = matched(viewer, key, is_near=True)
    context = {"measure": each.measure, "table": tables.near_table(found) if found else None, **_beside(key, "near")}
    return render(request, "policies/near.html", context)


@_SEES
@require_safe
def not_paid(request: HttpRequest) -> HttpResponse:
    """Who is entitled and has not been paid, with the reason."""
    found = unpaid(request_viewer(request))
    context = {
        "table": tables.unpaid_table(found) if found else None,
        "reasons": tables.reasons_table(reasons(found)),
        "count": len(found),
        "run": newest_run(),
        "tabs": tabs("unpaid"),
    }
    return render(request, "policies/unpaid.html", context)


@_SEES
@require_safe
def forecast(request: HttpRequest) -> HttpResponse:
    """How far the money of each measure goes."""
    from dukou.policies.charts import budget_chart  # drawing takes time to load, and most commands draw nothing

    found = forecasts(request_viewer(request))
    context = {
        "table": tables.forecast_table(found) if found else None,
        "chart": budget_chart(found),
        "run": newest_run(),
        "tabs": tabs("forecast"),
    }
    return render(request, "policies/forecast.html", context)


@_SEES
@require_safe
def switch(request: HttpRequest, key: str) -> HttpResponse:
    """A measure's conditions under one version against another, on the same facts."""
    viewer, each = request_viewer(request), measure_of(key)
    versions = versions_of(each.measure.conditions)
    keys = [book.key for book in versions]
    old, new = request.GET.get("old", keys[0] if keys else ""), request.GET.get("new", keys[-1] if keys else "")
    told = switch_of(viewer, old, new, known_on_of(request), each.measure.place) if old in keys and new in keys and old != new else None
    context = {
        "measure": each.measure,
        "versions": versions,
        "old": old,
        "new": new,
        "told": told,
        "moves": tables.moves_table(told) if told else None,
        "table": tables.switch_table(told) if told and told.firms else None,
        **_beside(key, "switch"),
    }
    return render(request, "policies/switch.html", context)


def tabs(current: str) -> list[Tab]:
    """The office's views of its policies."""
    return [Tab(label, reverse(f"policies:{name}"), name == current) for name, label in _TABS]


def _beside(key: str, current: str) -> dict[str, object]:
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
