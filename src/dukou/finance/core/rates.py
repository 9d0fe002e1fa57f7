"""Rates of interest in words: whole hundredths of a percent a year."""

from __future__ import annotations


def rate_text(hundredths: int) -> str:
    """Hundredths of a percent as banks write it: `3.85%`."""
    return f"{hundredths // 100}.{hundredths % 100:02d}%"
