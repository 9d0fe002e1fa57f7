"""The draw room, the file of a draw, and what the public reads of draws."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries import request_viewer
from dukou.credit.actions import check_draws
from dukou.credit.core.check_entrance import DRAW_ROOM, PLANS, PUBLIC
from dukou.credit.core.inspections import PlanState
from dukou.credit.forms.inspections import SeedForm
from dukou.credit.models import CheckPlan, DrawRow
from dukou.credit.queries.alerts import alerts_of
from dukou.credit.queries.check_plans import draw_of, may_draw, plan_named, plans_published, public_plan
from dukou.credit.queries.inspection_reports import looked_at, public_counts
from dukou.credit.queries.plan_shown import cuts_of, days_left, shown
from dukou.credit.queries.verifying import differences
from dukou.credit.tables.draws import public_plans_table, public_policy_table, shortages_table, teams_table
from dukou.credit.tables.inspection_reports import public_table
from dukou.credit.tables.inspections import PLAN_FACES, countdown, cuts_table, grades_table, hash_pairs
from dukou.credit.views.around import by_slug, crumbs_of
from dukou.credit.views.plans import PLANS_TITLE
from dukou.kit.core.labels import Label, same
from dukou.kit.doors import carried_out
from dukou.kit.pages.parts import Crumb
from dukou.kit.pages.steps import Step, data_for, step_taken

ROOM = Label("抽取", "Draw")
DRAWS = Label("抽查公示", "Public draws")
_ONCE = Label(
    "只能抽一次：同一号码再填，给出原来的结果；换号码不受理。",
    "A plan is drawn once: the same number gives the draw that is there, another is not taken.",
)


@DRAW_ROOM
@require_http_methods(["GET", "HEAD", "POST"])
def draw_room(request: HttpRequest, key: str) -> HttpResponse:
    """What was published, when the number comes, and what was drawn with it; made again here and now where that is asked for."""
    viewer = request_viewer(request)
    row = plan_named(viewer, key)
    if row.state == PlanState.DRAFT.value:
        return redirect("credit:plan", key)
    steps, today = _steps(viewer, row, request), timezone.localdate()
    if request.method == "POST":
        step = step_taken(request, steps)
        if step is None:
            raise NotPermitted(permission=Permission.DRAW_CHECKS.label)
        if carried_out(request, step.form, step.act, step.done):
            return redirect("credit:draw", key)
    draw = draw_of(row)
    context = {
        "plan": row,
        "face": PLAN_FACES[PlanState.of(row.state)],
        "state": PlanState.of(row.state).label,
        "hashes": hash_pairs(row),
        "waiting": countdown(days_left(row, today), row.seed_on),
        "table": grades_table(shown(row)),
        "alerts": alerts_of(row, today),
        "steps": steps,
        "draw": draw,
        "crumbs": _way(row, ROOM),
    }
    is_wrong = any(step.form.is_bound and step.form.errors for step in steps)
    return render(request, "credit/draw_room.html", context | _drawn(request, row, draw), status=422 if is_wrong else 200)


@PLANS
@require_safe
def draw_file(request: HttpRequest, key: str) -> HttpResponse:
    """The file of a draw, for its units and for the auditor."""
    row = plan_named(request_viewer(request), key)
    draw = draw_of(row)
    if draw is None:
        return redirect("credit:plan", key)
    text = json.dumps(draw.document, ensure_ascii=False, indent=1, sort_keys=True)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="draw-{row.key}.json"'
    return answer


@PUBLIC
@require_safe
def public_draws(request: HttpRequest) -> HttpResponse:
    """Every plan that was published, and what inspections of the year found, with small counts kept back."""
    rows, today = list(plans_published()[:200]), timezone.localdate()
    looked = looked_at(today.replace(month=1, day=1), today)
    context = {
        "table": public_plans_table(rows, by_slug()) if rows else None,
        "statistics": public_table(public_counts(looked), by_slug()) if looked else None,
        "year": today.year,
        "crumbs": crumbs_of(Crumb(DRAWS)),
    }
    return render(request, "credit/public_draws.html", context)


@PUBLIC
@require_safe
def public_draw(request: HttpRequest, key: str) -> HttpResponse:
    """What everybody may read of one plan: hashes, policy, seed and bounds; no firm, and no grade of any."""
    row = public_plan(key)
    draw = draw_of(row)
    context = {
        "plan": row,
        "face": PLAN_FACES[PlanState.of(row.state)],
        "state": PlanState.of(row.state).label,
        "hashes": hash_pairs(row),
        "policy": public_policy_table(row, by_slug()),
        "waiting": countdown(days_left(row, timezone.localdate()), row.seed_on),
        "draw": draw,
        "cuts": cuts_table(cuts_of(draw), by_slug()) if draw else None,
        "example": sorted(row.policy["fields"])[0],
        "crumbs": crumbs_of(Crumb(DRAWS, reverse("credit:public_draws")), Crumb(same(row.name))),
    }
    return render(request, "credit/public_draw.html", context)


def _steps(viewer: Viewer, row: CheckPlan, request: HttpRequest) -> list[Step]:
    """Draw once its day has come; asked again it gives the draw that is there, or says why another number is not taken."""
    if days_left(row, timezone.localdate()) > 0 or not (viewer.may(Permission.DRAW_CHECKS) and may_draw(viewer, row)):
        return []
    form, is_drawn = SeedForm(_sent(request, "draw")), row.state != PlanState.PUBLISHED.value

    def act() -> None:
        check_draws.draw(by=viewer, plan=row.key, seed=form.cleaned_data["seed"])

    title = Label("再抽一次试试", "Try to draw again") if is_drawn else Label("抽取", "Draw")
    done = Label("号码相同，结果不变", "The same number: the draw that is there") if is_drawn else Label("已抽取", "Drawn")
    return [Step("draw", title, form, act, done, _ONCE, is_quiet=is_drawn)]


def _drawn(request: HttpRequest, row: CheckPlan, draw: DrawRow | None) -> dict[str, Any]:
    if draw is None:
        return {}
    document = draw.document
    joint = sum(len(each["fields"]) > 1 for each in document["drawn"].values())
    found = differences(row, draw) if request.GET.get("check") == "yes" else None
    return {
        "cuts": cuts_table(cuts_of(draw), by_slug()),
        "count": len(document["drawn"]),
        "joint": joint,
        "teams": teams_table(document),
        "shortages": shortages_table(document["shortages"]) if document["shortages"] else None,
        "is_checked": found is not None,
        "differences": found,
    }


def _way(row: CheckPlan, last: Label) -> list[Crumb]:
    plans, one = reverse("credit:plans"), reverse("credit:plan", args=[row.key])
    return crumbs_of(Crumb(PLANS_TITLE, plans), Crumb(same(row.name), one), Crumb(last))


def _sent(request: HttpRequest, name: str) -> Any:
    return data_for(request, name)
