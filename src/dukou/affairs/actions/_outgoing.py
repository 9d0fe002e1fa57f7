"""Messages to units as rows: written as a part of an act, leased by workers, and what became of each.

A row is handed over at least once; its key makes that one effect. A part's messages leave in their order, and none before an earlier one
that is not taken or given up. Two workers never hold one row; a worker that died loses its rows when the lease ends.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import people_with
from dukou.affairs.core.kinds import OutgoingKind, OutgoingState, ReceiverKind
from dukou.affairs.core.messages import Told, payload_of
from dukou.affairs.models import Outgoing, Part
from dukou.affairs.queries.messages import Taker, due, takers, told_of
from dukou.affairs.receivers import ToHandOver
from dukou.affairs.receivers.desk import DeskReceiver
from dukou.audit.actions import record
from dukou.casework.actions import steps
from dukou.casework.core.events import hash_of_many
from dukou.kit.core.actors import SYSTEM
from dukou.kit.core.labels import Label

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=2)  # longer than a batch of one unit takes (`_dispatch.PATIENCE` and the receivers' timeouts)
BATCH = 200
ATTEMPTS = 12  # about seven hours with the pauses below: a working day does not end without somebody being told
REST = timedelta(seconds=10)  # a unit that does not answer is left in peace for so long
_DEAD = Label("多次送达失败：第 {case} 号申请，{unit}，{kind}", "not taken after many attempts: application {case}, {unit}, {kind}")
_WAITING, _OPEN = OutgoingState.WAITING.value, (OutgoingState.WAITING.value, OutgoingState.DEAD.value)


@dataclass(frozen=True, slots=True)
class Held:
    """A message that this worker holds until `until`. `unit`: primary key; `tried`: how often it was handed over before."""

    number: int
    unit: int
    key: str
    payload: Mapping[str, Any]
    tried: int
    until: datetime

    @property
    def to_hand_over(self) -> ToHandOver:
        """The same as receivers take it."""
        return ToHandOver(self.key, self.payload, self.tried + 1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one: `reference` where it was taken, `why` where it was not; neither: it was not tried. `retry`: it may be later."""

    held: Held
    reference: str | None = None
    why: Label | None = None
    retry: bool = True

    @property
    def is_taken(self) -> bool:
        """Whether the receiver took it."""
        return self.reference is not None


def queue(part: Part, kind: OutgoingKind, now: datetime, details: Mapping[str, Any] | None = None) -> Outgoing:
    """Write a message for the unit of a part, in the transaction of the act that it tells of: rolled back, it never was."""
    return queue_all([part], kind, now, details)[0]


def queue_all(parts: Sequence[Part], kind: OutgoingKind, now: datetime, details: Mapping[str, Any] | None = None) -> list[Outgoing]:
    """The same for several parts of one application, whose case the act holds; a unit that works at our desk has it at once."""
    if not parts:
        return []
    told = told_of(parts[0].application)
    last = dict(Outgoing.objects.filter(part__in=parts).values_list("part").annotate(Max("number")))
    behind = set(Outgoing.objects.filter(part__in=parts, state__in=_OPEN).values_list("part", flat=True))
    taking = takers({part.unit_id: part.unit.key for part in parts})
    rows = [_row(told, part, kind, last.get(part.pk, 0) + 1, now, details) for part in parts]
    for part, row in zip(parts, rows, strict=True):
        if taking[part.unit_id].kind is ReceiverKind.DESK and part.pk not in behind:
            row.state, row.next_at, row.taken_at, row.attempts = OutgoingState.TAKEN.value, None, now, 1
            row.reference = DeskReceiver().hand_over(ToHandOver(row.key, row.payload)).reference
    return Outgoing.objects.bulk_create(rows)


def _row(told: Told, part: Part, kind: OutgoingKind, number: int, now: datetime, details: Mapping[str, Any] | None) -> Outgoing:
    payload = payload_of(told, matter=part.matter, unit=part.unit.key, kind=kind, number=number, at=now, details=details)
    return Outgoing(
        part_id=part.pk, number=number, kind=kind.value, key=payload["key"], payload=payload, next_at=now, made_at=now, last_error={}
    )


def held_now(now: datetime, skipping: Iterable[int] = (), most: int = BATCH) -> list[Held]:
    """Take messages that are due, until `now + LEASE`; none twice, whoever else takes at the same time."""
    left_out = list(skipping)
    if not due(now, left_out).exists():  # an idle worker takes no write lock
        return []
    until = now + LEASE
    with transaction.atomic():
        rows = (
            due(now, left_out)
            .select_for_update(skip_locked=True, of=("self",))
            .values_list("pk", "part__unit", "key", "payload", "attempts")[:most]
        )
        found = [Held(number, unit, key, payload, tried, until) for number, unit, key, payload, tried in rows]
        Outgoing.objects.filter(pk__in=[each.number for each in found]).update(held_until=until)
    return found


