"""Whether grading is worth it: hits by grade against a control arm, days earlier, and how much of the gain is who inspects.

An inspection that found something is a *hit*. The control arm was drawn from everybody whatever the grade, so its rate is what inspections
without grades would find. Only inspections that were drawn count: one after a complaint is no sample of anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import sqrt

from dukou.kit.core.labels import Label
from dukou.kit.core.rates import NOTHING_BEFORE, NoBase, Rate


@dataclass(frozen=True, slots=True)
class Check:
    """One field of one drawn visit, as it ended. `by`: who inspected, as far as strictness is told apart (a person, a team or a group)."""

    grade: str
    by: str
    is_hit: bool
    by_grade: bool
    by_control: bool


@dataclass(frozen=True, slots=True)
class Gain:
    """A difference of two shares with its 95 % interval, all as fractions."""

    difference: float
    low: float
    high: float

    @property
    def is_certain(self) -> bool:
        """Whether the interval leaves “no difference” out of the question."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class HitRates:
    """Hits per inspection: by grade and over all grades of those drawn by grade, and of the control arm."""

    by_grade: Mapping[str, Rate]
    graded: Rate
    control: Rate

    @property
    def gain(self) -> Gain | NoBase:
        """What drawing by grade found more often than drawing from everybody."""
        return gain_of(self.graded, self.control)


def hit_rates(checks: Iterable[Check]) -> HitRates:
    """The rates; an inspection that was drawn for both reasons counts in both arms, since each is a sample of its own."""
    each = list(checks)
    graded = [check for check in each if check.by_grade]
    by_grade = {grade: _rate(check for check in graded if check.grade == grade) for grade in sorted({check.grade for check in graded})}
    return HitRates(by_grade, _rate(graded), _rate(check for check in each if check.by_control))


def gain_of(one: Rate, other: Rate) -> Gain | NoBase:
    """one − other with the interval from both Wilson intervals (R. G. Newcombe 1998, Statistics in Medicine 17:873, method 10).

    It holds for two samples that are independent of one another; firms that were drawn in both arms make it broader than it need be.
    """
    this, that = one.interval, other.interval
    if isinstance(this, NoBase) or isinstance(that, NoBase):
        return NOTHING_BEFORE
    p, q = one.numerator / one.denominator, other.numerator / other.denominator
    low = p - q - sqrt((p - this[0]) ** 2 + (that[1] - q) ** 2)
    high = p - q + sqrt((this[1] - p) ** 2 + (q - that[0]) ** 2)
    return Gain(p - q, low, high)


@dataclass(frozen=True, slots=True)
class Scored:
    """One inspection of a time in which nobody went by score: its day, the score it would have had, whether it was a hit."""

    on: date
    score: float
    is_hit: bool


@dataclass(frozen=True, slots=True)
class DaysEarlier:
    """How many days earlier hits would have been found on the mean, had the score set the order, and what a random order gives.

    `floor_error` is the standard deviation of a random order's mean: a gain within two of them may be luck.
    """

    mean: float
    floor: float
    floor_error: float
    hits: int
    inspections: int


def days_earlier(scored: Sequence[Scored]) -> DaysEarlier | NoBase:
    """Reorder inspections by score, the highest first, and keep how many there were on each day (Chicago's evaluation of 2014).

    Where scores are equal, as within a grade, every order is as good: such inspections stand for the mean day of their places. The floor
    needs no dice: in a random order each hit has the mean day of all, with the error of a sample without replacement.
    """
    hits = [each for each in scored if each.is_hit]
    if not hits:
        return NOTHING_BEFORE
    places = sorted(each.on.toordinal() for each in scored)
    moved, start = 0.0, 0
    for _, tied in groupby(sorted(scored, key=lambda each: -each.score), key=lambda each: each.score):
        block = list(tied)
        day = _mean(places[start : start + len(block)])
        moved += sum(each.on.toordinal() - day for each in block if each.is_hit)
        start += len(block)
    middle, count, many = _mean(places), len(places), len(hits)
    spread = sum((day - middle) ** 2 for day in places) / (count - 1) if count > 1 else 0.0
    error = sqrt(spread / many * (1 - many / count))
    floor = _mean([each.on.toordinal() for each in hits]) - middle
    return DaysEarlier(moved / many, floor, error, many, count)


