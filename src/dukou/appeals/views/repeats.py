"""What repeats (每月一题), and which open appeals may be the same matter."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.appeals.queries.repeating import BEFORE, merge_proposals, month_of, repeats_in
from dukou.appeals.queries.rules import are_taken, rules_in_force
from dukou.appeals.tables import repeats as tables
from dukou.appeals.views.ways import LEADS, ways
from dukou.kit.core.periods import PeriodKind
from dukou.kit.pages.periods import period_asked, period_filter, periods_offered

LEAST = 2  # what one firm alone raises does not repeat


@LEADS
@require_safe
def repeats(request: HttpRequest) -> HttpResponse:
    """The topics of a month by how many enterprises raise them; for the window also what may be merged."""
    viewer, asked = request_viewer(request), period_asked(request)
    month = month_of(asked if asked is not None and asked.kind is PeriodKind.MONTH else None)
    found = [each for each in repeats_in(viewer, month) if each.firms >= LEAST]
    topics = rules_in_force().topic_names if are_taken() else {}
    proposals = merge_proposals(viewer) if viewer.may(Permission.HANDLE_APPEALS) else []
    offered = [each for each in periods_offered(timezone.localdate()) if each.kind is PeriodKind.MONTH]
    context = {
        "tabs": ways(request, "repeats"),
        "filters": [period_filter(month, offered)],
        "cleared": reverse("appeals:repeats"),
        "month": month.label,
        "table": tables.repeats_table(found, topics, BEFORE) if found else None,
        "merges": viewer.may(Permission.HANDLE_APPEALS),
        "proposals": tables.proposals_table(proposals) if proposals else None,
    }
    return render(request, "appeals/repeats.html", context)
