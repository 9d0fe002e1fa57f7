"""Events as rows."""

from __future__ import annotations

from typing import Any

from dukou.casework.core.events import Happening
from dukou.casework.models import CaseEvent


def event_row(told: Happening) -> CaseEvent:
    """The row of an event, not saved yet."""
    return CaseEvent(**event_values(told))


def event_values(told: Happening) -> dict[str, Any]:
    """What the row of an event says."""
    return {
        "case_id": told.case,
        "number": told.number,
        "act": told.act,
        "at": told.at,
        "actor": told.actor,
        "on_behalf_of": told.on_behalf_of,
        "data": told.data,
        "hash": told.hash,
    }
