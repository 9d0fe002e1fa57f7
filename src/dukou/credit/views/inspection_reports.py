"""Reports on inspections: whether grading is worth it, who inspects, how often firms are visited."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.credit.charts.hits import hits_chart
from dukou.credit.core.check_entrance import REPORTS
from dukou.credit.queries.alerts import over_in, soon_repeats
from dukou.credit.queries.fields import fields, frame_or_none
from dukou.credit.queries.inspection_reports import LEAST_EACH, looked_at, report
from dukou.credit.queries.inspectors import inspectors_seen
from dukou.credit.queries.visits import visits_seen
from dukou.credit.tables.inspection_reports import (
    days_words,
    effect_words,
    gain_words,
    over_table,
    rates_table,
    repeats_table,
    strict_table,
    visits_a_year_table,
)
from dukou.credit.views.around import by_slug, crumbs_of
from dukou.kit.core.labels import Label
from dukou.kit.core.numbers import whole_number
from dukou.kit.pages.lists import Filter
from dukou.kit.pages.parts import Crumb

TITLE = Label("检查效果", "What inspections bring")


@REPORTS
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The numbers of a year over all drawn visits, of one field where it is asked for; firms and inspectors named only in sight."""
    viewer, today = request_viewer(request), timezone.localdate()
    year, asked = _year(request, today), request.GET.get("field", "")[:60]
    found = report(looked_at(date(year, 1, 1), date(year, 12, 31), asked))
    counts, over = over_in(year) if frame_or_none() else ({}, [])
    repeats = soon_repeats(year) if frame_or_none() else []
    names, people = _firms(viewer, year), dict(inspectors_seen(viewer).values_list("key", "name"))
    strict = {key: each for key, each in found.strict.items() if key in people}
    context = {
        "year": year,
        "count": len(found.looked),
        "chart": hits_chart(found.rates),
        "table": rates_table(found.rates) if found.looked else None,
        "gain": gain_words(found.rates),
        "days": days_words(found.days),
        "effect": effect_words(found.effect),
        "strict": strict_table(strict, people) if strict else None,
        "least_each": LEAST_EACH,
        "visits": visits_a_year_table(counts, over) if counts else None,
        "over": over_table(over, names) if any(each.firm in names for each in over) else None,
        "repeats": repeats_table(repeats, names, by_slug()) if any(each.firm in names for each in repeats) else None,
        "repeated": len(repeats),
        "filters": _filters(asked, year, today),
        "cleared": reverse("credit:reports"),
        "crumbs": crumbs_of(Crumb(TITLE)),
    }
    return render(request, "credit/reports.html", context)


def _year(request: HttpRequest, today: date) -> int:
    asked = whole_number(request.GET.get("year", ""))
    return asked if asked is not None and 2000 <= asked <= today.year else today.year


def _firms(viewer: Viewer, year: int) -> dict[str, str]:
    """Names of the firms whose visits are in sight, by key."""
    rows = visits_seen(viewer).filter(plan__starts_on__year__gte=year - 1)
    return dict(rows.values_list("enterprise__key", "enterprise__name"))


def _filters(asked: str, year: int, today: date) -> list[Filter]:
    years = [(str(each), str(each)) for each in range(today.year, today.year - 5, -1)]
    offered = [(each.key, each.label) for each in fields()]
    return [Filter("field", Label("领域", "Field"), asked, offered), Filter("year", Label("年份", "Year"), str(year), years)]
