"""Reading the trail: events with their values, page by page, and the examination of the chain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.utils import timezone

from dukou.audit.core.seals import GENESIS, commitment
from dukou.audit.core.values import Json, references, resolved
from dukou.audit.core.verdicts import Break, TrailReport
from dukou.audit.models import AuditEvent, AuditHead, PersonalValue
from dukou.kit.core.labels import Label
from dukou.kit.predicates import Predicate

V = TypeVar("V")
CHUNK = 500
ERASED = Label("已删除", "erased")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an event, before and after the act; None where it was not there."""

    field: str
    before: Json
    after: Json


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One event as it is read: personal values are filled in, or said to be erased."""

    position: int
    at: datetime
    actor: str
    on_behalf_of: str
    act: str
    subject: tuple[str, str]
    changes: tuple[FieldChange, ...]
    reason: str
    hash: str


@dataclass(frozen=True, slots=True)
class TrailAsked:
    """Which events are asked for; an empty part asks for all. `on` is a day in the time zone of the house."""

    subject_kind: str = ""
    subject_key: str = ""
    actor: str = ""
    act: str = ""
    on: date | None = None


def events_predicate(rule: Callable[[V], Q]) -> Predicate[V, AuditEvent]:
    """Who may see which events; the rule is stated by the room that knows the viewers."""
    return Predicate(AuditEvent, rule)


def events_asked(asked: TrailAsked) -> QuerySet[AuditEvent]:
    """The events that fit the question, newest first."""
    exact = {"subject_kind": asked.subject_kind, "subject_key": asked.subject_key, "actor": asked.actor, "act": asked.act}
    rows = AuditEvent.objects.filter(**{name: value for name, value in exact.items() if value})
    if asked.on is not None:
        start = timezone.make_aware(datetime.combine(asked.on, time.min))
        rows = rows.filter(at__gte=start, at__lt=start + timedelta(days=1))
    return rows.order_by("-pk")


def trail_page(rows: QuerySet[AuditEvent], *, beneath: int | None = None, size: int = 50) -> tuple[list[TrailEntry], int | None]:
    """Up to `size` entries older than position `beneath`, and the position to go on beneath (None at the end)."""
    wanted = rows if beneath is None else rows.filter(pk__lt=beneath)
    found = list(wanted.order_by("-pk")[: size + 1])
    return entries_of(found[:size]), found[size - 1].pk if len(found) > size else None


def entries_of(events: Iterable[AuditEvent]) -> list[TrailEntry]:
    """Events with their personal values filled in, in two queries whatever their number."""
    rows = list(events)
    known = _values({key for row in rows for key in references([row.before, row.after])})
    return [_entry(row, known) for row in rows]


def _values(keys: set[str]) -> dict[str, Json]:
    held = PersonalValue.objects.filter(key__in=keys) if keys else PersonalValue.objects.none()
    known: dict[str, Json] = {key: str(ERASED) for key in keys}
    return known | {each.key: each.value for each in held if each.erased_at is None}


def _entry(row: AuditEvent, known: dict[str, Json]) -> TrailEntry:
    before, after = (_fields(resolved(value, known)) for value in (row.before, row.after))
    names = sorted(before.keys() | after.keys())  # PostgreSQL keeps no order of keys
    changes = tuple(FieldChange(name, before.get(name), after.get(name)) for name in names)
    subject = (row.subject_kind, row.subject_key)
    return TrailEntry(row.pk, row.at, row.actor, row.on_behalf_of, row.act, subject, changes, row.reason, row.hash)


def _fields(value: Json) -> dict[str, Json]:
    """The fields of one side of an event; none where the act had no such side."""
    return value if isinstance(value, dict) else {}


def verify(expect: str | None = None) -> TrailReport:
    """Examine the whole chain and name the first broken link; `expect` is a head hash noted earlier that must be in it.

    Streams in chunks: memory does not grow with the trail. What is written while the examination runs is not looked at.
    """
    head = AuditHead.objects.filter(pk=1).first() or AuditHead(pk=1)
    last, last_hash, is_expected = 0, GENESIS, expect in (None, GENESIS)
    for chunk in _chunks(AuditEvent.objects.filter(pk__lte=head.position).order_by("pk")):
        touched = _touched_values(chunk)
        for event in chunk:
            broken = _break(event, last + 1, last_hash, touched)
            if broken is not None:
                return TrailReport(last, last_hash, broken, last + 1)
            last, last_hash = event.pk, event.hash
            is_expected = is_expected or event.hash == expect
    return _tail_verdict(TrailReport(last, last_hash), head, is_expected)


def _break(event: AuditEvent, position: int, previous: str, touched: set[str]) -> Break | None:
    """What is wrong with the event that should stand at `position` and follow the hash `previous`."""
    if event.pk != position:
        return Break.GAP
    if event.sealed.hash != event.hash:
        return Break.CONTENT_CHANGED
    if event.prev_hash != previous:
        return Break.LINK_BROKEN
    return Break.PERSONAL_CHANGED if touched.intersection(references([event.before, event.after])) else None


def _tail_verdict(found: TrailReport, head: AuditHead, is_expected: bool) -> TrailReport:
    """Whether the chain ends where the head says, and holds what was expected."""
    if found.events < head.position:
        return TrailReport(found.events, found.head, Break.TAIL_CUT, found.events + 1)
    if found.head != head.hash:
        return TrailReport(found.events, found.head, Break.TAIL_CHANGED, found.events)
    newest = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    now_at = AuditHead.objects.filter(pk=1).values_list("position", flat=True).first() or 0
    if newest > now_at:
        return TrailReport(found.events, found.head, Break.TAIL_CHANGED, now_at + 1)
    return found if is_expected else TrailReport(found.events, found.head, Break.NOT_EXPECTED, found.events)


def _chunks(rows: QuerySet[AuditEvent]) -> Iterator[list[AuditEvent]]:
    stream = rows.iterator(chunk_size=CHUNK)
    while chunk := list(islice(stream, CHUNK)):
        yield chunk


def _touched_values(chunk: list[AuditEvent]) -> set[str]:
    """The keys whose personal value is gone or does not fit its commitment, although it was not erased."""
    keys = {key for event in chunk for key in references([event.before, event.after])}
    held = {each.key: each for each in PersonalValue.objects.filter(key__in=keys)} if keys else {}
    fits = {key for key, each in held.items() if each.erased_at is not None or commitment(each.salt, each.value) == key}
    return keys - fits
