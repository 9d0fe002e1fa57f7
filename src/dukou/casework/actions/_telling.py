"""Telling people: a message in the inbox of each, as a part of the act that it is about; what goes out of the house goes after commit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from dukou.accounts.queries import inbox_holders
from dukou.casework.actions._sending import SEND_OUT
from dukou.casework.models import Message
from dukou.kit.core.labels import Label
from dukou.kit.jobs import queue


def tell(people: Iterable[int], said: Label, about: tuple[str, str], address: str, now: datetime) -> list[str]:
    """One message to each (primary keys), or to whoever has taken over the inbox; nobody is told twice. Gives the keys of who was told."""
    holders = inbox_holders(people, timezone.localdate(now))
    made = Message.objects.bulk_create(
        Message(person_id=holder, zh=said.zh, en=said.en, about_kind=about[0], about_key=about[1], address=address, sent_at=now)
        for holder in holders
    )
    if settings.EMAIL_HOST:
        for message in made:  # a job for each: what fails for one is tried again for him alone
            queue.enqueue(SEND_OUT, {"message": message.pk}, now=now)
    return list(holders.values())
