"""Visits: those in sight, one of them with what may be done about it, and the arrival confirmed by its code."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries import request_viewer
from dukou.credit.actions import check_visits
from dukou.credit.core.check_entrance import VISITS
from dukou.credit.core.inspections import PlanState, VisitState
from dukou.credit.forms.cases import NothingForm
from dukou.credit.models import CheckVisit
from dukou.credit.queries.own_keys import own_keys
from dukou.credit.queries.visit_shown import ended_records, findings_of, teams_of, whole_team
from dukou.credit.queries.visits import is_of_team, visit_numbered, visit_of_code, visits_seen
from dukou.credit.tables.visits import VISIT_FACES, fields_table, keys_table, team_table, visits_table, why
from dukou.credit.views.around import by_slug, crumbs_of
from dukou.credit.views.visit_steps import steps_of
from dukou.enterprises.queries.own import acts_for_entry
from dukou.kit.core.labels import Label, same
from dukou.kit.doors import carried_out
from dukou.kit.pages.codes import qr_path
from dukou.kit.pages.lists import Filter, members, number_asked
from dukou.kit.pages.parts import Crumb, Moment
from dukou.kit.pages.steps import Step, data_for, step_taken

VISITS_TITLE = Label("检查", "Visits of inspectors")
_HERE = Label("确认检查人员已到场", "Confirm that the inspectors are here")
_CONFIRMED = Label("已确认，时间已记下", "Confirmed; the time is kept")
_PAGE = 50


@VISITS
@require_safe
def visit_list(request: HttpRequest) -> HttpResponse:
    """The visits in sight: of a unit its own, of an inspector those he goes on, of a firm those it was told of."""
    viewer, beneath = request_viewer(request), number_asked(request)
    asked = request.GET.get("state", "")[:10]
    rows = visits_seen(viewer)
    rows = rows.filter(state=asked) if asked else rows
    page = list((rows if beneath is None else rows.filter(pk__lt=beneath))[: _PAGE + 1])
    page, more = page[:_PAGE], len(page) > _PAGE
    context = {
        "table": visits_table(page, by_slug(), teams_of(page)) if page else None,
        "filters": [Filter("state", Label("状态", "State"), asked, members(VisitState))],
        "cleared": reverse("credit:visits"),
        "beneath": page[-1].pk if more else "",
        "is_firm": not viewer.may(Permission.DRAW_CHECKS),
        "crumbs": crumbs_of(Crumb(VISITS_TITLE)),
    }
    return render(request, "credit/visits.html", context)


@VISITS
@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest, number: int) -> HttpResponse:
    """One visit: who comes, for what, why this firm; for the firm its own keys, so that it sees that it was drawn rightly."""
    viewer = request_viewer(request)
    row = visit_numbered(viewer, number)
    steps = steps_of(viewer, row, request)
    if request.method == "POST":
        step = step_taken(request, steps)
        if step is None:
            raise NotPermitted(permission=Permission.DRAW_CHECKS.label)
        if carried_out(request, step.form, step.act, step.done):
            return redirect("credit:visit", number)
    way = crumbs_of(Crumb(VISITS_TITLE, reverse("credit:visits")), Crumb(same(row.enterprise.name)))
    is_wrong = any(step.form.is_bound and step.form.errors for step in steps)
    context = _told(viewer, row) | {"steps": steps, "crumbs": way, "code": _code(request, viewer, row)}
    return render(request, "credit/visit.html", context, status=422 if is_wrong else 200)


@VISITS
@require_http_methods(["GET", "HEAD", "POST"])
def arrival(request: HttpRequest, code: str) -> HttpResponse:
    """What stands behind the code at the gate: who comes and for what; confirmed by one of the team or by the firm, the time is kept."""
    viewer = request_viewer(request)
    row = visit_of_code(viewer, code)
    form = NothingForm(_sent(request, "arrive"))

    def act() -> None:
        check_visits.arrive(by=viewer, code=code)

    is_open = VisitState.of(row.state).is_ahead and row.plan.state == PlanState.DRAWN.value
    steps = [Step("arrive", _HERE, form, act, _CONFIRMED)] if is_open else []
    if request.method == "POST":
        step = step_taken(request, steps)
        if step is None:
            raise NotPermitted(permission=Permission.DRAW_CHECKS.label)
        if carried_out(request, step.form, step.act, step.done):
            return redirect("credit:arrival", code)
    context = _told(viewer, row) | {"steps": steps, "crumbs": crumbs_of(Crumb(VISITS_TITLE)), "is_arrival": True}
    return render(request, "credit/visit.html", context, status=422 if form.is_bound and form.errors else 200)


def _told(viewer: Viewer, row: CheckVisit) -> dict[str, object]:
    state, findings, is_own = VisitState.of(row.state), findings_of(row), acts_for_entry(viewer, row.enterprise_id)
    return {
        "visit": row,
        "face": VISIT_FACES[state],
        "state": state.label,
        "pairs": [
            (Label("计划", "Plan"), f"{row.plan.name} · {row.plan.unit.label}"),
            (Label("抽中的原因", "Why it was drawn"), why(row)),
            (Label("计划时段", "Period"), f"{row.plan.starts_on} – {row.plan.ends_on}"),
            (Label("约定日期", "Announced for"), str(row.planned_on or "—")),
        ],
        "fields": fields_table(row, by_slug(), findings, ended_records(findings.values())),
        "team": team_table(whole_team(row)),
        "moments": _moments(row),
        "is_own": is_own,
        "keys": keys_table(own_keys(row), by_slug()) if is_own else None,
        "public": reverse("credit:public_draw", args=[row.plan.key]),
    }


def _moments(row: CheckVisit) -> list[Moment]:
    told = (
        (row.notified_at, Label("通知企业", "Firm told"), ""),
        (row.arrived_at, Label("确认到场", "Arrival confirmed"), ""),
        (row.recorded_at, Label("记录结果", "Result recorded"), ""),
        (row.cancelled_at, Label("不再入企", "Called off"), row.cancelled_reason),
    )
    return [Moment(f"{timezone.localtime(at):%Y-%m-%d %H:%M}", title, text) for at, title, text in told if at is not None]


def _code(request: HttpRequest, viewer: Viewer, row: CheckVisit) -> dict[str, object] | None:
    """The code that the team carries, while the visit is ahead; nobody else is shown it."""
    if not (VisitState.of(row.state).is_ahead and is_of_team(viewer, row)):
        return None
    address = request.build_absolute_uri(reverse("credit:arrival", args=[row.code]))
    path, side = qr_path(address)
    return {"address": address, "path": path, "side": side}


def _sent(request: HttpRequest, name: str) -> Any:
    return data_for(request, name)
