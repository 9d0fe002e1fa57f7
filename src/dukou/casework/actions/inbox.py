"""One's own messages, marked as read. An act like any other: whether somebody had read of it is asked when a deadline was missed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record
from dukou.casework.models import Message
from dukou.casework.queries.inbox import message_seen, own_messages


def read(*, by: Viewer, message: int, now: datetime | None = None) -> Message:
    """Mark one's own message as read. One that is read already stays as it is, and nothing is written."""
    moment = now or timezone.now()
    with transaction.atomic():
        row = message_seen(by, message)
        if not Message.objects.filter(pk=row.pk, read_at__isnull=True).update(read_at=moment):
            return row
        row.read_at = moment
        about = {"about": f"{row.about_kind}:{row.about_key}"}
        record(by=actor_of(by), act="inbox.read", subject=("message", str(row.pk)), after=about, now=moment)
    return row


def read_all(*, by: Viewer, until: int, now: datetime | None = None) -> int:
    """Mark every message of one's own up to `until` as read, which is the newest that was on the page; gives their number."""
    moment = now or timezone.now()
    with transaction.atomic():
        count = own_messages.filter(by).filter(read_at__isnull=True, pk__lte=until).update(read_at=moment)
        if count:
            after = {"read": count, "until": until}
            record(by=actor_of(by), act="inbox.read_all", subject=("inbox", by.key), after=after, now=moment)
    return count
