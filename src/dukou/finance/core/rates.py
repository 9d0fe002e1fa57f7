"""Rates a year in whole hundredths of a percent, as people write and read them: `3.65%` is 365."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed

_WRITTEN = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)%?", re.ASCII)


def read_rate(text: str) -> int:
    """The rate that was typed in percent, with or without its sign; Malformed where it is finer than hundredths or none."""
    found = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if found is None:
        raise Malformed(
            Label(f"“{text}”不是百分比，或超过两位小数", f"“{text}” is no percentage, or finer than two decimals"),
            Label("写百分数，如 3.65", "write it in percent, such as 3.65"),
        )
    return int(Decimal(found[1]).scaleb(2))


def rate_words(rate: int) -> str:
    """`3.65%`."""
    sign = "−" if rate < 0 else ""
    return f"{sign}{abs(rate) // 100}.{abs(rate) % 100:02d}%"
