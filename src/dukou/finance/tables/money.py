"""Money and terms as the pages of needs, applications and offers show them."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.money import money_text
from dukou.kit.pages.tables import Cell

NONE = "—"


def wan(fen: int) -> str:
    """Fen in 万元, without the unit: for columns whose head says it."""
    return money_text(fen, "万元").removesuffix("万元")


def wan_to_yuan(fen: int) -> str:
    """The same, rounded to whole yuan, half up: for sums that are reckoned and that nobody pays to the fen."""
    return wan((fen + 50) // 100 * 100)


def both(fen: int) -> Label:
    """Fen in both units, so that a wrong one is seen."""
    large, yuan = money_text(fen, "万元"), money_text(fen, "元")
    return Label(f"{large}，即 {yuan}", f"{yuan.removesuffix('元')} yuan ({large})")


def wan_cell(fen: int | None) -> Cell:
    """A sum in 万元; one that is not known says so."""
    return Cell("" if fen is None else wan(fen), is_number=True)


def months_words(months: int) -> Label:
    """A term."""
    return Label(f"{months} 个月", f"{months} months" if months != 1 else "1 month")
