"""Plans of inspections: the list, one plan with what it brings, its ratios, and what may be done with it."""

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
from dukou.credit.actions import check_plans
from dukou.credit.actions._steps import may_act_in
from dukou.credit.core.check_entrance import PLANS, PLANS_CHANGED
from dukou.credit.core.inspections import PlanState
from dukou.credit.core.planning import Planned
from dukou.credit.forms.cases import NothingForm
from dukou.credit.forms.inspections import PlanForm, RatioForm
from dukou.credit.models import CheckPlan
from dukou.credit.queries.alerts import alerts_of
from dukou.credit.queries.check_plans import may_draw, plan_named, plans_seen
from dukou.credit.queries.fields import fields, frame
from dukou.credit.queries.plan_shown import PlanShown, days_left, shown
from dukou.credit.queries.visit_shown import teams_of
from dukou.credit.queries.visits import visits_seen
from dukou.credit.tables.inspections import PLAN_FACES, countdown, field_names, grades_table, plans_table
from dukou.credit.tables.visits import visits_table
from dukou.credit.views.around import by_slug, crumbs_of
from dukou.kit.core.labels import Label, same
from dukou.kit.doors import carried_out
from dukou.kit.pages.lists import number_asked
from dukou.kit.pages.parts import Crumb
from dukou.kit.pages.steps import Step, data_for, step_taken
from dukou.kit.views import one_form

PLANS_TITLE = Label("检查计划", "Inspection plans")
_NEW = Label("拟定计划", "Draft a plan")
_RATIOS = Label("选定抽查比例", "Choose the shares")
_FIXED = Label(
    "公布后名单、比例、检查人员和种子都不能再改；哈希随即公开。",
    "Once published, list, shares, inspectors and seed are fixed, and their hashes are public.",
)
_NEVER_HIGHER = Label("等级越好比例不能越高。政策：{source}", "A better grade has no higher share. Policy: {source}")
_PAGE = 50


@PLANS
@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """The plans in sight."""
    viewer = request_viewer(request)
    rows = list(plans_seen(viewer))
    context = {
        "table": plans_table(rows, by_slug()) if rows else None,
        "may_draft": viewer.may(Permission.DRAW_CHECKS),
        "crumbs": crumbs_of(Crumb(PLANS_TITLE)),
    }
    return render(request, "credit/plans.html", context)


@PLANS_CHANGED
@require_http_methods(["GET", "HEAD", "POST"])
def plan_new(request: HttpRequest) -> HttpResponse:
    """Draft a plan over fields of one's unit."""
    viewer = request_viewer(request)
    offered = [(each.key, str(each.label)) for each in fields() if may_act_in(viewer, each, Permission.DRAW_CHECKS)]
    form = PlanForm(request.POST or None, offered=offered)
    back = reverse("credit:plans")

    def act() -> str:
        told = dict(form.cleaned_data)
        planned = Planned(fields=tuple(told.pop("fields_chosen")), **told)
        return reverse("credit:plan", args=[check_plans.draft(by=viewer, planned=planned).key])

    way = crumbs_of(Crumb(PLANS_TITLE, back), Crumb(_NEW))
    said = Label("已拟定，公布前还可以改比例", "Drafted; its shares may be changed until it is published")
    return one_form(request, form, _NEW, PLANS_TITLE, way, act, back, said)


@PLANS
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """One plan: what it fixes, what comes of it, what gives one pause, its visits."""
    viewer = request_viewer(request)
    row = plan_named(viewer, key)
    steps = _steps(viewer, row, request)
    if request.method == "POST":
        step = step_taken(request, steps)
        if step is None:
            raise NotPermitted(permission=Permission.DRAW_CHECKS.label)
        if carried_out(request, step.form, step.act, step.done):
            return redirect("credit:plan", key)
    found, today = shown(row), timezone.localdate()
    context = {
        "plan": row,
        "shown": found,
        "face": PLAN_FACES[found.state],
        "pairs": _pairs(found),
        "table": grades_table(found),
        "alerts": alerts_of(row, today) if found.state is not PlanState.DRAFT else None,
        "waiting": countdown(days_left(row, today), row.seed_on) if found.state is PlanState.PUBLISHED else "",
        "steps": steps,
        "may_choose": found.state is PlanState.DRAFT and may_draw(viewer, row),
        "is_public": found.state is not PlanState.DRAFT,
        "crumbs": crumbs_of(Crumb(PLANS_TITLE, reverse("credit:plans")), Crumb(same(row.name))),
    }
    return render(request, "credit/plan.html", context | _visits(request, viewer, row), status=422 if _is_wrong(steps) else 200)


