"""Amounts and rates as packs write them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator

from dukou.kit.core.labels import Label
from dukou.kit.core.money import parse_money
from dukou.kit.core.refusals import Malformed

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_PERCENT = re.compile(r"(?P<number>\d{1,4}(\.\d{1,4})?)\s*[%％]", re.ASCII)


def _fen(text: object) -> int:
    fen = text if isinstance(text, int) else parse_money(str(text))
    if fen < 0:
        raise Malformed(Label(f"“{text}”小于零", f"“{text}” is below nought"), Label("改正金额", "correct the amount"))
    return fen


def _rate(text: object) -> Fraction:
    match = _PERCENT.fullmatch(str(text).strip())
    if isinstance(text, Fraction):
        return text
    if match is None:
        raise Malformed(Label(f"“{text}”不是百分比", f"“{text}” is no percentage"), Label("写成 10% 或 2.5%", "write it like 10% or 2.5%"))
    return Fraction(match["number"]) / 100


Fen = Annotated[int, BeforeValidator(_fen)]
Rate = Annotated[Fraction, BeforeValidator(_rate)]
