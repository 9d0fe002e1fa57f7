"""Shares as packs write them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_PERCENT = re.compile(r"(?P<number>-?\d{1,4}(\.\d{1,4})?)\s*[%％]", re.ASCII)


def _share(text: object) -> Decimal:
    """0 to 1 out of `8%`, exactly; below nought or above the whole is refused, and so is a bare number."""
    if isinstance(text, Decimal):
        return text
    match = _PERCENT.fullmatch(str(text).strip())
    if match is None:
        raise Malformed(Label(f"“{text}”不是百分比", f"“{text}” is no percentage"), Label("写成 8% 或 2.5%", "write it like 8% or 2.5%"))
    share = Decimal(match["number"]).scaleb(-2)
    if not 0 <= share <= 1:
        what = Label(f"“{text}”不在 0 到 100% 之间", f"“{text}” is not between 0 and 100 %")
        raise Malformed(what, Label("改正比例", "correct the share"))
    return share


Share = Annotated[Decimal, BeforeValidator(_share)]