@PLANS_CHANGED
@require_http_methods(["GET", "HEAD", "POST"])
def plan_ratios(request: HttpRequest, key: str) -> HttpResponse:
    """Choose the shares of a draft, within what its grades allow."""
    viewer = request_viewer(request)
    row = plan_named(viewer, key)
    form, back = RatioForm(request.POST or None, shown=shown(row)), reverse("credit:plan", args=[key])

    def act() -> None:
        check_plans.choose(by=viewer, plan=key, ratios=form.ratios)

    way = crumbs_of(Crumb(PLANS_TITLE, reverse("credit:plans")), Crumb(same(row.name), back), Crumb(_RATIOS))
    about = _NEVER_HIGHER.filled(source=frame().policy)
    return one_form(request, form, _RATIOS, same(row.name), way, act, back, Label("已选定", "Chosen"), about)


def _steps(viewer: Viewer, row: CheckPlan, request: HttpRequest) -> list[Step]:
    if not (viewer.may(Permission.DRAW_CHECKS) and may_draw(viewer, row)):
        return []
    form = NothingForm(_sent(request, "publish" if row.state == PlanState.DRAFT.value else "close"))
    if row.state == PlanState.DRAFT.value:
        title, done = Label("公布计划", "Publish the plan"), Label("已公布", "Published")
        return [Step("publish", title, form, lambda: check_plans.publish(by=viewer, plan=row.key), done, _FIXED)]
    if row.state == PlanState.DRAWN.value:
        title, done = Label("办结计划", "Finish the plan"), Label("已办结", "Finished")
        return [Step("close", title, form, lambda: check_plans.close(by=viewer, plan=row.key), done, is_quiet=True)]
    return []


def _is_wrong(steps: list[Step]) -> bool:
    return any(step.form.is_bound and step.form.errors for step in steps)


def _pairs(found: PlanShown) -> list[tuple[Label, object]]:
    row, numbers = found.plan, found.expected
    pairs: list[tuple[Label, object]] = [
        (Label("单位", "Unit"), row.unit.label),
        (Label("领域", "Fields"), field_names([each.field.key for each in found.fields], by_slug())),
        (Label("时段", "Period"), f"{row.starts_on} – {row.ends_on}"),
        (Label("种子", "Seed"), f"{row.seed_name} · {row.seed_on}"),
        (Label("名单（企业 × 领域）", "Lines of the list"), f"{found.listed:,}"),
        (Label("次数用完、不在名单", "Off the list, number used up"), f"{found.left_out:,}"),
    ]
    if numbers is not None:
        pairs += [
            (Label("预计检查项次", "Inspections expected"), f"{numbers.inspections:,.1f}"),
            (Label("预计入企次数（联合检查合并后）", "Visits expected, fields merged"), f"{numbers.visits:,.1f}"),
            (Label("因合并少入企", "Visits spared by merging"), f"{numbers.merged:,.1f}"),
        ]
    return pairs


def _visits(request: HttpRequest, viewer: Viewer, row: CheckPlan) -> dict[str, Any]:
    """The visits of the plan as far as they are in sight, page by page."""
    rows, beneath = visits_seen(viewer).filter(plan=row), number_asked(request)
    page = list((rows if beneath is None else rows.filter(pk__lt=beneath))[: _PAGE + 1])
    page, more = page[:_PAGE], len(page) > _PAGE
    return {
        "visits": visits_table(page, by_slug(), teams_of(page)) if page else None,
        "beneath": page[-1].pk if more else "",
    }


def _sent(request: HttpRequest, name: str) -> Any:
    return data_for(request, name)
