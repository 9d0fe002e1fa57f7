"""Money in the cells of a list: a column says its unit in its head, or every cell says the same; what mixes units is flagged by its cell.

“20,000” under 万元 and “2亿元” are the same money, but a list that mixes them has been put together from several, and a bare number in it
may be of either unit: ten thousand times too much or too little. It is never guessed.
"""

from __future__ import annotations

import re
from decimal import Decimal

from dukou.kit.core.labels import Label
from dukou.kit.core.money import parse_money, to_fen
from dukou.kit.core.refusals import Malformed

_UNIT = re.compile(r"(亿元|万元|亿|万|元)$")
_NUMBER = re.compile(r"\d{1,3}(,\d{3})*(\.\d+)?|\d+(\.\d+)?", re.ASCII)
_WHOLE = {"亿": "亿元", "万": "万元"}


def cell_name(row: int, column: int) -> str:
    """What a spreadsheet calls a cell, such as `C5`; both numbers count from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def unit_in(text: str) -> str:
    """The unit that a cell states itself, in full; empty where it is a bare number."""
    found = _UNIT.search(text.strip())
    return _WHOLE.get(found[1], found[1]) if found else ""


def money_in(text: str, unit: str, cell: str, *, is_head: bool) -> int:
    """The fen that a cell says. `unit`: that of the head (`is_head`) or of the cells above, empty where none said one yet."""
    own = unit_in(text)
    if own and unit and own != unit:
        said = _HEAD if is_head else _ABOVE
        raise Malformed(said.filled(cell=cell, text=text, unit=unit), Label("统一成一个单位再导入", "write the whole column in one unit"))
    if own:
        return parse_money(text)
    if not unit or not is_head:
        what = Label("{cell} 的“{text}”没有单位，表头也没有写", "“{text}” in {cell} has no unit, nor has the head of its column")
        raise Malformed(
            what.filled(cell=cell, text=text), Label("表头写成 合同额（万元）这样", "write the unit behind the head of the column")
        )
    if not _NUMBER.fullmatch(text.strip()):
        what = Label("{cell} 的“{text}”不是金额", "“{text}” in {cell} is not an amount of money").filled(cell=cell, text=text)
        raise Malformed(what, Label("写数字", "write a number"))
    return to_fen(Decimal(text.strip().replace(",", "")), unit)


_HEAD = Label("{cell} 写的是“{text}”，表头的单位却是{unit}", "{cell} says “{text}”, but the head of its column says {unit}")
_ABOVE = Label("{cell} 写的是“{text}”，同列上面写的是{unit}", "{cell} says “{text}”, but cells above it are in {unit}")
