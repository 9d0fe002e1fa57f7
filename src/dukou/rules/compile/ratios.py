"""Exact fractions in SQL: a whole number over a whole number above nought. Comparing multiplies out, so nothing is divided or rounded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm

from dukou.rules.compile import sql, wholes
from dukou.rules.compile.sql import Sql
from dukou.rules.compile.wholes import ONE, Whole, const
from dukou.rules.core.expressions import TURNED, ArithmeticSign, ComparisonSign

Keep = Callable[[Sql], Sql]


@dataclass(frozen=True, slots=True, eq=False)
class Ratio:
    """`num` is null exactly where the number is unknown; `den` is above nought wherever `num` is known."""

    num: Whole
    den: Whole = ONE

    @property
    def constant(self) -> Fraction | None:
        """The number, where it is constant."""
        if self.num.constant is None or self.den.constant is None:
            return None
        return Fraction(self.num.constant, self.den.constant)

    def kept(self, keep: Keep) -> Ratio:
        """The same with its parts as columns."""
        return Ratio(wholes.kept(self.num, keep), wholes.kept(self.den, keep))


def exactly(number: Fraction | int) -> Ratio:
    """A constant."""
    fraction = Fraction(number)
    return Ratio(const(fraction.numerator), const(fraction.denominator))


def reckoned(sign: ArithmeticSign, left: Ratio, right: Ratio, keep: Keep) -> Ratio | None:
    """A sum, difference, product or quotient; None where it is unknown whatever the facts are."""
    if sign in ("+", "-"):
        return _sum(sign, left, right)
    if sign == "*":
        return _product(left, right)
    return _quotient(left, right, keep)


def compared(sign: ComparisonSign, left: Ratio, right: Ratio) -> bool | Sql:
    """Left beside right, by multiplying out; null where one is unknown."""
    if right.constant is not None and left.den.constant is not None:
        return _beside(sign, left.num, right.constant * left.den.constant)
    if left.constant is not None and right.den.constant is not None:
        return _beside(TURNED[sign], right.num, left.constant * right.den.constant)
    ours, theirs = _out(left, right)
    return wholes.compared(sign, ours, theirs)


def _out(left: Ratio, right: Ratio) -> tuple[Whole, Whole]:
    """Both over one denominator, which is left out."""
    if left.den.same_as(right.den):
        return left.num, right.num
    if left.den.constant and right.den.constant:
        ours, theirs = wholes.shortened(right.den.constant, left.den.constant)
        return wholes.times(left.num, const(ours)), wholes.times(right.num, const(theirs))
    return wholes.times(left.num, right.den), wholes.times(right.num, left.den)


def _beside(sign: ComparisonSign, number: Whole, bound: Fraction) -> bool | Sql:
    """A whole number beside a constant. Between whole numbers the next one does as well; what it can never equal needs only to be known."""
    if number.constant is not None:
        difference = number.constant - bound
        return wholes.holds(sign, (difference > 0) - (difference < 0), 0)
    if sign in ("=", "!="):
        if bound.denominator != 1 or abs(bound) > number.most:
            return sql.case([(sql.is_told(number.sql()), sql.truth_sql(sign == "!="))], sql.null("BOOLEAN"))
        return wholes.compared(sign, number, const(int(bound)))
    next_ = ceil(bound) if sign in (">=", "<") else floor(bound)
    return wholes.compared(sign, number, const(min(max(next_, -number.most - 1), number.most + 1)))


def _sum(sign: str, left: Ratio, right: Ratio) -> Ratio:
    reckon = wholes.plus if sign == "+" else wholes.minus
    if left.constant is not None and right.constant is not None:
        return exactly(left.constant + right.constant if sign == "+" else left.constant - right.constant)
    if left.den.constant and right.den.constant:
        den = lcm(left.den.constant, right.den.constant)
        ours, theirs = den // left.den.constant, den // right.den.constant
        return Ratio(reckon(wholes.times(left.num, const(ours)), wholes.times(right.num, const(theirs))), const(den))
    if left.den.same_as(right.den):
        return Ratio(reckon(left.num, right.num), left.den)
    return Ratio(reckon(*_out(left, right)), wholes.times(left.den, right.den))


def _product(left: Ratio, right: Ratio) -> Ratio:
    """Constants are shortened against each other, so that numbers stay small."""
    if left.constant is not None and right.constant is not None:
        return exactly(left.constant * right.constant)
    if left.constant is not None:
        left, right = right, left
    if right.constant is not None and left.den.constant is not None:
        by = right.constant / left.den.constant
        return Ratio(wholes.times(left.num, const(by.numerator)), const(by.denominator))
    return Ratio(wholes.times(left.num, right.num), wholes.times(left.den, right.den))


def _quotient(left: Ratio, right: Ratio, keep: Keep) -> Ratio | None:
    """By nought it is unknown. The divisor's sign, null for nought, goes into the numerator; it is reckoned once for each divisor."""
    if right.constant is not None:
        return _product(left, exactly(1 / right.constant)) if right.constant else None
    over, under = _out(left, right)
    under = wholes.kept(under, keep)
    is_above, is_below = wholes.compared(">", under, wholes.NOUGHT), wholes.compared("<", under, wholes.NOUGHT)
    sign = wholes.kept(wholes.chosen([(is_above, ONE), (is_below, const(-1))]), keep)
    return Ratio(wholes.times(over, sign), wholes.absolute(under)).kept(keep)
