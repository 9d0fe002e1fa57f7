"""What units are to get, written as rows with the act that says so."""

from __future__ import annotations

from datetime import datetime

from dukou.affairs.core.kinds import OutgoingKind
from dukou.affairs.models import Outgoing, Part


def queue(part: Part, kind: OutgoingKind, now: datetime) -> Outgoing:
    """A message for the unit of a part, handed over by a worker after the commit."""
    number = part.outgoing.count() + 1
    key = f"{part.application_id}-{part.pk}-{number}"
    return Outgoing.objects.create(part=part, number=number, kind=kind.value, key=key, payload={}, made_at=now, next_at=now)
