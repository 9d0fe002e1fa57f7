"""A plan as its pages show it: each grade with its ratio and numbers, what it will bring or brought, and what should give one pause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dukou.credit.core.frames import Checks
from dukou.credit.core.inspections import PlanState
from dukou.credit.core.plans import Expected, expected
from dukou.credit.core.published import Policy, Roster, Terms, roster_of
from dukou.credit.core.schemes import GradeRule
from dukou.credit.models import CheckPlan, DrawRow, PlanField, PlanLine
from dukou.credit.queries.check_plans import draw_of, entries_stored
from dukou.credit.queries.fields import CreditField, field_named, field_of_text, frame
from dukou.credit.queries.plan_lists import drafted
from dukou.kit.core.labels import Label


@dataclass(frozen=True, slots=True)
class GradeShown:
    """One grade of one field: what it may be, what was chosen, how many stand on the list, how many are drawn and how many stay off."""

    field: CreditField
    rule: GradeRule
    range: Checks
    ratio: int
    listed: int
    drawn: int
    left_out: int


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One field with its grades, from the best, and its control arm."""

    field: CreditField
    grades: tuple[GradeShown, ...]
    control: int
    control_drawn: int
    is_graded: bool


@dataclass(frozen=True, slots=True)
class PlanShown:
    """The whole. `expected`: the numbers on the mean over all seeds; `draw`: what was drawn, if it was."""

    plan: CheckPlan
    fields: tuple[FieldShown, ...]
    expected: Expected | None
    draw: DrawRow | None
    left_out: int
    missing: tuple[Label, ...]

    @property
    def state(self) -> PlanState:
        """How far the plan is."""
        return PlanState.of(self.plan.state)

    @property
    def listed(self) -> int:
        """Lines of the list, over all fields."""
        return sum(grade.listed for each in self.fields for grade in each.grades)


def shown(plan: CheckPlan) -> PlanShown:
    """The plan as it was published, or as its list would be today while it is a draft."""
    parts = list(plan.parts.select_related("unit", "run").order_by("field"))
    if plan.state == PlanState.DRAFT.value:
        found, lacking = drafted([field_named(part.field) for part in parts], plan.starts_on.year)
        roster, off = roster_of(found.listing.entries), Counter((each.field, each.grade) for each in found.listing.used_up)
        missing = tuple(field.label for field in lacking)
    else:
        roster, off, missing = roster_of(entries_stored(plan)), _left_out(plan), ()
    policy = Policy({part.field: Terms(part.unit.key, part.ratios, part.control) for part in parts})
    numbers = expected(roster, policy) if _fits(roster, policy) else None
    fields = tuple(_field(part, roster, numbers, off) for part in parts)
    return PlanShown(plan, fields, numbers, draw_of(plan), sum(off.values()), missing)


def _fits(roster: Roster, policy: Policy) -> bool:
    return all(grade in policy.fields[field].ratios for field, grades in roster.items() for grade in grades)


def _left_out(plan: CheckPlan) -> Counter[tuple[str, str]]:
    return Counter(PlanLine.objects.filter(plan=plan).exclude(left_out="").values_list("field", "grade"))


def _field(part: PlanField, roster: Roster, numbers: Expected | None, off: Mapping[tuple[str, str], int]) -> FieldShown:
    field = field_of_text(part.run.text_id) if part.run else field_named(part.field)
    scheme = field.version(part.run.version) if part.run else max(field.schemes, key=lambda each: each.since)
    rules, firms = frame(), roster.get(part.field, {})
    by_grade = numbers.by_grade if numbers else {}
    grades = tuple(
        GradeShown(
            field,
            rule,
            rules.checks(rule),
            part.ratios.get(rule.key, 0),
            len(firms.get(rule.key, ())),
            by_grade.get((part.field, rule.key), 0),
            off.get((part.field, rule.key), 0),
        )
        for rule in scheme.grades
    )
    return FieldShown(field, grades, part.control, numbers.control.get(part.field, 0) if numbers else 0, bool(firms))


def days_left(plan: CheckPlan, today: date) -> int:
    """Days until the public number appears; nought and beneath: it is there."""
    return (plan.seed_on - today) // timedelta(days=1)


def cuts_of(draw: DrawRow) -> dict[str, dict[str, Any]]:
    """What the public reads of a draw."""
    found: dict[str, dict[str, Any]] = draw.cuts
    return found
