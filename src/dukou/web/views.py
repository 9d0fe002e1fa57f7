"""The front door and the desks."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dukou.accounts.core.admission import signed_in
from dukou.accounts.queries import request_viewer
from dukou.kit.pages.calls import calls_of
from dukou.kit.pages.drawing import drawn
from dukou.kit.pages.known import known_on_of
from dukou.kit.pages.panels import Asked
from dukou.kit.pages.parts import Tab
from dukou.web.desks import desk_of, desks_of, own_desk


@signed_in(rows="web.desks:desks_of")
@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """To the visitor's own desk; to the list of figures where there is none."""
    own = own_desk(request_viewer(request))
    return redirect(reverse("web:desk", args=[own.slug]) if own else reverse("figures:list"))


@signed_in(rows="web.desks:desks_of")
@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """One desk with its panels."""
    found, viewer = desk_of(slug), request_viewer(request)
    if found is None or not viewer.may(found.right):
        raise Http404(slug)
    asked = Asked(request, known_on_of(request), slug)
    tabs = [Tab(each.title, reverse("web:desk", args=[each.slug]), each is found) for each in desks_of(viewer)]
    calls = [] if request.GET.get("known_on") else calls_of(request, slug)  # what waits is of today
    context = {"desk": found, "tabs": tabs, "calls": calls, "called": sum(each.count for each in calls), "panels": drawn(asked)}
    context["known_on"] = asked.known_on
    return render(request, "web/desk.html", context)
