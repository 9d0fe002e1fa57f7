"""The inputs of a decision table cut into segments: within one, every cell of the column answers alike; one sample stands for all."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import floor
from typing import Any

from dukou.kit.core.labels import Label, same
from dukou.rules.core.books import Table
from dukou.rules.core.checking.bounds import Bounds, day_of, facing
from dukou.rules.core.checking.types import Type
from dukou.rules.core.expressions import (
    Among,
    Begins,
    Comparison,
    Every,
    Expression,
    Form,
    Holds,
    Not,
    Number,
    Some,
    Test,
    Text,
)
from dukou.rules.core.facts import FactType
from dukou.rules.core.quantities import in_unit, measure, scale_of
from dukou.rules.core.shown import number_words, unit_of_form
from dukou.rules.core.values import Exact, bounds
from dukou.rules.core.writing import written

Sample = Exact | str | bool
_RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}
OTHER = "…"  # stands for every word that no cell names


@dataclass(frozen=True, slots=True)
class Segment:
    """Values of one input that the same rows fit: `rows` as bits, and one of the values."""

    rows: int
    sample: Sample
    column: Column

    @property
    def example(self) -> Label | None:
        """The value in words, `staff = 19`; None of an input that no cell asks."""
        return self.column.told(self.sample) if any(self.column.tests) else None


@dataclass(frozen=True, eq=False)
class Column:
    """One input of a table with the tests of its cells; None asks nothing."""

    form: Expression
    type: Type
    tests: Sequence[Test | None]
    bounds: Bounds
    domain: tuple[str, ...] | None

    def segments(self) -> list[Segment]:
        """All there are, those with the same rows together; the first of them gives the example."""
        if not any(self.tests):
            return [Segment((1 << len(self.tests)) - 1, OTHER, self)]
        found: dict[int, Segment] = {}
        asks = [(1 << number, self._asked(test)) for number, test in enumerate(self.tests)]
        for sample in self._samples():
            rows = sum(bit for bit, fits in asks if fits(sample))
            if rows not in found:
                found[rows] = Segment(rows, sample, self)
        return list(found.values())

    def _asked(self, test: Test | None) -> Callable[[Sample], bool]:
        """What a cell asks of a sample; its numbers are reckoned once."""
        match test:
            case None:
                return lambda sample: True
            case Every(parts) | Some(parts):
                asks, joined = [self._asked(part) for part in parts], all if isinstance(test, Every) else any
                return lambda sample: joined(ask(sample) for ask in asks)
            case Not(part):
                ask = self._asked(part)
                return lambda sample: not ask(sample)
            case Comparison(sign, left, right):
                relation, turned = _RELATIONS[sign], left != self.form
                other = self._constant(left if turned else right)
                return lambda sample: bool(relation(other, sample) if turned else relation(sample, other))
            case Among(_, words):
                return lambda sample: sample in words
            case Begins(_, prefixes):
                return lambda sample: str(sample).startswith(prefixes)
            case _:
                return bool

    def _constant(self, form: Expression) -> Sample | None:
        return form.value if isinstance(form, Text) else self.bounds.constant(form)

    def told(self, sample: Sample) -> Label:
        """The input with a value of it, in words."""
        told = self._told(sample)
        return Label(f"{written(self.form)} = {told.zh}", f"{written(self.form)} = {told.en}")

    def _samples(self) -> Iterator[Sample]:
        if self.type.holds is FactType.TRUTH:
            return iter((True, False))
        return self._words() if self.type.holds is FactType.TEXT else self._numbers()

    def _words(self) -> Iterator[str]:
        """Every word that is named, one more for each prefix, and one that is none of all these."""
        known = self.bounds.words(self.form)
        closed = self.domain if known is None else sorted(known)
        if closed is not None:
            yield from closed
            return
        asked = [part for test in self.tests if test is not None for part in leaves(test)]
        named = list(dict.fromkeys(word for part in asked for word in _named(part, self.form)))
        yield from named
        for prefix in dict.fromkeys(prefix for part in asked if isinstance(part, Begins) for prefix in part.prefixes):
            yield prefix if prefix not in named else f"{prefix}…"
        yield OTHER

    def _numbers(self) -> Iterator[Exact]:
        """The numbers that cells name, and one between each two, below and above, within what the input can be."""
        asked = [part for test in self.tests if test is not None for part in leaves(test)]
        sides = [facing(part, self.form) for part in asked if isinstance(part, Comparison)]
        numbers = {cut for side in sides if side is not None and (cut := self.bounds.constant(side)) is not None}
        least, most = bounds(self.bounds.of(self.form))
        least = self.bounds.least_sensible(self.form) if least is None else least
        cuts = sorted(cut for cut in numbers if (least is None or cut >= least) and (most is None or cut <= most))
        if not cuts:
            yield least if least is not None else most if most is not None else 0
            return
        away, step = in_unit(Fraction(1), self._unit), self.bounds.step(self.form)
        if least is None or least < cuts[0]:
            yield cuts[0] - away if least is None else max(cuts[0] - away, least)
        yield from cuts
        yield from (middle for low, high in pairwise(cuts) if (middle := between(low, high, step)) is not None)
        if most is None or cuts[-1] < most:
            yield cuts[-1] + away if most is None else min(cuts[-1] + away, most)

    @cached_property
    def _unit(self) -> str:
        """The unit in which the cells write their numbers; empty where they need none."""
        parts = [part for test in self.tests if test is not None for part in leaves(test)]
        told = [form.unit for part in parts for form in _numbers_in(part) if form.unit]
        if told or self.type.holds is FactType.DATE or self.type.dimension.takes_bare_numbers:
            return next(iter(told), "")
        return unit_of_form(self.bounds.linked, self.form)

    def _told(self, sample: Sample) -> Label:
        if sample == OTHER:
            return Label("其他", "anything else")
        if isinstance(sample, bool):
            return same("yes" if sample else "no")
        if isinstance(sample, str):
            return same(sample)
        if self.type.holds is FactType.DATE:
            return same(day_of(sample).isoformat())
        unit = self._unit
        number = Fraction(sample) * scale_of(measure(unit)) / measure(unit).per_base if unit else sample
        return same(number_words(number).replace(",", "") + unit)


def between(low: Exact, high: Exact, step: Fraction | None) -> Exact | None:
    """A number between two others, on the grid where there is one; None where the grid has none."""
    middle = Fraction(low + high) / 2
    if step is None:
        return middle
    on_grid = floor(middle / step) * step
    if on_grid <= low:
        on_grid += step
    plain = on_grid.numerator if on_grid.denominator == 1 else on_grid  # whole numbers compare faster
    return plain if low < plain < high else None


def columns_of(table: Table, types: Sequence[Type], bounds_: Bounds) -> list[Column]:
    """The inputs of a table, each with its cells."""
    cells = [[row.cells[number].test for row in table.rows] for number in range(len(table.inputs))]
    return [Column(form, types[number], cells[number], bounds_, table.domains.get(number)) for number, form in enumerate(table.inputs)]


def leaves(test: Test) -> Iterator[Test]:
    """The tests within a test that are made of no others."""
    match test:
        case Every() | Some():
            for part in test.parts:
                yield from leaves(part)
        case Not():
            yield from leaves(test.part)
        case _:
            yield test


def asks_only(test: Test, form: Expression, bounds_: Bounds) -> bool:
    """Whether a cell compares its input with nothing but numbers, dates and words that are written down."""
    return all(_is_plain(part, form, bounds_) for part in leaves(test))


def _is_plain(part: Test, form: Expression, bounds_: Bounds) -> bool:
    if not isinstance(part, Comparison):
        return isinstance(part, Among | Begins | Holds) and part.of == form
    other = facing(part, form)
    return other is not None and (isinstance(other, Text) or bounds_.constant(other) is not None)


def _named(part: Test, form: Expression) -> tuple[str, ...]:
    if isinstance(part, Among):
        return part.words
    other = facing(part, form) if isinstance(part, Comparison) else None
    return (other.value,) if isinstance(other, Text) else ()


def _numbers_in(form: Form) -> Iterator[Number]:
    if isinstance(form, Comparison):
        yield from (side for side in (form.left, form.right) if isinstance(side, Number))
