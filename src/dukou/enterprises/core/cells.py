"""Cells of a list as text, and what is no statement at all: a dash, 无, N/A, 保密. What is not stated is unknown, never 0."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

_NOTHING = frozenset(
    ("", "-", "--", "—", "——", "–", "/", "\\", ".", "…", "...", "……", "*", "无", "暂无", "没有", "空", "n/a", "na", "null", "none", "nil")
)
_WITHHELD = re.compile(r"(?:保密|涉密|不详|未知|不清楚|未填|未报|未填报|未提供|缺失|unknown|confidential|secret)\*?")
_ERRORS = frozenset(("#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#null!", "#num!"))


def text_of(cell: object) -> str:
    """A cell as text, without spaces at its ends; a day without a clock, a whole number without a point."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def is_blank(text: str) -> bool:
    """Whether a cell states nothing and says no more about it: empty, a dash, 无, N/A."""
    return not text or (len(text) < 6 and unicodedata.normalize("NFKC", text).casefold().strip() in _NOTHING)


def is_withheld(text: str) -> bool:
    """Whether a cell says that it states nothing: 保密, 不详, a formula's error."""
    if len(text) > 16:
        return False
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    return plain in _ERRORS or bool(_WITHHELD.fullmatch(plain))
