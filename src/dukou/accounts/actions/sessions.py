"""Sessions: opened at sign-in, closed at sign-out, by the person, or by a limit."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from dukou.accounts.models import Person, PersonSession
from dukou.audit.actions import record
from dukou.audit.core.values import Personal
from dukou.kit.core.actors import Actor


def open_session(
    *, by: Actor, person: Person, session_key: str, address: str, agent: str = "", now: datetime | None = None
) -> PersonSession:
    """A session begins. Beyond the number allowed (SESSIONS_PER_PERSON) the person's oldest ones end. Opening twice has no effect."""
    moment = now or timezone.now()
    with transaction.atomic():
        known = PersonSession.objects.filter(session_key=session_key, person=person).first()
        if known is not None:
            return known
        opened = PersonSession.objects.create(
            person=person, session_key=session_key, started_at=moment, address=address[:45], agent=agent[:200]
        )
        running = PersonSession.objects.filter(person=person, ended_at__isnull=True).order_by("-started_at", "-pk")
        surplus = list(running[settings.SESSIONS_PER_PERSON :])
        _ended(surplus, moment)
        after = {"session": opened.pk, "address": Personal(address), "older_ended": [each.pk for each in surplus]}
        record(by=by, act="sessions.open", subject=("person", person.username), after=after, now=moment)
    return opened


def close(*, by: Actor, session: PersonSession, reason: str = "", now: datetime | None = None) -> None:
    """A session ends: its cookie opens nothing any more. Closing what is closed has no effect."""
    moment = now or timezone.now()
    with transaction.atomic():
        if session.ended_at is None:
            _ended([session], moment)
            subject = ("person", session.person.username)
            record(by=by, act="sessions.close", subject=subject, after={"session": session.pk}, reason=reason, now=moment)


def close_all(*, by: Actor, person: Person, reason: str, now: datetime | None = None) -> int:
    """Every session of a person ends; gives their number. Where there is none, nothing is done."""
    moment = now or timezone.now()
    with transaction.atomic():
        running = list(PersonSession.objects.filter(person=person, ended_at__isnull=True))
        if running:
            _ended(running, moment)
            after = {"sessions": [each.pk for each in running]}
            record(by=by, act="sessions.close_all", subject=("person", person.username), after=after, reason=reason, now=moment)
    return len(running)


def _ended(sessions: list[PersonSession], now: datetime) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for session in sessions:
        store(session_key=session.session_key).delete()
        session.session_key, session.ended_at = None, now
        session.save(update_fields=["session_key", "ended_at"])
