"""Money in words."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.money import money_text

WAN = 1_000_000  # fen


def money_words(fen: int) -> Label:
    """Fen as each language writes it: from ten thousand yuan on in 万元, beneath in 元."""
    digits = money_text(fen, "元").removesuffix("元")
    return Label(money_text(fen, "万元" if abs(fen) >= WAN else "元"), f"{digits} yuan")
