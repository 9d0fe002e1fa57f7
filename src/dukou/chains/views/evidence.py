"""What stands behind the suggestions: reference files, how often such advice came true, and the chain beside other regions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dukou.chains.queries.regions import compared
from dukou.chains.queries.working import back_tests, references
from dukou.chains.tables.evidence import hit_table, method_table, reference_table, region_table
from dukou.chains.views.around import CHAINS, SEES, chain_of, crumbs_of
from dukou.kit.core.labels import Label
from dukou.kit.pages.known import known_on_of
from dukou.kit.pages.parts import Crumb


@SEES
@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    """The reference files in use on a day, and the back-tests on them."""
    known_on = known_on_of(request)
    found, tests = references(known_on), back_tests(known_on)
    context = {
        "references": reference_table(found) if found else None,
        "tests": [
            {"test": test, "methods": method_table(test), "hits": hit_table(test), "is_synthetic": test.is_synthetic} for test in tests
        ],
        "known_on": known_on,
        "crumbs": [Crumb(CHAINS, reverse("chains:list")), Crumb(Label("凭据", "Evidence"))],
    }
    return render(request, "chains/evidence.html", context)


@SEES
@require_safe
def regions(request: HttpRequest, slug: str) -> HttpResponse:
    """The chain here beside the regions of the reference panel that are asked for, or those that are most like this one."""
    shown = chain_of(request, slug)
    asked = [each.strip()[:40] for each in request.GET.get("regions", "").replace("，", ",").split(",") if each.strip()]
    found = compared(shown, asked, known_on_of(request))
    context = {
        "shown": shown,
        "asked": request.GET.get("regions", ""),
        "table": region_table(found) if found else None,
        "found": found,
        "known_on": known_on_of(request),
        "crumbs": crumbs_of(request, shown, Crumb(Label("地区比较", "Beside other regions"))),
    }
    return render(request, "chains/regions.html", context)
