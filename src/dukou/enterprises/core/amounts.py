"""A figure in a cell, in the unit of its column: `１，２００` · `＞1000` · `约24` · `80多` · `24亿` · `75000（预计）` · `△1.2`.

How a figure is meant, its unit and its kind are told apart, so that nothing of what was written is lost. A cell that states its own unit
is believed over its column.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from dukou.enterprises.core.columns import FigureColumn
from dukou.enterprises.core.headings import Scale
from dukou.enterprises.core.numerals import parse_numeral
from dukou.figures.core.claims import ClaimKind, ValueKind, fitting
from dukou.figures.core.quantities import Quantity, parse_quantity
from dukou.figures.core.units import UNITS
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed

_KINDS = {
    "预计": ClaimKind.EXPECTED,
    "快报": ClaimKind.PRELIMINARY,
    "快报数": ClaimKind.PRELIMINARY,
    "目标": ClaimKind.TARGET,
    "估算": ClaimKind.ESTIMATE,
    "估计": ClaimKind.ESTIMATE,
}
_KIND = re.compile(r"[(\[](" + "|".join(_KINDS) + r")[)\]]$")
_NEGATIVE = re.compile(r"[△▲]\s*(\d.*)|\((\d[\d,.]*)\)")
_PLAIN = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_BEHIND = (("左右", "约"), ("以上", "≥"), ("以下", "≤"))
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure that was read. `kind` where the cell itself says one; `is_rounded` where it was finer than can be recorded."""

    quantity: Quantity
    kind: ClaimKind | None = None
    is_rounded: bool = False


def read_amount(cell: object, column: FigureColumn) -> Amount:
    """The figure that a cell holds; anything else is Malformed. Numbers computed by a spreadsheet are rounded to whole base units."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _fitted(*_of_number(f"{cell:.15g}", column.scale), column)
    text = unicodedata.normalize("NFKC", str(cell)[:_LONGEST]).replace("\u2212", "-").replace(" ", "").strip("'*")
    if _PLAIN.fullmatch(text):
        return _fitted(*_of_number(text, column.scale), column)
    kind = _KIND.search(text)
    said = text[: kind.start()] if kind else text
    quantity = _scaled(parse_quantity(_in_house_form(said, column)), column, said)
    return _fitted(quantity, False, column, _KINDS[kind[1]] if kind else None)


def _of_number(digits: str, scale: Scale) -> tuple[Quantity, bool]:
    """A bare number in the column's unit, and whether it had to be rounded."""
    try:
        number = Decimal(digits).scaleb(scale.power)
        base = number * scale.unit.per_base
    except ArithmeticError as error:  # inf and nan
        raise _no_figure(digits) from error
    if not base.is_finite():
        raise _no_figure(digits)
    whole = base.to_integral_value(ROUND_HALF_EVEN)
    unit = scale.unit
    return (Quantity(_EQUAL, number, unit), False) if whole == base else (Quantity(_EQUAL, whole / unit.per_base, unit), True)


_EQUAL = parse_quantity("0元").operator


def _in_house_form(text: str, column: FigureColumn) -> str:
    """The text as figures are written in this house: sign, number, unit."""
    if negative := _NEGATIVE.fullmatch(text):
        text = "-" + (negative[1] or negative[2])
    text = re.sub("^(?:大约|约为|近)", "约", text).replace("余", "多")
    for behind, sign in _BEHIND:
        if text.endswith(behind):
            text = sign + text.removesuffix(behind)
    if text.endswith(("万", "亿")) and re.search(r"\d[万亿]$", text) and column.scale.unit.dimension == "money":
        return text + "元"
    if any(text.endswith(code) for code in UNITS):
        return text
    if not re.search(r"\d", text):
        text = str(_whole(text))
    return text + column.scale.unit.code


def _whole(text: str) -> int:
    number = parse_numeral(text)
    if number.denominator != 1:
        raise _no_figure(text)
    return int(number)


def _scaled(quantity: Quantity, column: FigureColumn, said: str) -> Quantity:
    """The quantity with the power of its column, unless the cell stated a unit of its own."""
    is_own = any(said.endswith(code) for code in (*UNITS, "万", "亿"))
    if is_own or not column.scale.power:
        return quantity
    return Quantity(quantity.operator, quantity.number.scaleb(column.scale.power), quantity.unit)


def _fitted(quantity: Quantity, is_rounded: bool, column: FigureColumn, kind: ClaimKind | None = None) -> Amount:
    its = column.measure
    fitting(quantity, name=its.label, holds=ValueKind.QUANTITY, unit=its.unit, may_be_negative=its.may_be_negative)
    quantity.unit.to_base(quantity.number)
    return Amount(quantity, kind, is_rounded)


def _no_figure(text: str) -> Malformed:
    return Malformed(Label(f"“{text}”不是数", f"“{text}” is not a number"), Label("写成 1200.5 这样", "write it like 1200.5"))
