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
from dukou.kit.jobs.queue import enqueue
from dukou.kit.pages.known import usual_day
from dukou.kit.pages.parts import Tab
from dukou.policies.actions.matching import RUN_TASK
from dukou.policies.queries.policies import measures_standing
from dukou.policies.queries.runs import firms_done, near_counts, newest_run
from dukou.policies.queries.unpaid import forecasts
from dukou.policies.tables import office as tables

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


def tabs(current: str) -> list[Tab]:
    """The office's views of its policies."""
    return [Tab(label, reverse(f"policies:{name}"), name == current) for name, label in _TABS]
