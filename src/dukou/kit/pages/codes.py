"""A code that a telephone reads: an address as a QR code, drawn as one path without any script."""

from __future__ import annotations

import segno

QUIET = 4  # modules of white around it, as ISO/IEC 18004 asks


def qr_path(address: str) -> tuple[str, int]:
    """The path of an SVG of so many units a side, quiet zone included: one square for each dark module."""
    rows = list(segno.make(address, micro=False, error="m").matrix)
    dark = (f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, module in enumerate(row) if module)
    return "".join(dark), len(rows) + 2 * QUIET
