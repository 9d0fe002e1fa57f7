"""Arithmetic that keeps operators and intervals: `>100` plus `65` is `>165`, and a quotient by `>100` is `<`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dukou.figures.core.intervals import Interval
from dukou.figures.core.operators import Leaning, Operator, leaning_of, operator_of
from dukou.figures.core.quantities import Quantity
from dukou.figures.core.units import PERCENT, Unit
from dukou.kit.core.labels import Label
from dukou.kit.core.rates import NOT_POSITIVE, NOTHING_BEFORE, NoBase

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Value:
    """A computed figure: the point that the stated numbers give, the operator that theirs leave, and what it can really be.

    `operator` is None where the truth may lie on both sides of the point (`>100` minus `>80`): then only the interval speaks.
    """

    point: Decimal
    operator: Operator | None
    interval: Interval
    unit: Unit

    @classmethod
    def of(cls, quantity: Quantity, *, is_exact: bool = False) -> Value:
        """A stated figure as the beginning of a computation."""
        return cls(quantity.number, quantity.operator, quantity.interval(is_exact=is_exact), quantity.unit)

    @classmethod
    def exactly(cls, number: Decimal | int, unit: Unit) -> Value:
        """A number that is what it is."""
        return cls(Decimal(number), Operator.EQUAL, Interval.exactly(Decimal(number)), unit)

    @property
    def leaning(self) -> Leaning:
        """To which side the truth may lie."""
        return leaning_of(self.operator)

    def within(self, unit: Unit) -> Value:
        """The same figure in another unit of its dimension."""
        if unit is self.unit:
            return self
        factor = self.unit.converted(Decimal(1), unit)
        return Value(self.point * factor, self.operator, self.interval.scaled(factor), unit)

    def plus(self, other: Value) -> Value:
        """The sum, in this figure's unit."""
        right = other.within(self.unit)
        operator = operator_of([self.leaning, right.leaning])
        return Value(self.point + right.point, operator, self.interval.plus(right.interval), self.unit)

    def minus(self, other: Value) -> Value:
        """The difference, in this figure's unit."""
        right = other.within(self.unit)
        operator = operator_of([self.leaning, right.leaning.turned()])
        return Value(self.point - right.point, operator, self.interval.plus(right.interval.negated()), self.unit)

    def over(self, other: Value) -> Value | NoBase:
        """The share of `other` in percent; no base where `other` is or may be nought or less."""
        right = other.within(self.unit)
        if right.point == 0:
            return NOTHING_BEFORE
        quotient = self.interval.over(right.interval)
        if right.point < 0 or quotient is None:
            return NOT_POSITIVE
        operator = operator_of([self.leaning, right.leaning.turned()])
        return Value(self.point / right.point * HUNDRED, operator, quotient.scaled(HUNDRED), PERCENT)

    def growth_on(self, base: Value) -> Value | NoBase:
        """Growth on `base` in percent: current ÷ base − 1."""
        ratio = self.over(base)
        return ratio.shifted(-HUNDRED) if isinstance(ratio, Value) else ratio

    def growth_a_year(self, base: Value, years: int) -> Value | NoBase:
        """The growth a year, in percent, that leads from `base` to this figure in `years` years."""
        ratio = self.over(base)
        if not isinstance(ratio, Value):
            return ratio
        if years <= 0:
            return NOTHING_BEFORE
        ends = ratio.interval
        rooted = Interval(_root(ends.low, years), _root(ends.high, years), ends.low_open, ends.high_open)
        return Value(_root(ratio.point, years), ratio.operator, rooted, PERCENT).shifted(-HUNDRED)

    def before_growth(self, growth: Value) -> Value | NoBase:
        """The base from which this figure grew by `growth` percent: current ÷ (1 + growth)."""
        grown = Value(
            (growth.point + HUNDRED) / HUNDRED, growth.operator, growth.interval.shifted(HUNDRED).scaled(Decimal("0.01")), self.unit
        )
        quotient = self.over(grown)
        return quotient.scaled(Decimal("0.01"), self.unit) if isinstance(quotient, Value) else quotient

    def split(self, parts: int) -> Value:
        """An equal part: what each of `parts` months has to bring."""
        return self.scaled(Decimal(1) / Decimal(parts), self.unit)

    def shifted(self, by: Decimal) -> Value:
        """The figure plus an exact number."""
        return Value(self.point + by, self.operator, self.interval.shifted(by), self.unit)

    def scaled(self, factor: Decimal, unit: Unit) -> Value:
        """The figure times a positive exact number, in the given unit."""
        return Value(self.point * factor, self.operator, self.interval.scaled(factor), unit)

    def shown(self, digits: int) -> Label:
        """As it is shown, rounded to `digits` decimals: `<31.6%`, `24.31 亿元`."""
        sign = "" if self.operator is None else self.operator.sign
        number = self.unit.written(self.point, digits)
        return self.unit.beside(Label(sign + number.zh, sign + number.en))

    def range_shown(self, digits: int) -> Label | None:
        """The interval, `24.22–24.39`; None where it is a single value, or where the operator already says how far it is open."""
        says_enough = self.operator is not None and (self.leaning.up or self.leaning.down)
        if says_enough or not self.interval.is_bounded or self.interval.is_exact:
            return None
        low, high = self.unit.written(self.interval.low, digits), self.unit.written(self.interval.high, digits)
        return Label(f"{low.zh}–{high.zh}", f"{low.en}–{high.en}")


def total(values: Iterable[Value], unit: Unit) -> Value:
    """The sum of all values in `unit`; nothing sums to an exact nought."""
    result = Value.exactly(0, unit)
    for value in values:
        result = result.plus(value)
    return result


def median(values: Sequence[Value]) -> Value:
    """The middle one of the values (at least one), the mean of the two middle ones of an even number; its interval end by end."""
    same = [value.within(values[0].unit) for value in values]
    low, high = _middle([value.interval.low for value in same]), _middle([value.interval.high for value in same])
    point, operator = _middle([value.point for value in same]), operator_of([value.leaning for value in same])
    return Value(point, operator, Interval(low, high), same[0].unit)


def _middle(numbers: Sequence[Decimal]) -> Decimal:
    ordered, half = sorted(numbers), len(numbers) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _root(percent: Decimal, years: int) -> Decimal:
    """(percent/100) to the power 1/years, in percent."""
    if not percent.is_finite() or percent == 0:
        return percent
    return (percent / HUNDRED) ** (Decimal(1) / Decimal(years)) * HUNDRED
