"""An amount as people type it: `99万`, `99 万元`, `990000元`, `0.99百万`, `3千万`, `¥990,000元整`. Without a unit it is refused.

Taking 万 for 元 is the classic fault: ten thousand times too much or too little. So what was read is told back in both units, and a size
that is rare for a loan is asked back.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from dukou.kit.core.labels import Label
from dukou.kit.core.money import FEN_PER_UNIT, money_text, parse_money
from dukou.kit.core.refusals import Malformed

LEAST, MOST = 1_000 * FEN_PER_UNIT["元"], 10 * FEN_PER_UNIT["亿元"]  # what is beneath or above is asked back
UTMOST = 100 * FEN_PER_UNIT["亿元"]  # what one need may be (`matching.MOST`): above it nothing can be reckoned or kept

_AROUND = re.compile(r"^(?:人民币)?[¥￥]?(.*?)(?:整|正)?$")
_LARGE = re.compile(r"(?P<number>[\d,]+(?:\.\d+)?)(?P<tens>[十百千])(?P<unit>万元?|亿元?|元)", re.ASCII)
_BARE = re.compile(r"[\d,]+(?:\.\d+)?", re.ASCII)
_TENS = {"十": 1, "百": 2, "千": 3}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was read, in fen. `doubt`: what to ask back before it is believed, where its size is rare for a loan."""

    fen: int
    doubt: Label | None = None

    @property
    def told_back(self) -> Label:
        """The amount in both units, so that a wrong one is seen: `99万元，即 990,000元`."""
        wan, yuan = money_text(self.fen, "万元"), money_text(self.fen, "元")
        return Label(f"{wan}，即 {yuan}", f"{yuan.removesuffix('元')} yuan ({wan})")


def read_asked(text: str) -> Asked:
    """The amount that somebody typed; Malformed where it has no unit, is not above nought, is beyond all reckoning, or cannot be read."""
    plain = _AROUND.sub(r"\1", unicodedata.normalize("NFKC", text).replace(" ", ""))
    if _BARE.fullmatch(plain):
        raise Malformed(
            Label(f"“{text}”没有单位", f"“{text}” has no unit"),
            Label(f"写明单位：{plain}万元 还是 {plain}元", f"write its unit: {plain}万元 or {plain}元"),
        )
    if large := _LARGE.fullmatch(plain):
        number = Decimal(large["number"].replace(",", "")).scaleb(_TENS[large["tens"]])
        plain = f"{number:f}{large['unit']}"
    fen = parse_money(plain)
    if fen <= 0:
        raise Malformed(Label("金额应大于零", "an amount is above nought"), Label("写要借多少", "write how much is needed"))
    if fen > UTMOST:
        raise Malformed(Label("金额超过 100亿元", "the amount is above 10 bn yuan"), Label("核对单位", "check its unit"))
    return Asked(fen, _doubt(fen))


def _doubt(fen: int) -> Label | None:
    if fen < LEAST:
        return Label("不到 1,000元，单位是否应为万元？", "below 1,000 yuan: was 万元 meant?")
    if fen > MOST:
        return Label("超过 10亿元，单位是否应为元？", "above 1 bn yuan: was 元 meant?")
    return None
