"""The draw of a plan: once, with the public number of its day, from what is stored and was published."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.credit.actions._inspecting import DRAWS, held_plan, plan_event, unfit
from dukou.credit.actions._steps import begun
from dukou.credit.actions.plan_refusals import AnotherSeed, ListAltered, SeedNotYet
from dukou.credit.core.draw_files import PART_WORDS, file_of
from dukou.credit.core.draws import Draw, drawn
from dukou.credit.core.inspections import PlanState
from dukou.credit.core.public_cuts import public_cuts
from dukou.credit.core.published import Published
from dukou.credit.core.unfit import UnfitDraw
from dukou.credit.models import CheckPlan, CheckVisit, DrawRow, PlanLine, VisitInspector
from dukou.credit.queries.check_plans import altered, draw_of, fixed_of
from dukou.credit.queries.inspectors import inspector_ids
from dukou.kit.core.labels import joined

_AT_ONCE = 1_000
_CODE = 18  # bytes of chance in the code of a visit: 24 signs


def draw(*, by: Viewer, plan: str, seed: str, now: datetime | None = None) -> DrawRow:
    """Draw a published plan with the number that came out on its day. Asked again with the same number it gives the draw that is there."""
    actor, moment = begun(by, now, DRAWS)
    with transaction.atomic():
        row = held_plan(by, plan, PlanState.PUBLISHED, PlanState.DRAWN, PlanState.CLOSED)
        fixed = _as_published(row)
        there = draw_of(row)
        if there is not None:
            if there.seed != seed:
                raise AnotherSeed(seed=there.seed)
            return there
        if timezone.localdate(moment) < row.seed_on:
            raise SeedNotYet(seed_on=row.seed_on)
        try:
            found = drawn(fixed, seed)
        except UnfitDraw as fault:
            raise unfit(fault) from fault
        told = {"document": file_of(fixed, found), "cuts": public_cuts(fixed, seed)}
        made = DrawRow.objects.create(plan=row, seed=seed, drawn_at=moment, drawn_by=str(actor), **told)
        _store(row, found)
        row.state = PlanState.DRAWN.value
        row.save(update_fields=["state"])
        after = {"seed": seed, "plan_sha256": row.plan_sha256, "visits": len(found.visits), "shortages": len(found.shortages)}
        plan_event(actor, "check_draws.draw", row, after, moment)
    return made


def _as_published(plan: CheckPlan) -> Published:
    """The plan from what is stored, refused where that is not what was published."""
    try:
        fixed = fixed_of(plan)
    except UnfitDraw as fault:
        raise unfit(fault) from fault
    if names := altered(plan, fixed):
        parts = [PART_WORDS[name] for name in names if name in PART_WORDS] or [PART_WORDS["plan_sha256"]]
        raise ListAltered(parts=joined(parts, zh="、", en=", "))
    return fixed


def _store(plan: CheckPlan, found: Draw) -> None:
    """A visit for each firm that was drawn, with a code of its own, and its team."""
    firms, grades = _listed(plan)
    visits = [
        CheckVisit(
            plan=plan,
            enterprise_id=firms[visit.firm],
            firm=visit.firm,
            fields={field: list(arms.words) for field, arms in visit.fields.items()},
            grades={field: grades[field, visit.firm] for field in visit.fields},
            code=secrets.token_urlsafe(_CODE),
        )
        for visit in found.visits
    ]
    CheckVisit.objects.bulk_create(visits, batch_size=_AT_ONCE)
    ids = dict(CheckVisit.objects.filter(plan=plan).values_list("firm", "pk"))
    people = inspector_ids({key for visit in found.visits for key in visit.inspectors})
    team = (VisitInspector(visit_id=ids[visit.firm], inspector_id=people[key]) for visit in found.visits for key in visit.inspectors)
    VisitInspector.objects.bulk_create(team, batch_size=_AT_ONCE)


def _listed(plan: CheckPlan) -> tuple[Mapping[str, int], Mapping[tuple[str, str], str]]:
    rows = PlanLine.objects.filter(plan=plan, left_out="").values_list("field", "firm", "enterprise_id", "grade")
    firms: dict[str, int] = {}
    grades: dict[tuple[str, str], str] = {}
    for field, firm, entry, grade in rows.iterator():
        firms[firm], grades[field, firm] = entry, grade
    return firms, grades
