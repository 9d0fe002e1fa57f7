"""Whoever looks from within at what is held about a firm leaves a line that the firm reads."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record as record_event
from dukou.credit.models import Look
from dukou.credit.queries.looks import leaves_a_line, units_of


def note(*, by: Viewer, enterprise: int, key: str, what: str, purpose: str = "", now: datetime | None = None) -> Look | None:
    """Note a look, once a day for a person, firm and page; nothing where the viewer acts for the firm."""
    if not leaves_a_line(by, enterprise):
        return None
    actor, moment = actor_of(by, Permission.SEE_CREDIT), now or timezone.now()
    told = {"enterprise_id": enterprise, "viewer": by.key, "what": what, "looked_on": timezone.localdate(moment)}
    with transaction.atomic():
        row, is_new = Look.objects.get_or_create(**told, defaults={"unit": units_of(by), "purpose": purpose.strip(), "looked_at": moment})
        if is_new:
            after = {"what": what, "purpose": row.purpose}
            record_event(by=actor, act="looks.note", subject=("enterprise", key), after=after, now=moment)
    return row
