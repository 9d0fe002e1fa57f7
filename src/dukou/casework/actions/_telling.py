"""Telling people: a message in the inbox of each, as a part of the act that it is about; what goes out of the house goes after commit."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from dukou.accounts.queries import inbox_holders, inboxes_of
from dukou.casework.actions._sending import SEND_OUT
from dukou.casework.models import Message
from dukou.kit.core.labels import Label
from dukou.kit.jobs import queue


@dataclass(frozen=True, slots=True)
class Word:
    """What some people (primary keys) are told about one thing; `address`: of the page that shows it."""

    people: tuple[int, ...]
    said: Label
    about: tuple[str, str]
    address: str


def tell(
    people: Iterable[int], said: Label, about: tuple[str, str], address: str, now: datetime, already: Container[str] = ()
) -> list[str]:
    """One message to each (primary keys), or to whoever has taken over the inbox; nobody is told twice. Gives the keys of who was told.

    `already`: the keys of those who were told the same.
    """
    holders = {holder: key for holder, key in inbox_holders(people, timezone.localdate(now)).items() if key not in already}
    _sent([_message(holder, Word((), said, about, address), now) for holder in holders], now)
    return list(holders.values())


def tell_many(words: Sequence[Word], now: datetime) -> int:
    """Many words at once: two queries for whose inboxes they go to, however many they are. Gives the number of messages."""
    holder_of = inboxes_of({person for word in words for person in word.people}, timezone.localdate(now))
    made = [
        _message(holder, word, now)
        for word in words
        for holder in dict.fromkeys(holder_of[each] for each in word.people if each in holder_of)
    ]
    _sent(made, now)
    return len(made)


def _message(holder: int, word: Word, now: datetime) -> Message:
    kind, key = word.about
    return Message(person_id=holder, zh=word.said.zh, en=word.said.en, about_kind=kind, about_key=key, address=word.address, sent_at=now)


def _sent(messages: list[Message], now: datetime) -> None:
    made = Message.objects.bulk_create(messages)
    if settings.EMAIL_HOST:
        for message in made:  # a job for each: what fails for one is tried again for him alone
            queue.enqueue(SEND_OUT, {"message": message.pk}, now=now)
