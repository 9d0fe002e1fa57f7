"""Whether a firm has broken promises that are not mended: the fact of the room that keeps credit, once there is one."""

from __future__ import annotations

from datetime import date

from dukou.accounts.core.viewers import Viewer
from dukou.rules.core.answers import Truth
from dukou.rules.core.facts import FACTS

FACT = "enterprise.has_unrepaired_breach"  # what `credit` will state; until then nobody does


def has_bad_credit(viewer: Viewer, firm: str, as_of: date) -> Truth:
    """Yes, no, or unknown: where no room states it, where nothing is known of the firm, and for a firm that is yet to be."""
    if not firm or FACT not in FACTS:
        return None
    told = FACTS[FACT].state(viewer, [firm], as_of).get(firm)
    return told.value if told is not None and isinstance(told.value, bool) else None
