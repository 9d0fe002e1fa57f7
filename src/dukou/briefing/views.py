"""The brief as a page to read and to print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dukou.accounts.core.admission import signed_in
from dukou.accounts.queries import request_viewer
from dukou.briefing.queries import gathered, period_of
from dukou.briefing.writers.tables import for_page
from dukou.kit.pages.known import known_on_of, known_on_suffix


@signed_in(rows="figures.queries.visibility:visible_claims")
@require_safe
def brief(request: HttpRequest) -> HttpResponse:
    """The brief as known on a day, as far as a period reaches (`?period=2023`)."""
    known_on, written = known_on_of(request), request.GET.get("period", "").strip()
    _, document, findings = gathered(viewer=request_viewer(request), known_on=known_on, up_to=period_of(written))
    table = for_page(document, known_on_suffix(request))
    return render(
        request, "briefing/brief.html", {"brief": document, "table": table, "findings": findings, "known_on": known_on, "period": written}
    )
