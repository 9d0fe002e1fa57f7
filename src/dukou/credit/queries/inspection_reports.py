"""Whether grading is worth it: what drawn visits found, by grade and in the random control arm, and who inspected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from dukou.credit.core.inspections import Arm, VisitState
from dukou.credit.core.kinds import Level
from dukou.credit.core.reports import (
    Check,
    DaysEarlier,
    HitRates,
    InspectorEffect,
    Scored,
    Strictness,
    days_earlier,
    hit_rates,
    inspector_effect,
    strictness,
)
from dukou.credit.models import CheckVisit, VisitFinding
from dukou.credit.queries.fields import field_named
from dukou.kit.core.disclosure import Shown, suppressed
from dukou.kit.core.labels import Label
from dukou.kit.core.rates import NoBase, Rate

LEAST = 20  # inspections of an arm beneath which arms are not compared and nothing is said of days
LEAST_EACH = 5  # inspections by one inspector beneath which nothing is said of how strict he is
SHOWN_FROM = 3  # counts beneath are kept from the public
NOT_ENOUGH = NoBase(Label("随机对照组的检查还不够", "too few inspections of the control arm"))
BY_GRADE = Label("按等级抽中的合计", "all drawn by grade")
HIT, CLEAN = "hit", "clean"


@dataclass(frozen=True, slots=True)
class Looked:
    """One field of one drawn visit, with everybody who was there (keys)."""

    field: str
    on: date
    grade: str
    level: Level
    is_hit: bool
    by_grade: bool
    by_control: bool
    present: tuple[str, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that is told of some drawn visits; grades are compared by their level of risk.

    An inspection by several inspectors counts for each of them in `effect` and `strict`.
    """

    looked: Sequence[Looked]
    rates: HitRates
    days: DaysEarlier | NoBase
    effect: InspectorEffect | NoBase
    strict: Mapping[str, Strictness]


def looked_at(since: date, until: date, field: str = "") -> list[Looked]:
    """What was recorded of visits that were made from one day to another."""
    rows = CheckVisit.objects.filter(state=VisitState.RECORDED.value, arrived_at__date__gte=since, arrived_at__date__lte=until)
    visits = {row.pk: row for row in rows.prefetch_related("team__inspector").select_related("plan__unit")}
    findings = VisitFinding.objects.filter(visit__in=rows.values("pk")).order_by("visit", "field")
    findings = findings.filter(field=field) if field else findings
    levels = _Levels()
    return [_looked(visits[each.visit_id], each, levels) for each in findings]


def report(looked: Sequence[Looked]) -> Report:
    """The numbers. Days are reckoned from the control arm alone: the graded arm went by grade already."""
    checks = [_check(each, "") for each in looked]
    each_of = [_check(each, person) for each in looked for person in each.present]
    control = [Scored(each.on, float(each.level.height), each.is_hit) for each in looked if each.by_control]
    days = days_earlier(control) if len(control) >= LEAST else NOT_ENOUGH
    strict = {by: each for by, each in strictness(each_of).items() if each.rate.denominator >= LEAST_EACH}
    return Report(looked, hit_rates(checks), days, inspector_effect(each_of), strict)


def public_counts(looked: Iterable[Looked]) -> Shown[str, str]:
    """By field how many inspections found something and how many did not; small counts and what betrays them are kept back."""
    counts: dict[tuple[str, str], int] = {}
    for each in looked:
        for result in (HIT, CLEAN):
            counts.setdefault((each.field, result), 0)
        counts[each.field, HIT if each.is_hit else CLEAN] += 1
    return suppressed(counts, SHOWN_FROM)


def levels_of(rates: HitRates) -> list[tuple[Level, Rate]]:
    """Rates by level, from the lowest risk."""
    return [(level, rates.by_grade[level.value]) for level in Level if level.value in rates.by_grade]


class _Levels:
    """How risky a grade of a field is held to be, as its newest scheme says: fields call their grades differently."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Level] = {}

    def of(self, field: str, grade: str) -> Level:
        if (field, grade) not in self._known:
            schemes = sorted(field_named(field).schemes, key=lambda each: each.since, reverse=True)
            found = next((each.by_key[grade].level for each in schemes if grade in each.by_key), Level.ORDINARY)
            self._known[field, grade] = found
        return self._known[field, grade]


def _looked(visit: CheckVisit, finding: VisitFinding, levels: _Levels) -> Looked:
    arms, grade = visit.fields[finding.field], visit.grades[finding.field]
    assert visit.arrived_at is not None, "a visit with a result was made"
    return Looked(
        finding.field,
        timezone.localdate(visit.arrived_at),
        grade,
        levels.of(finding.field, grade),
        finding.is_hit,
        Arm.GRADE.value in arms,
        Arm.CONTROL.value in arms,
        tuple(sorted(each.inspector.key for each in visit.team.all() if each.is_present)),
        visit.plan.unit.key,
    )


def _check(each: Looked, by: str) -> Check:
    return Check(each.level.value, by, each.is_hit, each.by_grade, each.by_control)
