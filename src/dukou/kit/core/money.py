"""Money as whole fen (分, 1/100 yuan). Offices write 元, 万元 and 亿元; thresholds are compared in fen, never in floats."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed

FEN_PER_UNIT: dict[str, int] = {"元": 100, "万元": 100 * 10**4, "亿元": 100 * 10**8}

_WRITTEN = re.compile(r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<unit>亿元|万元|元|亿|万)", re.ASCII)
_SHORT = {"亿": "亿元", "万": "万元"}


def to_fen(amount: Decimal, unit: str) -> int:
    """`amount` of `unit` (元, 万元, 亿元) in whole fen; a fraction of a fen is refused, not rounded."""
    if unit not in FEN_PER_UNIT:
        raise Malformed(
            Label(f"“{unit}”不是金额单位", f"“{unit}” is not a unit of money"),
            Label("写 元、万元 或 亿元", "write 元, 万元 or 亿元"),
        )
    fen = amount * FEN_PER_UNIT[unit]
    if fen != fen.to_integral_value():
        raise Malformed(
            Label(f"{amount}{unit} 不足一分的部分无法记账", f"{amount}{unit} has a part smaller than one fen"),
            Label("最多写到分", "write at most whole fen"),
        )
    return int(fen)


def from_fen(fen: int, unit: str) -> Decimal:
    """Whole fen as an exact number of `unit`, without trailing zeros."""
    exact = (Decimal(fen) / FEN_PER_UNIT[unit]).normalize()
    return exact if exact != exact.to_integral_value() else exact.quantize(Decimal(1))


def parse_money(text: str) -> int:
    """The fen written as e.g. `5411.4万元`, `２.51亿`, `1,600万元`; full-width forms and commas between thousands are understood."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace("\u2212", "-")
    match = _WRITTEN.fullmatch(plain)
    if match is None:
        raise Malformed(
            Label(f"“{text}”不是金额", f"“{text}” is not an amount of money"),
            Label("写数字和单位，如 5411.4万元", "write a number and its unit, e.g. 5411.4万元"),
        )
    unit = _SHORT.get(match["unit"], match["unit"])
    return to_fen(Decimal(match["number"].replace(",", "")), unit)


def money_text(fen: int, unit: str) -> str:
    """Fen as an office writes it: grouped digits and the unit, e.g. `5,411.4万元`."""
    return f"{from_fen(fen, unit):,f}{unit}"
