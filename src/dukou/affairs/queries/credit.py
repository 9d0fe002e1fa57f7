"""Whether a firm has a breach that is not mended: the fact of the room that keeps credit."""

from __future__ import annotations

from datetime import date

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.rules.core.answers import Truth
from dukou.rules.core.facts import FACTS

FACT = "enterprise.has-unrepaired-breach"
# The window that decides may not see records; it is told yes or no and nothing of them.
_EYES = Viewer("affairs", permissions=frozenset({Permission.SEE_FIGURES_INTERNAL}))


def has_bad_credit(firm: str, as_of: date) -> Truth:
    """Yes, no, or unknown: where the district has no rules of credit, and for a firm that is yet to be."""
    if not firm:
        return None
    told = FACTS[FACT].state(_EYES, [firm], as_of).get(firm)
    return told.value if told is not None and isinstance(told.value, bool) else None
