"""Units in rule books: each measures one dimension, and has one exact natural size in which values are compared.

Money is compared in whole fen, shares as plain ratios (3 % is 3/100), counts one by one, years as years. A stored base value (as figures
keep them) divided by `scale` is the natural size; the batch compares base values with scaled thresholds, so both agree to the fen.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed
from dukou.kit.core.units import UNITS, Unit

RATIO = "ratio"  # the dimension of what has none: shares, multiples, quotients of like by like
_PLAIN = {"share", "multiple", "difference of shares"}
_MORE = (
    Unit("天", Label("天", "days"), "duration in days", 1),
    Unit("分", Label("分", "points"), "points", 10_000),
    Unit("件", Label("件", "pieces"), "count of pieces", 1),
    Unit("次", Label("次", "times"), "count of times", 1),
)
MEASURES: dict[str, Unit] = UNITS | {unit.code: unit for unit in _MORE}
_SHORT = {"万": "万元", "亿": "亿元"}
LARGEST = 10**15  # of base values: ten trillion yuan in fen; what lies beyond is refused, so that no product can overflow unseen


@dataclass(frozen=True, slots=True)
class Dimension:
    """Powers of base dimensions, e.g. money per person; empty for a plain ratio."""

    powers: tuple[tuple[str, int], ...] = ()

    def times(self, other: Dimension, power: int = 1) -> Dimension:
        """The dimension of a product (`power` 1) or a quotient (-1)."""
        found = dict(self.powers)
        for name, exponent in other.powers:
            found[name] = found.get(name, 0) + power * exponent
        return Dimension(tuple(sorted((name, exponent) for name, exponent in found.items() if exponent)))

    @property
    def label(self) -> str:
        """The dimension as a fault tells it."""
        return " · ".join(name if power == 1 else f"{name}^{power}" for name, power in self.powers) or RATIO

    @property
    def takes_bare_numbers(self) -> bool:
        """Whether a number without a unit may stand beside it: ratios, points and things that are counted. Money never."""
        return not self.powers or (len(self.powers) == 1 and self.powers[0][1] == 1 and self.powers[0][0] != "money")


def measure(code: str) -> Unit:
    """The unit written as `code`; 万 and 亿 are short for 万元 and 亿元."""
    unit = MEASURES.get(_SHORT.get(code, code))
    if unit is None:
        raise Malformed(
            Label(f"不认识的单位“{code}”", f"unknown unit “{code}”"),
            Label(f"可用：{'、'.join(MEASURES)}", f"use one of: {', '.join(MEASURES)}"),
        )
    return unit


def dimension_of(unit: Unit) -> Dimension:
    """What a unit measures."""
    return Dimension() if unit.dimension in _PLAIN else Dimension(((unit.dimension, 1),))


def scale_of(unit: Unit) -> int:
    """How many base units make one natural unit: 1 for fen and counts, a million for ratios and years."""
    if unit.dimension == "money" or unit.is_counted or unit.per_base == 1:
        return 1
    return 1_000_000 if unit.dimension in _PLAIN else unit.per_base


def natural(value: Decimal | Fraction | int, unit: Unit) -> Fraction:
    """A number of `unit` in its natural size, exactly: 2000 万元 is 2,000,000,000 fen, 3 % is 3/100."""
    return Fraction(value) * unit.per_base / scale_of(unit)


def in_unit(number: Fraction, unit: str) -> Fraction | int:
    """A written number of a unit, or of none, in its natural size; an int where it is whole, which is quicker to reckon with."""
    found = natural(number, measure(unit)) if unit else number
    return found.numerator if found.denominator == 1 else found


def to_base(value: Decimal, unit: Unit) -> int:
    """A number of `unit` as the whole base units that the batch compares; too fine or too large is refused, never rounded."""
    base = unit.to_base(value)
    if abs(base) > LARGEST:
        raise Malformed(
            Label(f"{value}{unit.code} 超出可比较的范围", f"{value} {unit.code} is beyond what can be compared"),
            Label("核对数值和单位", "check the number and its unit"),
        )
    return base
