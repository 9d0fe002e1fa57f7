"""The red list of leaders and of the window."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dukou.accounts.queries import request_viewer
from dukou.appeals.queries.red import late_page, soon_page, waiting_lines
from dukou.appeals.tables import red as tables
from dukou.appeals.views.ways import LEADS, ways
from dukou.casework.core.profiles import Rung
from dukou.kit.core.labels import Label
from dukou.kit.pages.lists import PAGE, Filter

_LATE_RUNGS = [(rung.value, rung.label) for rung in reversed(Rung) if rung.height >= Rung.EXPIRY.height]


@LEADS
@require_safe
def red(request: HttpRequest) -> HttpResponse:
    """What is late, the longest first; what falls due today and tomorrow; what waits for a ruling."""
    viewer, now, after = request_viewer(request), timezone.now(), request.GET.get("after", "")[:60]
    asked = request.GET.get("rung", "")
    rung = Rung.of(asked) if asked in [code for code, _ in _LATE_RUNGS] else None
    late = late_page(viewer, now, PAGE, rung, after)
    is_first = not after
    soon = soon_page(viewer, now, PAGE) if is_first else None
    waiting = waiting_lines(viewer, PAGE) if is_first else []
    context = {
        "tabs": ways(request, "red"),
        "filters": [Filter("rung", Label("督办到", "Rung reached"), asked if rung else "", _LATE_RUNGS)],
        "cleared": reverse("appeals:red"),
        "late": tables.late_table(late.rows) if late.rows else None,
        "more": late.after,
        "is_first": is_first,
        "soon": tables.soon_table(soon.rows) if soon and soon.rows else None,
        "soon_more": bool(soon and soon.after),
        "waiting": tables.waiting_table(waiting) if waiting else None,
        "waiting_more": len(waiting) == PAGE,
        "page": PAGE,
        "now": timezone.localtime(now),
    }
    return render(request, "appeals/red.html", context)
