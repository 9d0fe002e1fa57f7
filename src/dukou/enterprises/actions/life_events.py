"""Events of a firm's life."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.actions._recording import add
from dukou.enterprises.core.kinds import LifeEventKind
from dukou.enterprises.models import Enterprise, LifeEvent


def record(*, by: Viewer, key: str, kind: LifeEventKind, happened_on: date | None, evidence: str, now: datetime | None = None) -> None:
    """Record an event of a firm's life; the status follows the latest event whose day is known, an undated one at once."""
    with transaction.atomic():
        row = add(by, key, LifeEvent, {"kind": kind.value, "happened_on": happened_on}, evidence, "life_events.record", now)
        _settle(row.enterprise, kind, happened_on)


def _settle(enterprise: Enterprise, kind: LifeEventKind, on: date | None) -> None:
    """The status after an event, unless a later one is known."""
    if on is not None and enterprise.status_on is not None and enterprise.status_on > on:
        return
    enterprise.status, enterprise.status_on = kind.leaves, on
    enterprise.save(update_fields=["status", "status_on"])
