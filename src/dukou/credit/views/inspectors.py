"""The roster of inspectors, and the interests they declare."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.organisations import offices_open
from dukou.credit.actions import inspectors
from dukou.credit.core.check_entrance import ROSTER
from dukou.credit.forms.inspections import InspectorForm, InterestForm, WhyForm
from dukou.credit.models import InspectorRow
from dukou.credit.queries.fields import fields
from dukou.credit.queries.inspectors import DRAWS, inspector_named, inspectors_seen, interests_of, leads
from dukou.credit.tables.inspections import field_names, interests_table, roster_table
from dukou.credit.tables.words import NONE
from dukou.credit.views.around import by_slug, crumbs_of
from dukou.kit.core.labels import Label, same
from dukou.kit.doors import carried_out
from dukou.kit.pages.parts import Crumb
from dukou.kit.pages.steps import Step, data_for, step_taken
from dukou.kit.views import one_form

ROSTER_TITLE = Label("检查人员", "Inspectors")
_ENROL = Label("登记检查人员", "Enter an inspector")
_LATER = Label("只对以后公布的计划起作用", "It holds for plans published from now on")


@ROSTER
@require_safe
def roster(request: HttpRequest) -> HttpResponse:
    """The inspectors in sight."""
    rows = list(inspectors_seen(request_viewer(request)))
    context = {"table": roster_table(rows, by_slug()) if rows else None, "crumbs": crumbs_of(Crumb(ROSTER_TITLE))}
    return render(request, "credit/roster.html", context)


@ROSTER
@require_http_methods(["GET", "HEAD", "POST"])
def inspector_new(request: HttpRequest) -> HttpResponse:
    """Enter an inspector of one's unit."""
    viewer, back = request_viewer(request), reverse("credit:inspectors")
    own = viewer.organisations_where(DRAWS)
    units = [(key, str(label)) for key, label in offices_open() if leads(viewer) or key in own]
    form = InspectorForm(request.POST or None, units=units, offered=[(each.key, str(each.label)) for each in fields()])

    def act() -> None:
        told = dict(form.cleaned_data)
        inspectors.enrol(by=viewer, fields=told.pop("fields_chosen"), **told)

    way = crumbs_of(Crumb(ROSTER_TITLE, back), Crumb(_ENROL))
    return one_form(request, form, _ENROL, ROSTER_TITLE, way, act, back, Label("已登记", "Entered"))


@ROSTER
@require_http_methods(["GET", "HEAD", "POST"])
def inspector(request: HttpRequest, key: str) -> HttpResponse:
    """One inspector, what he declared, and what may be noted of him."""
    viewer = request_viewer(request)
    row = inspector_named(viewer, key)
    steps = _steps(viewer, row, request)
    if request.method == "POST":
        step = step_taken(request, steps)
        if step is None:
            raise NotPermitted(permission=Permission.DRAW_CHECKS.label)
        if carried_out(request, step.form, step.act, step.done):
            return redirect("credit:inspector", key)
    declared = interests_of(row)
    context = {
        "row": row,
        "pairs": [
            (Label("代号", "Key"), row.key),
            (Label("单位", "Unit"), row.organisation.label),
            (Label("可检查的领域", "Fields"), field_names(row.fields, by_slug())),
            (Label("登录用户名", "Signs in as"), row.person.username if row.person else NONE),
        ],
        "interests": interests_table(declared) if declared else None,
        "steps": steps,
        "crumbs": crumbs_of(Crumb(ROSTER_TITLE, reverse("credit:inspectors")), Crumb(same(row.name))),
    }
    is_wrong = any(step.form.is_bound and step.form.errors for step in steps)
    return render(request, "credit/inspector.html", context, status=422 if is_wrong else 200)


def _steps(viewer: Viewer, row: InspectorRow, request: HttpRequest) -> list[Step]:
    if not row.is_active or not (leads(viewer) or row.organisation.key in viewer.organisations_where(DRAWS)):
        return []
    declaring = InterestForm(_sent(request, "declare"), prefix="declare")
    retiring = WhyForm(_sent(request, "retire"), prefix="retire")
    lifted = [_lift(viewer, row, each.pk, each.enterprise.name, request) for each in interests_of(row) if each.ended_at is None]
    return [
        Step(
            "declare",
            Label("申报利益关系", "Declare an interest"),
            declaring,
            lambda: inspectors.declare(by=viewer, inspector=row.key, **declaring.cleaned_data),
            Label("已申报", "Declared"),
            _LATER,
        ),
        *lifted,
        Step(
            "retire",
            Label("移出名录", "Take off the roster"),
            retiring,
            lambda: inspectors.retire(by=viewer, inspector=row.key, **retiring.cleaned_data),
            Label("已移出", "Off the roster"),
            _LATER,
            is_quiet=True,
        ),
    ]


def _lift(viewer: Viewer, row: InspectorRow, number: int, firm: str, request: HttpRequest) -> Step:
    name = f"lift-{number}"
    form = WhyForm(_sent(request, name), prefix=name)
    title = Label(f"终止对“{firm}”的申报", f"Note that the interest in “{firm}” is over")

    def act() -> None:
        inspectors.lift(by=viewer, inspector=row.key, interest=number, **form.cleaned_data)

    return Step(name, title, form, act, Label("已终止", "Noted"), _LATER, is_quiet=True)


def _sent(request: HttpRequest, name: str) -> Any:
    return data_for(request, name)