@dataclass(frozen=True, slots=True)
class InspectorEffect:
    """How much of an apparent gain is who inspects. `apparent`, `within` as fractions; `explained`: the share, which may be below nought.

    `left_out`: inspections by those who inspected in one arm alone, who compare nothing.
    """

    apparent: float
    within: float
    explained: float | NoBase
    left_out: int


NO_GAIN = NoBase(Label("没有可解释的增益", "there is no gain to explain"))


def inspector_effect(checks: Iterable[Check]) -> InspectorEffect | NoBase:
    """The gain of the graded arm over the control arm among the inspections of the *same* inspectors, against the gain over all of them.

    `within` is the difference of shares pooled over inspectors by Mantel and Haenszel's weights, n₁n₀ ÷ (n₁ + n₀). Apparent and
    within are taken over the same inspections: of those who inspected in both arms. An inspection drawn for both reasons is in both, as
    in `hit_rates`: without it the control arm would lack the worst grades, which are all drawn. Where teams are drawn by lot the effect
    ought to be about nought; where an office sends its strict ones to those it suspects, it is not (Chicago: more than half).
    """
    each, strata = list(checks), dict[str, tuple[list[bool], list[bool]]]()
    for check in each:
        graded, control = strata.setdefault(check.by, ([], []))
        graded += [check.is_hit] if check.by_grade else []
        control += [check.is_hit] if check.by_control else []
    both = [(graded, control) for graded, control in strata.values() if graded and control]
    if not both:
        return NOTHING_BEFORE
    left_out = sum(not all(strata[check.by]) for check in each)
    apparent = _mean([hit for graded, _ in both for hit in graded]) - _mean([hit for _, control in both for hit in control])
    weights = [len(graded) * len(control) / (len(graded) + len(control)) for graded, control in both]
    gains = [_mean(graded) - _mean(control) for graded, control in both]
    within = sum(weight * gain for weight, gain in zip(weights, gains, strict=True)) / sum(weights)
    return InspectorEffect(apparent, within, 1 - within / apparent if apparent > 0 else NO_GAIN, left_out)


@dataclass(frozen=True, slots=True)
class Strictness:
    """One who inspects: hits of inspections, and how many hits the grades of the firms alone let expect."""

    rate: Rate
    expected: float

    @property
    def ratio(self) -> float | NoBase:
        """Hits ÷ expected hits: 1 is as everybody, 2 finds twice as much in firms of the same grades."""
        return self.rate.numerator / self.expected if self.expected else NOTHING_BEFORE


def strictness(checks: Iterable[Check]) -> dict[str, Strictness]:
    """Everybody who inspects, by key; expected hits are the sum of the hit rates of the grades that were inspected (indirect standard)."""
    each = list(checks)
    rates = {grade: _mean(hits) for grade, hits in _hits(each, lambda check: check.grade).items()}
    found = _hits(each, lambda check: check.by)
    looked: dict[str, float] = {}
    for check in each:
        looked[check.by] = looked.get(check.by, 0.0) + rates[check.grade]
    return {by: Strictness(Rate(sum(hits), len(hits)), looked[by]) for by, hits in sorted(found.items())}


def _hits(checks: Iterable[Check], key: Callable[[Check], str]) -> dict[str, list[bool]]:
    found: dict[str, list[bool]] = {}
    for check in checks:
        found.setdefault(key(check), []).append(check.is_hit)
    return found


def _rate(checks: Iterable[Check]) -> Rate:
    hits = [check.is_hit for check in checks]
    return Rate(sum(hits), len(hits))


def _mean(values: Sequence[int | float]) -> float:
    return sum(values) / len(values)
