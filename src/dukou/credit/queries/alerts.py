"""What should give one pause about a plan: firms visited a short while ago, and firms beyond their yearly number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dukou.credit.core.inspections import PlanState
from dukou.credit.core.visits import OverCap, SoonAgain, over_cap, soon_again
from dukou.credit.models import CheckPlan, CheckVisit, PlanLine
from dukou.credit.queries.fields import field_named, frame
from dukou.credit.queries.visits import AHEAD, MADE, keys_of_standing, made_visits, visits_of_year


@dataclass(frozen=True, slots=True)
class Alerts:
    """`recent`: firms (keys) of the list, or drawn, that were visited less than `days` days before; `over`: visits beyond the number."""

    recent: Sequence[str]
    over: Sequence[OverCap]
    days: int

    def __bool__(self) -> bool:
        return bool(self.recent or self.over)


def alerts_of(plan: CheckPlan, today: date) -> Alerts:
    """Before the draw of the firms on the list, for whom one visit more is reckoned; afterwards of those that were drawn."""
    rules = frame()
    if plan.state in (PlanState.DRAWN.value, PlanState.CLOSED.value):
        firms = set(CheckVisit.objects.filter(plan=plan, state__in=[*AHEAD, *MADE]).values_list("firm", flat=True))
        more = 0
    else:
        firms = set(PlanLine.objects.filter(plan=plan, left_out="").values_list("firm", flat=True))
        more = 1
    since = max(plan.starts_on, today) - timedelta(days=rules.soon)
    others = CheckVisit.objects.filter(state__in=MADE, arrived_at__date__gte=since).exclude(plan=plan)
    keys = keys_of_standing(set(others.values_list("enterprise_id", flat=True)))
    counts = visits_of_year(plan.starts_on.year)
    over = over_cap({firm: counts.get(firm, 0) + more for firm in firms}, caps_on(plan))
    return Alerts(sorted(firms & set(keys.values())), over, rules.soon)


def caps_on(plan: CheckPlan) -> dict[str, int | None]:
    """The yearly number of each firm on the list: the greatest of its fields, none where one of them says as needed."""
    rules, found = frame(), dict[str, int | None]()
    runs = {part.field: part.run for part in plan.parts.select_related("run")}
    schemes = {field: field_named(field).schemes for field in runs}
    numbers: dict[tuple[str, str], int | None] = {}
    for field, among in schemes.items():
        run = runs[field]
        for scheme in among:
            if run is None or scheme.version == run.version:
                numbers |= {(field, grade.key): rules.checks(grade).visits for grade in scheme.grades}
    lines = PlanLine.objects.filter(plan=plan, left_out="").values_list("field", "grade", "firm")
    for field, grade, firm in lines.iterator():
        found[firm] = looser(found[firm], numbers.get((field, grade))) if firm in found else numbers.get((field, grade))
    return found


def looser(one: int | None, other: int | None) -> int | None:
    """The greater of two yearly numbers; none is the greatest."""
    return None if one is None or other is None else max(one, other)


def soon_repeats(year: int) -> list[SoonAgain]:
    """Visits of a year that followed on another within the days of the district's policy."""
    rules = frame()
    found = soon_again(made_visits(date(year, 1, 1) - timedelta(days=rules.soon), date(year, 12, 31)), rules.soon)
    return [each for each in found if each.again_on.year == year]


def over_in(year: int) -> tuple[Mapping[str, int], list[OverCap]]:
    """Visits of a year by firm, and who had more than its number: by the grades with which it was drawn."""
    caps: dict[str, int | None] = {}
    rows = CheckVisit.objects.filter(state__in=MADE, arrived_at__year=year).values_list("enterprise_id", "grades")
    told = list(rows)
    keys = keys_of_standing({firm for firm, _ in told})
    numbers: dict[tuple[str, str], int | None] = {}
    for firm, grades in told:
        for field, grade in grades.items():
            if (field, grade) not in numbers:
                numbers[field, grade] = _visits_of(field, grade)
            key = keys[firm]
            caps[key] = looser(caps[key], numbers[field, grade]) if key in caps else numbers[field, grade]
    counts = {firm: many for firm, many in visits_of_year(year).items() if firm in caps}
    return counts, over_cap(counts, caps)


def _visits_of(field: str, grade: str) -> int | None:
    """The yearly number of a grade by the newest scheme that knows it."""
    for scheme in sorted(field_named(field).schemes, key=lambda each: each.since, reverse=True):
        if grade in scheme.by_key:
            return frame().checks(scheme.by_key[grade]).visits
    return None
