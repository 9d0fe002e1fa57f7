"""Conversion rates, times kept by leads, and what was lost."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dukou.accounts.queries import request_viewer
from dukou.chains.queries.working import node_names
from dukou.kit.core.labels import Label
from dukou.kit.pages.parts import Crumb
from dukou.projects.core.entrance import INSIDE
from dukou.projects.queries.conversion import lost_of, made_up, rates_of
from dukou.projects.queries.forecasts import score_of_all
from dukou.projects.queries.leads import kept_of_leads
from dukou.projects.queries.pipeline import pipeline
from dukou.projects.tables.leads import kept_table
from dukou.projects.tables.rates import lost_tables, rate_table
from dukou.projects.views.around import crumbs_of

RATES = Label("转化率", "Conversion rates")


@INSIDE
@require_safe
def rates(request: HttpRequest) -> HttpResponse:
    """Every rate with its base, over the projects in sight."""
    viewer, stages = request_viewer(request), pipeline()
    lost = lost_of(viewer)
    context = {
        "tables": [rate_table(rate, found) for rate, found in rates_of(viewer, stages)],
        "kept": kept_table(kept_of_leads(viewer, timezone.now())),
        "lost": lost,
        "lost_tables": lost_tables(lost, stages.lost, node_names()),
        "past": score_of_all(timezone.localdate(), is_synthetic=False).label,
        "made_up": made_up(viewer),
        "past_made_up": score_of_all(timezone.localdate(), is_synthetic=True).label,
        "source": stages.source,
        "crumbs": crumbs_of(None, Crumb(RATES)),
    }
    return render(request, "projects/rates.html", context)
