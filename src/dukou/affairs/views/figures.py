"""The office's view of affairs: how they went, whose time it was, which part ended last, how often people had to come."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.affairs.core.entrance import VISIBLE
from dukou.affairs.queries.figures import MOST, figures_of
from dukou.affairs.queries.texts import affairs_offered
from dukou.affairs.tables import figures as tables
from dukou.affairs.views.parts import AFFAIRS
from dukou.kit.core.labels import Label
from dukou.kit.pages.lists import Filter
from dukou.kit.pages.parts import Crumb
from dukou.kit.pages.periods import period_asked, period_filter, period_word, periods_offered

_FIGURES = Label("办理情况", "Figures")


@needs(Permission.SEE_AFFAIRS, rows=VISIBLE)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """The figures of the applications filed in a period."""
    now, period = timezone.now(), period_asked(request)
    slugs = [(each.affair.slug, each.affair.name) for each in affairs_offered()]
    asked = request.GET.get("affair", "")
    slug = asked if asked in [key for key, _ in slugs] else ""
    found = figures_of(request_viewer(request), period, slug, now)
    context = {
        "filters": [
            period_filter(period, periods_offered(timezone.localdate(now))),
            Filter("affair", Label("事项", "Affair"), slug, slugs),
        ],
        "cleared": reverse("affairs:figures"),
        "period": period_word(period),
        "figures": found,
        "most": MOST,
        "tables": [tables.counts_table(found), tables.trips_table(found)] if found.filed else [],
        "times": [tables.holders_table(found), tables.units_table(found, organisation_names())] if found.cases else [],
        "crumbs": [Crumb(AFFAIRS, reverse("affairs:list")), Crumb(_FIGURES)],
    }
    return render(request, "affairs/figures.html", context)
