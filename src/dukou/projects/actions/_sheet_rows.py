"""One row of a list as a project with its first step, its contract sum and its planned investment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.utils import timezone

from dukou.projects.actions._steps import office_id
from dukou.projects.core.kinds import MoveState
from dukou.projects.core.leads import Investor
from dukou.projects.core.replays import Rung
from dukou.projects.intake.projects import Listed
from dukou.projects.models import MoneyStatement, Project, ProjectStatement, StageStep
from dukou.projects.queries.facts import TOTAL
from dukou.rules.core.records import plain


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a list comes from, since when it is known, when and by whom it is taken in, and the stage in which its projects begin."""

    source: str
    known_on: date
    at: datetime
    by: str
    stage: str
    is_synthetic: bool


def plant(listed: Listed, follows: Project | None, delivery: Delivery) -> str:
    """Write the rows of one project; gives its key. No clocks of leads are opened: what a list tells was known to others before."""
    office = office_id(listed.office)
    stands, on = MoveState.STANDS.value, delivery.known_on
    stamped = {"recorded_at": delivery.at, "recorded_by": delivery.by}
    row = Project.objects.create(
        key=f"sheet-{delivery.at.timestamp():.6f}".replace(".", "-"),
        name=listed.name,
        firm=listed.firm,
        code=listed.code,
        origin=listed.origin,
        about=listed.about,
        office_id=office,
        registered_for_id=office,
        firm_core=Investor(listed.firm, listed.code).core,
        follows=follows,
        stage=delivery.stage,
        stage_since=on,
        registered_at=delivery.at,
        registered_by=delivery.by,
        reported_on=on,
        is_synthetic=delivery.is_synthetic,
    )
    row.key = f"p{row.pk:05d}"
    row.save(update_fields=["key"])
    StageStep.objects.create(project=row, stage=delivery.stage, on=on, state=stands, **stamped)
    if listed.contract is not None:
        known = timezone.localdate(delivery.at)
        told = {"rung": Rung.CONTRACT.value, "amount": listed.contract, "as_of": on, "said_by": delivery.source[:200]}
        MoneyStatement.objects.create(project=row, state=stands, known_on=known, **told, **stamped)
    if listed.total is not None:
        value = plain(Fraction(listed.total))
        ProjectStatement.objects.create(
            project=row, fact=TOTAL, value=value, is_plan=True, source=delivery.source[:300], known_on=on, **stamped
        )
    return row.key
