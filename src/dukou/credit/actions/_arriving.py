"""Inspectors are at the gate: the time is kept. A part of an act, in its transaction."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from dukou.credit.actions._inspecting import visit_event
from dukou.credit.actions.plan_refusals import PlanElsewhere
from dukou.credit.actions.visit_refusals import OutsidePlan
from dukou.credit.core.inspections import PlanState, VisitState
from dukou.credit.models import CheckVisit
from dukou.kit.core.actors import Actor


def arrived(row: CheckVisit, by: Actor, now: datetime, confirmed_by: str) -> None:
    """Within the period of a drawn plan; refused otherwise. `confirmed_by`: the team or the firm."""
    if row.plan.state != PlanState.DRAWN.value:
        raise PlanElsewhere(state=PlanState.of(row.plan.state).label)
    if not row.plan.starts_on <= timezone.localdate(now) <= row.plan.ends_on:
        raise OutsidePlan(starts=row.plan.starts_on, ends=row.plan.ends_on)
    row.state, row.arrived_at, row.arrived_by = VisitState.ARRIVED.value, now, str(by)
    row.save(update_fields=["state", "arrived_at", "arrived_by"])
    visit_event(by, "check_visits.arrive", row, {"confirmed_by": confirmed_by}, now)
