"""What a plan may be: ratios within their ranges, never harder on the better grade; who stays off its list; how many visits come of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import prod

from dukou.credit.core.frames import Checks
from dukou.credit.core.published import Entry, Policy, Roster, part
from dukou.credit.core.visits import is_used_up
from dukou.kit.core.labels import Label
from dukou.kit.core.places import FieldFault

_RISES = Label(
    "较好的等级 {better} 的比例 {one} 高于较差的等级 {worse} 的 {other}",
    "the better grade {better} has the ratio {one}, above {other} of the worse {worse}",
)
_LOWER = Label(
    "等级越好，检查越少：调低它，或调高较差的等级", "the better the grade, the fewer the inspections: lower it, or raise the worse grade's"
)
_OUTSIDE = Label("比例 {ratio} 超出规定的范围 {least} 至 {most}", "the ratio {ratio} is outside what its grade allows, {least} to {most}")
_WITHIN = Label("取范围内的比例", "take a ratio within it")
_LACKING = Label("没有写这个等级的比例", "this grade has no ratio")


def usual(ranges: Mapping[str, Checks]) -> dict[str, int]:
    """The ratio of each grade where a plan chooses none: the most of its range."""
    return {grade: checks.most for grade, checks in ranges.items()}


def faults_of(field: str, ranges: Mapping[str, Checks], chosen: Mapping[str, int]) -> list[FieldFault]:
    """What may not be of the ratios that a plan chose. `ranges`: from the best grade to the worst (`core.frames.Frame.checks`)."""
    found: list[FieldFault] = []
    for grade, checks in ranges.items():
        ratio, place = chosen.get(grade), f"{field}.{grade}"
        if ratio is None:
            found.append(FieldFault(place, _LACKING, _WITHIN))
        elif not checks.least <= ratio <= checks.most:
            what = _OUTSIDE.filled(ratio=percent(ratio), least=percent(checks.least), most=percent(checks.most))
            found.append(FieldFault(place, what, _WITHIN))
    for better, worse in pairwise(grade for grade in ranges if grade in chosen):
        if chosen[better] > chosen[worse]:
            what = _RISES.filled(better=better, worse=worse, one=percent(chosen[better]), other=percent(chosen[worse]))
            found.append(FieldFault(f"{field}.{better}", what, _LOWER))
    return found


@dataclass(frozen=True, slots=True)
class Listing:
    """Who goes on the list of a plan, and who stays off because the yearly number is used up."""

    entries: tuple[Entry, ...]
    used_up: tuple[Entry, ...]


def listed(entries: Iterable[Entry], visits: Mapping[str, int], caps: Mapping[tuple[str, str], int | None]) -> Listing:
    """The list of a plan. `visits`: joint visits of each firm this year, in whatever field; `caps` by (field, grade), each must be there.

    A firm is visited, not a field of it: a visit for food counts against its number for tax too. Where its grade in one field says “as
    needed”, it stays on that field's list alone.
    """
    on, off = list[Entry](), list[Entry]()
    for entry in entries:
        (off if is_used_up(visits.get(entry.firm, 0), caps[entry.field, entry.grade]) else on).append(entry)
    return Listing(tuple(sorted(on)), tuple(sorted(off)))


@dataclass(frozen=True, slots=True)
class Expected:
    """What a plan will bring before it is drawn. `by_grade`: firms drawn of (field, grade), exact; `control`: of each field, exact.

    `inspections`: fields inspected, and `visits`: joint visits, both on the mean over all seeds.
    """

    by_grade: Mapping[tuple[str, str], int]
    control: Mapping[str, int]
    inspections: float
    visits: float

    @property
    def merged(self) -> float:
        """How many visits the firms are spared because fields go together."""
        return self.inspections - self.visits


def expected(roster: Roster, policy: Policy) -> Expected:
    """The numbers of a plan. Keys of fields and arms are independent, so a firm is visited with 1 − Π (1 − its chance in each field)."""
    by_grade: dict[tuple[str, str], int] = {}
    control: dict[str, int] = {}
    chances: dict[tuple[str, str], float] = {}
    places: dict[str, list[tuple[str, str]]] = {}
    for field, grades in roster.items():
        terms, count = policy.fields[field], sum(map(len, grades.values()))
        control[field] = part(terms.control, count)
        for grade, firms in grades.items():
            by_grade[field, grade] = part(terms.ratios[grade], len(firms))
            chances[field, grade] = 1 - (1 - by_grade[field, grade] / len(firms)) * (1 - control[field] / count)
            for firm in firms:
                places.setdefault(firm, []).append((field, grade))
    alike = Counter(tuple(each) for each in places.values())
    inspections = sum(many * sum(chances[place] for place in found) for found, many in alike.items())
    visits = sum(many * (1 - prod(1 - chances[place] for place in found)) for found, many in alike.items())
    return Expected(by_grade, control, inspections, visits)


def percent(ratio: int) -> str:
    """Hundredths of a percent as a percentage: 500 is `5%`, 1250 is `12.5%`."""
    whole, rest = divmod(ratio, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + "%"
