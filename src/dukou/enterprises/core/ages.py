"""How old a firm is, as laws and rule books count years."""

from __future__ import annotations

from datetime import date


def whole_years(founded_on: date, on: date) -> int:
    """Full years from the founding to `on` (not before it). A year is full on its day; of 29 February on 1 March in common years."""
    return on.year - founded_on.year - ((on.month, on.day) < (founded_on.month, founded_on.day))
