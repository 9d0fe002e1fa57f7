"""The permit path of a project: how far it is, when it will produce, and what earlier forecasts were worth."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.kit.core.labels import Label, same
from dukou.kit.core.rates import Rate
from dukou.kit.pages.parts import Crumb
from dukou.kit.views import done, one_form
from dukou.projects.actions import forecasts, paths
from dukou.projects.core.entrance import INSIDE_KEEPS
from dukou.projects.forms.paths import ForecastForm, TaskForm
from dukou.projects.models import KeptForecast
from dukou.projects.queries.forecasts import forecasts_of, score_of_all
from dukou.projects.queries.paths import Way, way_of, way_or_none
from dukou.projects.tables.paths import costs_table, forecasts_table, tasks_table
from dukou.projects.views.around import crumbs_of, inner_asked, tabs_of

PATH = Label("许可路径", "Permit path")


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def path(request: HttpRequest, key: str) -> HttpResponse:
    """The path and the newest forecast; POST foretells anew."""
    row, viewer = inner_asked(request, key), request_viewer(request)
    form = ForecastForm(request.POST or None)
    if request.method == "POST" and done(form, lambda: forecasts.make(by=viewer, project=key, **form.cleaned_data)):
        messages.success(request, str(Label("已预测并留存", "Foretold and kept")))
        return redirect("projects:path", key)
    way, kept = way_or_none(row), forecasts_of(row)
    context = {
        "project": row,
        "form": form if viewer.may(Permission.KEEP_PROJECTS) and way else None,
        "past": score_of_all(timezone.localdate(), is_synthetic=row.is_synthetic).label,
        "tabs": tabs_of(request, row, "path"),
        "crumbs": crumbs_of(row, Crumb(PATH)),
    }
    context |= _drawn(way, kept) if way else {}
    return render(request, "projects/path.html", context, status=422 if form.errors else 200)


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, key: str) -> HttpResponse:
    """Note how far a task is."""
    row, viewer = inner_asked(request, key), request_viewer(request)
    whole = way_of(row).whole
    tasks = [(whole.tasks[at].key, str(whole.tasks[at].name)) for at in whole.order]
    form = TaskForm(request.POST or None, tasks=tasks, initial={"task": request.GET.get("task", "")})

    def act() -> None:
        told = dict(form.cleaned_data)
        is_needed = not told.pop("is_left_out")
        paths.note(by=viewer, project=key, is_needed=is_needed, **told)

    title, back = Label("登记许可进度", "Note a task"), reverse("projects:path", args=[key])
    way = crumbs_of(row, Crumb(PATH, back), Crumb(title))
    return one_form(request, form, title, same(row.name), way, act, back, Label("已记下", "Noted"))


def _drawn(way: Way, kept: list[KeptForecast]) -> dict[str, Any]:
    units, newest = organisation_names(), kept[0] if kept else None
    found: dict[str, Any] = {"way": way, "table": tasks_table(way, units, newest), "is_draft": way.text.content["draft"]}
    if newest is None:
        return found
    plan = newest.content["plan"]
    return found | {
        "newest": newest,
        "costs": costs_table(newest, units),
        "earlier": forecasts_table(kept),
        "by_plan": Rate(*plan).label if plan else None,
        "doubts": [Label(each["zh"], each["en"]) for each in newest.content["odd"]],
        "is_other_text": newest.path_id != way.text.pk,
    }
