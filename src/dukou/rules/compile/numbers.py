"""Numbers in SQL that may be known between bounds only: the least and the most, each an exact fraction or null, as in `core.values`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from dukou.rules.compile import ratios, sql, wholes
from dukou.rules.compile.ratios import Keep, Ratio
from dukou.rules.compile.sql import Cond
from dukou.rules.compile.truths import UNKNOWN, Truth, plain
from dukou.rules.compile.wholes import Whole
from dukou.rules.core.expressions import ArithmeticSign, ComparisonSign


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """Where both ends are one `Ratio` it is known wholly or not at all, otherwise where the ends are equal. None: no such end."""

    low: Ratio | None
    high: Ratio | None

    @property
    def is_exact(self) -> bool:
        """Whether it is known wholly or not at all."""
        return self.low is self.high

    @property
    def constant(self) -> Fraction | None:
        """The number, where it is constant."""
        return self.low.constant if self.low is not None and self.is_exact else None

    def known(self) -> Cond:
        """That it is known wholly."""
        if self.low is None or self.high is None:
            return False
        if not self.is_exact:
            return ratios.compared("=", self.low, self.high)
        return True if self.low.num.constant is not None else sql.is_told(self.low.num.sql())

    def kept(self, keep: Keep) -> Number:
        """The same with its ends as columns."""
        low = self.low.kept(keep) if self.low else None
        return Number(low, low if self.is_exact else self.high.kept(keep) if self.high else None)


NOTHING = Number(None, None)


def exact(ratio: Ratio | None) -> Number:
    """A number that is known wholly or not at all."""
    return Number(ratio, ratio)


def constant(number: Fraction | int) -> Number:
    """A written number."""
    return exact(ratios.exactly(number))


def reckoned(sign: ArithmeticSign, left: Number, right: Number, keep: Keep) -> Number:
    """Bounds go through sums only; a product of what is known in part is unknown, as is a quotient by nought."""
    if (left.is_exact and right.is_exact) or sign in ("*", "/"):
        ours, theirs = _wholly(left), _wholly(right)
        return exact(None if ours is None or theirs is None else ratios.reckoned(sign, ours, theirs, keep))
    low, high = (right.low, right.high) if sign == "+" else (right.high, right.low)
    return Number(_end(sign, left.low, low, keep), _end(sign, left.high, high, keep))


def compared(sign: ComparisonSign, left: Number, right: Number) -> Truth:
    """Whether it holds for all that both can be, for nothing, or for some of it."""
    if left.is_exact and right.is_exact:
        return _of_exact(sign, left.low, right.low)
    if sign in ("<", "<="):
        return compared(">" if sign == "<" else ">=", right, left)
    if sign in (">", ">="):
        never: ComparisonSign = "<=" if sign == ">" else "<"
        return Truth(_ends(sign, left.low, right.high), _ends(never, left.high, right.low))
    apart = sql.either((_ends("<", left.high, right.low), _ends("<", right.high, left.low)))
    same = sql.both((left.known(), right.known(), _ends("=", left.low, right.low)))
    return Truth(same, apart) if sign == "=" else Truth(apart, same)


def extreme(parts: Sequence[Number], keep: Keep, *, is_greatest: bool) -> Number:
    """The least or greatest; one unknown part leaves it open on one side only. Nothing here ignores a null by itself."""
    if all(part.constant is not None for part in parts):
        told = [part.constant for part in parts if part.constant is not None]
        return constant(max(told) if is_greatest else min(told))
    lows, highs = [part.low for part in parts], [part.high for part in parts]
    sign: ComparisonSign = ">=" if is_greatest else "<="
    near, far = (lows, highs) if is_greatest else (highs, lows)
    one = _of_told(near, sign, keep)
    if all(part.is_exact for part in parts):
        other = None if None in far or one is None else _where(_all_told(far), one).kept(keep)
    else:
        other = _of_all(far, sign, keep)
    return Number(one, other) if is_greatest else Number(other, one)


def capped(number: Ratio, cap: Ratio) -> Ratio:
    """The number, at most `cap`."""
    return _choice(ratios.compared(">", number, cap), cap, number)


def over_one(numbers: Iterable[Fraction]) -> tuple[list[int], int]:
    """Constants as whole numbers over one denominator."""
    told = list(numbers)
    den = lcm(*(number.denominator for number in told))
    return [int(number * den) for number in told], den


def _of_exact(sign: ComparisonSign, left: Ratio | None, right: Ratio | None) -> Truth:
    if left is None or right is None:
        return UNKNOWN
    told = ratios.compared(sign, left, right)
    return Truth(told, not told) if isinstance(told, bool) else plain(told)


def _wholly(number: Number) -> Ratio | None:
    """The number where it is known wholly, else null."""
    if number.is_exact or number.low is None or number.high is None:
        return number.low if number.is_exact else None
    return _where(number.known(), number.low)


def _end(sign: ArithmeticSign, left: Ratio | None, right: Ratio | None, keep: Keep) -> Ratio | None:
    return None if left is None or right is None else ratios.reckoned(sign, left, right, keep)


def _ends(sign: ComparisonSign, left: Ratio | None, right: Ratio | None) -> Cond:
    return False if left is None or right is None else ratios.compared(sign, left, right)


def _of_told(ends: Sequence[Ratio | None], sign: ComparisonSign, keep: Keep) -> Ratio | None:
    """The extreme of those ends that are known."""
    found: Ratio | None = None
    for end in ends:
        if found is None or end is None:
            found = found or end
            continue
        ours, theirs = found.kept(keep), end.kept(keep)
        is_ours = sql.either((_unknown(theirs), ratios.compared(sign, ours, theirs)))
        found = _choice(sql.both((sql.opposite(_unknown(ours)), is_ours)), ours, theirs).kept(keep)
    return found


def _of_all(ends: Sequence[Ratio | None], sign: ComparisonSign, keep: Keep) -> Ratio | None:
    """The extreme of all ends, null where one is unknown."""
    told = [end.kept(keep) for end in ends if end is not None]
    found = _of_told(told, sign, keep)
    return None if len(told) < len(ends) or found is None else _where(_all_told(told), found).kept(keep)


def _all_told(ends: Sequence[Ratio | None]) -> Cond:
    return sql.both(sql.opposite(_unknown(end)) for end in ends if end is not None)


def _unknown(ratio: Ratio) -> Cond:
    return False if ratio.num.constant is not None else sql.is_null(ratio.num.sql())


def _where(cond: Cond, ratio: Ratio) -> Ratio:
    """The number where a condition is given, else null."""
    return ratio if cond is True else Ratio(wholes.chosen([(cond, ratio.num)]), ratio.den)


def _choice(cond: Cond, yes: Ratio, no: Ratio) -> Ratio:
    """One of two numbers, over one denominator where both have constant ones."""
    if yes.den.constant and no.den.constant:
        den = lcm(yes.den.constant, no.den.constant)
        pair = [wholes.times(each.num, wholes.const(den // each.den.constant)) for each in (yes, no)]  # type: ignore[operator]
        return Ratio(wholes.chosen([(cond, pair[0])], pair[1]), wholes.const(den))
    if yes.den.same_as(no.den):
        return Ratio(wholes.chosen([(cond, yes.num)], no.num), yes.den)
    return Ratio(wholes.chosen([(cond, yes.num)], no.num), wholes.chosen([(cond, yes.den)], no.den))


def whole_number(node: sql.Sql, most: int, den: int = 1) -> Number:
    """A column of whole numbers, or of such over a denominator."""
    return exact(Ratio(Whole(node, most), wholes.const(den)))
