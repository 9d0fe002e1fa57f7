"""What a plan lets be: ratios and caps that are never harder on the better grade, who stays off the list, how many visits come of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod

from dukou.credit.core.published import WHOLE, Entry, Policy, Roster, part
from dukou.credit.core.visits import is_used_up
from dukou.kit.core.labels import Label, same
from dukou.kit.core.places import FieldFault


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a level of risk is inspected: a ratio from `least` to `most`, `usual` where none is named (hundredths of a percent).

    `cap`: visits a year at most to one firm; None: as needed.
    """

    least: int
    usual: int
    most: int
    cap: int | None


# Lindian (Daqing) 2024, the one table found in print: A ≤ 5 %, < 1 a year; B 5 to 20 %, 1 a year; C 21 to 60 %, < 2 a year; D 61 to 100 %,
# as needed. Usual is the most of each range. As whole numbers of visits, “< 2” is 1; “< 1” can only be meant as a mean, which the ratio
# keeps, so it is 1 too (our reading, not confirmed by the paper).
DEFAULTS: Mapping[str, Frequency] = {
    "low": Frequency(0, 500, 500, 1),
    "general": Frequency(500, 2_000, 2_000, 1),
    "higher": Frequency(2_100, 6_000, 6_000, 1),
    "high": Frequency(6_100, WHOLE, WHOLE, None),
}


@dataclass(frozen=True, slots=True)
class GradeTerms:
    """What follows from one grade for inspections; ratio None and `cap_is_own` false: what its level has by default."""

    grade: str
    level: str
    ratio: int | None = None
    cap: int | None = None
    cap_is_own: bool = False


@dataclass(frozen=True, slots=True)
class Ruled:
    """The ratio and the yearly number that hold for a grade."""

    ratio: int
    cap: int | None


def ruled(terms: GradeTerms, defaults: Mapping[str, Frequency] = DEFAULTS) -> Ruled:
    """The grade's own ratio and cap, else those of its level."""
    usual = defaults[terms.level]
    return Ruled(usual.usual if terms.ratio is None else terms.ratio, terms.cap if terms.cap_is_own else usual.cap)


_RISES = Label(
    "较好的等级 {better} 的比例 {one} 高于较差的等级 {worse} 的 {other}",
    "the better grade {better} has the ratio {one}, above {other} of the worse {worse}",
)
_CAP_RISES = Label(
    "较好的等级 {better} 的年度次数 {one} 多于较差的等级 {worse} 的 {other}",
    "the better grade {better} has the yearly number {one}, above {other} of the worse {worse}",
)
_LOWER = Label(
    "等级越好，检查越少：调低它，或调高较差的等级", "the better the grade, the fewer the inspections: lower it, or raise the worse grade's"
)
_OUTSIDE = Label(
    "比例 {ratio} 超出 {level} 级的范围 {least} 至 {most}", "the ratio {ratio} is outside the range of the level {level}, {least} to {most}"
)
_WITHIN = Label("取范围内的比例，或改等级的风险级别", "take a ratio of the range, or give the grade another level")
_AS_NEEDED = Label("“按需”", "“as needed”")


def faults_of(grades: Sequence[GradeTerms], defaults: Mapping[str, Frequency] = DEFAULTS) -> list[FieldFault]:
    """What may not be, of grades from the best to the worst: a ratio or a cap that rises with a better grade; a ratio beyond its level."""
    found: list[FieldFault] = []
    for each in grades:
        usual, ratio = defaults[each.level], ruled(each, defaults).ratio
        if not usual.least <= ratio <= usual.most:
            what = _OUTSIDE.filled(ratio=percent(ratio), level=each.level, least=percent(usual.least), most=percent(usual.most))
            found.append(FieldFault(f"grades.{each.grade}.ratio", what, _WITHIN))
    for better, worse in pairwise(grades):
        one, other = ruled(better, defaults), ruled(worse, defaults)
        names = {"better": better.grade, "worse": worse.grade}
        if one.ratio > other.ratio:
            what = _RISES.filled(**names, one=percent(one.ratio), other=percent(other.ratio))
            found.append(FieldFault(f"grades.{better.grade}.ratio", what, _LOWER))
        if other.cap is not None and (one.cap is None or one.cap > other.cap):
            what = _CAP_RISES.filled(**names, one=_yearly(one.cap), other=_yearly(other.cap))
            found.append(FieldFault(f"grades.{better.grade}.cap", what, _LOWER))
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


def _yearly(cap: int | None) -> Label:
    return _AS_NEEDED if cap is None else same(cap)