def takers_of(held: Iterable[Held]) -> dict[int, Taker]:
    """How the units of these messages take them."""
    return takers({each.unit: str(each.payload["unit"]) for each in held})


def settle(outcomes: Sequence[Outcome], now: datetime, *, is_gone: bool = False) -> None:
    """Note what became of one unit's batch. `is_gone`: the unit does not answer; its other messages wait a moment too."""
    taken, missed = [each for each in outcomes if each.is_taken], [each for each in outcomes if each.why is not None]
    lost = [each for each in missed if not each.retry or each.held.tried + 1 >= ATTEMPTS]
    with transaction.atomic():
        if taken:
            _note_taken(taken, now)
        for each in missed:
            if each not in lost:
                _note_missed(each, now)
        _release([each.held for each in outcomes if not each.is_taken and each.why is None], now + REST if is_gone else now)
        if is_gone:
            unit = outcomes[0].held.unit
            rows = Outgoing.objects.filter(part__unit=unit, state=_WAITING, held_until__isnull=True, next_at__lt=now + REST)
            rows.update(next_at=now + REST)
    for each in lost:
        _note_dead(each, now)


def pause(attempts: int) -> timedelta:
    """How long to wait after the n-th failed attempt: 10 s, 40 s, 160 s, … at most an hour."""
    return min(timedelta(seconds=10 * 4 ** (attempts - 1)), timedelta(hours=1))


def _note_taken(taken: Sequence[Outcome], now: datetime) -> None:
    """A receiver's word counts whoever holds the row now: it has the message. One event of the trail for the batch."""
    at, state = _moment(now), OutgoingState.TAKEN.value
    rows = [(state, at, each.reference, each.held.number) for each in taken]
    with connection.cursor() as cursor:
        cursor.executemany(_TAKEN, rows)
    unit = str(taken[0].held.payload["unit"])
    seal = hash_of_many(each.held.key for each in taken)
    record(by=SYSTEM, act="messages.hand_over", subject=("organisation", unit), after={"messages": len(taken), "hash": seal}, now=now)


def _note_missed(missed: Outcome, now: datetime) -> None:
    """Again after a pause; where the lease was lost, another has the row and knows better."""
    tried = missed.held.tried + 1
    _own(missed.held).update(attempts=tried, held_until=None, next_at=now + pause(tried), last_error=_said(missed))


def _release(held: Sequence[Held], next_at: datetime) -> None:
    for some in {each.until for each in held}:
        numbers = [each.number for each in held if each.until == some]
        rows = Outgoing.objects.filter(pk__in=numbers, state=_WAITING, held_until=some)
        rows.filter(next_at__lt=next_at).update(next_at=next_at)
        rows.update(held_until=None)


def _note_dead(missed: Outcome, now: datetime) -> None:
    """Nobody tries it any more: an event of the case, and the window is told. One transaction for each, since each holds its case."""
    case = int(missed.held.payload["application"]["number"])
    with suppress(_LeaseLost), steps.step(by=SYSTEM, act="messages.die", case=case, now=now, after_closing=True) as step:
        tried = missed.held.tried + 1
        dead = {"state": OutgoingState.DEAD.value, "attempts": tried, "held_until": None, "next_at": None, "last_error": _said(missed)}
        if not _own(missed.held).update(**dead):
            raise _LeaseLost
        row = Outgoing.objects.select_related("part__unit").get(pk=missed.held.number)
        note_about(step, row, why=_said(missed))
        said = _DEAD.filled(case=case, unit=row.part.unit.label, kind=OutgoingKind.of(row.kind).label)
        step.tell(people_with(Permission.HANDLE_AFFAIRS, timezone.localdate(now)), said, reverse("affairs:messages"))


class _LeaseLost(Exception):
    """Another worker has the message by now: nothing happened here, so there is no event either."""


def note_about(step: steps.Step, row: Outgoing, **more: Any) -> None:
    """What an event tells of the message that it is about."""
    step.note(message=row.pk, part=row.part_id, matter=row.part.matter, unit=row.part.unit.key, kind=row.kind, **more)


def _own(held: Held) -> Any:
    """The row, as long as this worker holds it."""
    return Outgoing.objects.filter(Q(held_until=held.until), pk=held.number, state=_WAITING)


def _said(missed: Outcome) -> dict[str, str]:
    return missed.why.as_dict() if missed.why else {}


def _moment(moment: datetime) -> Any:
    """A moment as the database takes it in plain SQL."""
    return connection.ops.adapt_datetimefield_value(moment)


_TAKEN = (
    "UPDATE affairs_outgoing SET state = %s, taken_at = %s, reference = %s, attempts = attempts + 1, next_at = NULL, held_until = NULL "
    f"WHERE id = %s AND state = '{_WAITING}'"
)
