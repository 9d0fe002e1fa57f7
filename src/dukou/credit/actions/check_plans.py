"""Plans of inspections: drafted, published with everything that a draw needs but its number, finished."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.organisations import organisation_ids
from dukou.credit.actions._inspecting import DRAWS, held_plan, plan_event, unfit
from dukou.credit.actions._publishing import lines_of, policy_of, roster_for
from dukou.credit.actions._steps import begun, own_field, said
from dukou.credit.actions.plan_refusals import (
    GradesOld,
    JointPlanLed,
    NeverGraded,
    NobodyListed,
    NoFieldPlanned,
    PeriodBackwards,
    PlanKeyTaken,
    RatiosUnfit,
    SeedTooEarly,
    VisitsOpen,
)
from dukou.credit.core.inspections import PlanState
from dukou.credit.core.planning import Planned
from dukou.credit.core.plans import faults_of, usual
from dukou.credit.core.published import hashes_of, plain_inspectors, plain_policy, published
from dukou.credit.core.unfit import UnfitDraw
from dukou.credit.models import CheckPlan, PlanField, PlanLine
from dukou.credit.queries.check_plans import seed_text
from dukou.credit.queries.fields import CreditField, field_named, frame
from dukou.credit.queries.inspectors import leads
from dukou.credit.queries.plan_lists import Drafted, drafted, ranges_of
from dukou.credit.queries.visits import OPEN
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.places import FieldFault
from dukou.kit.ledger import insert

_NAME, _SEED = Label("名称", "the name"), Label("种子号码的名称", "the name of the seed")


def draft(*, by: Viewer, planned: Planned, now: datetime | None = None, is_synthetic: bool = False) -> CheckPlan:
    """Write down a plan over fields of one's unit; the leading unit plans over fields of several."""
    actor, moment = begun(by, now, DRAWS)
    among = [own_field(by, key, DRAWS) for key in dict.fromkeys(planned.fields)]
    unit = _unit_of(by, among)
    if planned.ends_on < planned.starts_on or planned.starts_on.year != planned.ends_on.year:
        raise PeriodBackwards()
    if CheckPlan.objects.filter(key=planned.key).exists():
        raise PlanKeyTaken(key=planned.key)
    ratios = {field.key: _ratios(field, planned, timezone.localdate(moment)) for field in among}
    units, control = organisation_ids(), frame().control if planned.control is None else planned.control
    with transaction.atomic():
        row = CheckPlan.objects.create(
            key=planned.key,
            name=said(planned.name, _NAME),
            unit_id=units[unit],
            starts_on=planned.starts_on,
            ends_on=planned.ends_on,
            seed_name=said(planned.seed_name, _SEED),
            seed_on=planned.seed_on,
            drafted_at=moment,
            drafted_by=str(actor),
            is_synthetic=is_synthetic,
        )
        for field in among:
            PlanField.objects.create(plan=row, field=field.key, unit_id=units[field.unit], ratios=ratios[field.key], control=control)
        after = {"fields": sorted(ratios), "ratios": ratios, "control": control, "seed_name": row.seed_name, "seed_on": row.seed_on}
        plan_event(actor, "check_plans.draft", row, after, moment)
    return row


def choose(*, by: Viewer, plan: str, ratios: Mapping[str, Mapping[str, int]], now: datetime | None = None) -> CheckPlan:
    """Choose the ratios of a draft: by field and grade, in hundredths of a percent; what is not named stays."""
    actor, moment = begun(by, now, DRAWS)
    with transaction.atomic():
        row = held_plan(by, plan, PlanState.DRAFT)
        for part in row.parts.order_by("field"):
            ranges = ranges_of(field_named(part.field).on(timezone.localdate(moment)), frame())
            part.ratios = {grade: {**part.ratios, **ratios.get(part.field, {})}.get(grade, ranges[grade].most) for grade in ranges}
            _fit(faults_of(part.field, ranges, part.ratios))
            part.save(update_fields=["ratios"])
        plan_event(actor, "check_plans.choose", row, {"ratios": {part.field: part.ratios for part in row.parts.all()}}, moment)
    return row


