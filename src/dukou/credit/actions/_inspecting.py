"""What the acts on plans, draws and visits share: the row that is locked, who may, the event."""

from __future__ import annotations

from datetime import datetime

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record as record_event
from dukou.credit.actions.plan_refusals import NotYourPlan, PlanElsewhere, PlanUnfit
from dukou.credit.actions.visit_refusals import NotYourVisit, VisitElsewhere
from dukou.credit.core.inspections import PlanState, VisitState
from dukou.credit.core.unfit import UnfitDraw
from dukou.credit.models import CheckPlan, CheckVisit
from dukou.credit.queries.check_plans import may_draw, plan_named
from dukou.credit.queries.inspectors import DRAWS as DRAWS
from dukou.credit.queries.visits import is_of_team, visit_numbered
from dukou.kit.core.actors import Actor


def held_plan(by: Viewer, key: str, *states: PlanState) -> CheckPlan:
    """The plan, locked until the transaction ends, where the viewer's unit works on it and it is in one of these states."""
    row = CheckPlan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan_named(by, key).pk)
    if not may_draw(by, row):
        raise NotYourPlan(unit=row.unit.label)
    if PlanState.of(row.state) not in states:
        raise PlanElsewhere(state=PlanState.of(row.state).label)
    return row


def held_visit(by: Viewer, number: int, *states: VisitState, also_team: bool = False) -> CheckVisit:
    """The visit, locked until the transaction ends, for the unit of its plan (and its team where `also_team`), in one of these states."""
    row = locked_visit(visit_numbered(by, number), *states)
    if not (may_draw(by, row.plan) or (also_team and is_of_team(by, row))):
        raise NotYourVisit()
    return row


def locked_visit(seen: CheckVisit, *states: VisitState) -> CheckVisit:
    """The visit, locked, in one of these states."""
    row = CheckVisit.objects.select_for_update(of=("self",)).select_related("plan__unit", "enterprise").get(pk=seen.pk)
    if VisitState.of(row.state) not in states:
        raise VisitElsewhere(state=VisitState.of(row.state).label)
    return row


def unfit(fault: UnfitDraw) -> PlanUnfit:
    """A fault of the core as a refusal."""
    return PlanUnfit(fault=fault.what, remedy=fault.cure)


def plan_event(by: Actor, act: str, plan: CheckPlan, after: dict[str, object], now: datetime) -> None:
    """The event of an act on a plan."""
    record_event(by=by, act=act, subject=("credit_plan", plan.key), after=after, now=now)


def visit_event(by: Actor, act: str, visit: CheckVisit, after: dict[str, object], now: datetime) -> None:
    """The event of an act on a visit."""
    after = {"plan": visit.plan.key, "enterprise": visit.firm} | after
    record_event(by=by, act=act, subject=("credit_visit", str(visit.pk)), after=after, now=now)
