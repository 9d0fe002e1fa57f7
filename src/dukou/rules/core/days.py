"""Counting from a date: full years as laws count them, and days."""

from __future__ import annotations

from datetime import date


def years_since(day: date, on: date) -> int:
    """Full years from `day` to `on`; below nought where the day lies ahead. A year that began on 29 February is full on 1 March."""
    return on.year - day.year - ((on.month, on.day) < (day.month, day.day))


def days_since(day: date, on: date) -> int:
    """Days from `day` to `on`, the first not counted."""
    return (on - day).days