def publish(*, by: Viewer, plan: str, now: datetime | None = None) -> CheckPlan:
    """Fix list, policy and inspectors of a draft, and which number of which later day decides; the hashes of all that become public."""
    actor, moment = begun(by, now, DRAWS)
    today = timezone.localdate(moment)
    with transaction.atomic():
        row = held_plan(by, plan, PlanState.DRAFT)
        if row.seed_on <= today:
            raise SeedTooEarly(seed_on=row.seed_on, today=today)
        parts = list(row.parts.select_related("unit").order_by("field"))
        found = _listed(row, parts, today)
        policy = policy_of(parts)
        inspectors = roster_for(policy)
        row.nonce = secrets.token_hex(16)
        try:
            fixed = published(found.listing.entries, policy, inspectors, seed_name=seed_text(row), nonce=row.nonce)
        except UnfitDraw as fault:
            raise unfit(fault) from fault
        hashes = hashes_of(fixed)
        for name, value in hashes.items():
            setattr(row, name, value)
        row.policy, row.inspectors = plain_policy(fixed.policy), plain_inspectors(fixed.inspectors)
        row.state, row.published_at, row.published_by = PlanState.PUBLISHED.value, moment, str(actor)
        row.save()
        for part, covered in zip(parts, found.fields, strict=True):
            part.run = covered.run
            part.save(update_fields=["run"])
        insert(PlanLine(plan=row, **each) for each in lines_of(found))
        counts: dict[str, object] = {"listed": len(found.listing.entries), "left_out": len(found.listing.used_up)}
        plan_event(actor, "check_plans.publish", row, hashes | counts | {"seed": fixed.seed_name}, moment)
    return row


def close(*, by: Viewer, plan: str, now: datetime | None = None) -> CheckPlan:
    """Finish a drawn plan whose visits all have a result or were called off."""
    actor, moment = begun(by, now, DRAWS)
    with transaction.atomic():
        row = held_plan(by, plan, PlanState.DRAWN)
        if count := row.visits.filter(state__in=OPEN).count():
            raise VisitsOpen(count=count)
        row.state, row.closed_at, row.closed_by = PlanState.CLOSED.value, moment, str(actor)
        row.save(update_fields=["state", "closed_at", "closed_by"])
        plan_event(actor, "check_plans.close", row, {"visits": row.visits.count()}, moment)
    return row


def _unit_of(by: Viewer, among: Sequence[CreditField]) -> str:
    """The unit whose plan it is."""
    units = {field.unit for field in among}
    if not units:
        raise NoFieldPlanned()
    if len(units) == 1:
        return next(iter(units))
    if not leads(by):
        raise JointPlanLed()
    return frame().lead or min(units)


def _ratios(field: CreditField, planned: Planned, today: date) -> dict[str, int]:
    ranges = ranges_of(field.on(today), frame())
    chosen = usual(ranges) | dict(planned.ratios.get(field.key, {}))
    faults = faults_of(field.key, ranges, {grade: ratio for grade, ratio in chosen.items() if grade in ranges})
    _fit(faults)
    return {grade: chosen[grade] for grade in ranges}


def _listed(row: CheckPlan, parts: Sequence[PlanField], today: date) -> Drafted:
    found, missing = drafted([field_named(part.field) for part in parts], row.starts_on.year)
    if missing:
        raise NeverGraded(fields=joined([field.label for field in missing], zh="、", en=", "))
    ratios = {part.field: part.ratios for part in parts}
    for each in found.fields:
        if each.valid_until <= today:
            raise GradesOld(field=each.field.label, day=each.valid_until)
        _fit(faults_of(each.field.key, ranges_of(each.scheme, frame()), ratios[each.field.key]))
    if not found.listing.entries:
        raise NobodyListed()
    return found


def _fit(faults: Sequence[FieldFault]) -> None:
    """Refuse ratios with any fault."""
    if faults:
        places = joined([Label(f"{each.field} {each.what.zh}", f"{each.field}: {each.what.en}") for each in faults])
        raise RatiosUnfit(faults, places=places)
