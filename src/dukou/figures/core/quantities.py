"""A figure as an office writes it, in one piece: `124.2亿元` · `>100亿元` · `≈45亿元` · `109%` · `80多亿元`.

The number keeps the digits it was written with, for they say how it was rounded. A share must carry its % sign: a bare 0.65 could
be 65 % or 0.65 %, and nobody could tell later.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from dukou.figures.core.intervals import INFINITY, Interval
from dukou.figures.core.operators import Operator
from dukou.figures.core.units import UNITS, Unit
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed

SIGNED = ("share", "difference of shares")  # what may well be negative although the bound is not: growth below 5 % can be a fall
_SIGNS = {
    "": Operator.EQUAL,
    "=": Operator.EQUAL,
    "≈": Operator.ABOUT,
    "约": Operator.ABOUT,
    ">": Operator.ABOVE,
    "超": Operator.ABOVE,
    "超过": Operator.ABOVE,
    "≥": Operator.AT_LEAST,
    ">=": Operator.AT_LEAST,
    "<": Operator.BELOW,
    "不到": Operator.BELOW,
    "≤": Operator.AT_MOST,
    "<=": Operator.AT_MOST,
}
_UNITS = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_NUMBER = r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"  # commas only between thousands
_WRITTEN = re.compile(
    r"(?P<sign>>=|<=|超过|不到|[=≈>≥<≤约超]?)" + _NUMBER + r"(?P<more>多?)(?P<unit>" + _UNITS + r")?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An operator, a number with the digits as written, and a unit."""

    operator: Operator
    number: Decimal
    unit: Unit

    def __str__(self) -> str:
        return f"{self.operator.sign}{self.number:f}{self.unit.code}"

    @property
    def label(self) -> Label:
        """The figure as it is shown: `>100 亿元`, in English `>10.0 bn yuan`."""
        number = self.unit.written(self.number)
        return self.unit.beside(Label(self.operator.sign + number.zh, self.operator.sign + number.en))

    @property
    def base_value(self) -> int:
        """The number in whole base units (money: fen), for storage and comparison."""
        return self.unit.to_base(self.number)

    def interval(self, *, is_exact: bool = False) -> Interval:
        """What the figure can be, in its unit.

        A number stands for everything that rounds to it: 124.2 for 124.15 to 124.25. Things counted one by one and figures meant
        exactly (targets) stand for themselves. `>` and `≥` are open upward, `<` and `≤` downward, to nought where nothing is negative.
        """
        match self.operator:
            case Operator.ABOVE | Operator.AT_LEAST:
                return Interval(self.number, INFINITY, self.operator is Operator.ABOVE, True)
            case Operator.BELOW | Operator.AT_MOST:
                floor = Decimal(0) if self.number >= 0 and self.unit.dimension not in SIGNED else -INFINITY
                return Interval(floor, self.number, False, self.operator is Operator.BELOW)
            case _:
                counted = self.unit.is_counted and self.operator is Operator.EQUAL
                half = Decimal(0) if is_exact or counted else self.last_digit / 2
                return Interval(self.number - half, self.number + half)

    @property
    def last_digit(self) -> Decimal:
        """The worth of the last digit written: 0.1 for 124.2, 1 for 65."""
        exponent = self.number.as_tuple().exponent
        return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def parse_quantity(text: str) -> Quantity:
    """The figure that `text` writes; anything else is refused with the cure."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace(" ", "")
    match = _WRITTEN.fullmatch(plain)
    if match is None or (match["more"] and match["sign"]):
        raise Malformed(
            Label(f"“{text}”不是带单位的数", f"“{text}” is not a figure with a unit"),
            Label("写成 124.2亿元、>100亿元、≈45亿元、109%、216家 这样", "write it like 124.2亿元, >100亿元, ≈45亿元, 109% or 216家"),
        )
    if match["unit"] is None:
        raise Malformed(
            Label(f"“{text}”没有单位", f"“{text}” has no unit"),
            Label(
                "把单位写在数后面；百分数要带 %：65% 和 0.65% 不是一回事",
                "write the unit after the number; a percentage carries its %: 65% and 0.65% are not the same",
            ),
        )
    operator = Operator.AT_LEAST if match["more"] else _SIGNS[match["sign"]]
    quantity = Quantity(operator, Decimal(match["number"].replace(",", "")), UNITS[match["unit"]])
    quantity.unit.to_base(quantity.number)
    return quantity
