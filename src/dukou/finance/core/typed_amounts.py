"""An amount in two boxes: a number, and its unit chosen beside it. Two units that contradict each other are refused, never guessed at."""

from __future__ import annotations

import re
import unicodedata

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed

UNITS = ("万元", "元")
_ENDS_BARE = re.compile(r"[\d,.]$")
_NOTHING = re.compile(r"0*(?:\.0*)?(?:万?元|万)?", re.ASCII)


def with_unit(number: str, unit: str) -> str:
    """The amount with its unit written out; a number that brings its own may stand beside no other."""
    plain = unicodedata.normalize("NFKC", number).strip()
    if not unit or not plain:
        return plain
    if _ENDS_BARE.search(plain):
        return f"{plain}{unit}"
    if ("万" in plain) is (unit == "万元") and "亿" not in plain:
        return plain
    raise Malformed(
        Label(f"“{plain}”和选的单位“{unit}”不一致", f"“{plain}” and the unit “{unit}” contradict each other"),
        Label("只写数字再选单位，或只在金额里写单位", "write the number alone and choose its unit, or write the unit alone"),
    )


def is_nothing(text: str) -> bool:
    """Whether a fee was written as none: an empty text, or nought in whatever unit."""
    return _NOTHING.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", "")) is not None
