"""Whole numbers out of addresses and forms, where anybody may write anything."""

from __future__ import annotations

_MOST = 18  # digits: what a primary key of either database holds


def whole_number(text: str) -> int | None:
    """The number that the text writes in the digits 0 to 9; None where it writes none, or more than a key can be.

    `str.isdigit` alone would not do: it takes “²” and “①”, which `int` refuses, and “١”, which it takes for 1.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST else None
