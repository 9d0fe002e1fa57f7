"""One application: its tracks, clocks, joint days and papers, and the steps that the visitor may take."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries import request_viewer
from dukou.affairs.core.entrance import CHANGERS, READERS, SEES, VISIBLE
from dukou.affairs.models import Application
from dukou.affairs.queries.papers import paper_of
from dukou.affairs.queries.shown import shown
from dukou.affairs.queries.visibility import application_of
from dukou.affairs.tables.materials import ledger_table
from dukou.affairs.views import other_steps, window_steps
from dukou.affairs.views.asking import Asking
from dukou.affairs.views.parts import AFFAIRS
from dukou.kit.core.labels import same
from dukou.kit.doors import carried_out
from dukou.kit.pages.codes import qr_path
from dukou.kit.pages.parts import Crumb
from dukou.kit.pages.steps import Step, step_taken


@needs(*READERS, to_change=CHANGERS, rows=VISIBLE)
@require_http_methods(["GET", "HEAD", "POST"])
def application(request: HttpRequest, number: int) -> HttpResponse:
    """The application, and the steps that the visitor may take now."""
    viewer = request_viewer(request)
    found = application_of(viewer, number)
    steps = _steps(viewer, found, request)
    step = step_taken(request, steps)
    if request.method == "POST":
        if step is None:
            raise NotPermitted(permission=Permission.HANDLE_AFFAIRS.label)
        if carried_out(request, step.form, step.act, step.done):
            return redirect("affairs:application", number)
    told = shown(viewer, found)
    context = {
        "application": told,
        "steps": steps,
        "ledger_table": ledger_table(told.ledger) if told.ledger.rows else None,
        "crumbs": [Crumb(AFFAIRS, reverse("affairs:list")), Crumb(same(number))],
    }
    return render(request, "affairs/application.html", context, status=422 if step and step.form.errors else 200)


@SEES
@require_safe
def receipt(request: HttpRequest, number: int) -> HttpResponse:
    """The receipt that the applicant takes away: number, code, what was taken in, until when; made to be printed."""
    viewer = request_viewer(request)
    found = application_of(viewer, number)
    address = request.build_absolute_uri(reverse("affairs:application", args=[number]))
    path, size = qr_path(address)
    context = {
        "application": shown(viewer, found),
        "address": address,
        "code": path,
        "code_size": size,
        "crumbs": [Crumb(AFFAIRS, reverse("affairs:list")), Crumb(same(number), reverse("affairs:application", args=[number]))],
    }
    return render(request, "affairs/receipt.html", context)


@SEES
@require_safe
def paper(request: HttpRequest, number: int, paper: int) -> HttpResponseBase:
    """A file of an application, for whoever may see the application; the browser saves it and does not look into it."""
    found = paper_of(request_viewer(request), number, paper)
    return FileResponse(found.path.open("rb"), as_attachment=True, filename=found.name, content_type="application/octet-stream")


def _steps(viewer: Viewer, found: Application, request: HttpRequest) -> list[Step]:
    asking = Asking(viewer, found, request)
    steps: list[Step] = []
    if asking.handles:
        steps += window_steps.steps(asking)
    steps += other_steps.units_steps(asking)
    if asking.is_own or asking.handles:
        steps += other_steps.applicants_steps(asking)
    return steps
