"""Writing the trail. Every act of the house calls `record` once, inside its own transaction."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dukou.audit.core.seals import COVERED, GENESIS, Sealed, commitment
from dukou.audit.core.values import Json, Personal, plain
from dukou.audit.models import AuditEvent, AuditHead, PersonalValue
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class OutsideTransaction(RuntimeError):
    """A fault of ours: an event was recorded outside the transaction of its act, so that one could be kept without the other."""


class HeadMissing(RuntimeError):
    """The row that names the last event is gone although there are events: nothing is recorded onto a chain that was tampered with."""


class ErasureNeedsReason(Refusal):
    """Personal values are erased only on a stated ground."""

    code = "audit.erasure_needs_reason"
    what = Label("没有删除个人信息", "no personal values were erased")
    why = Label("没有写明理由", "no reason was given")
    cure = Label("写明依据，例如本人申请及日期", "state the ground, such as the person's request and its date")


class NothingToErase(Refusal):
    """The trail holds no personal values of the subject."""

    code = "audit.nothing_to_erase"
    what = Label("没有删除个人信息", "no personal values were erased")
    why = Label("留痕中没有“{subject}”的个人信息", "the trail holds no personal values of “{subject}”")
    cure = Label("核对对象的类别和键", "check the kind and key of the subject")


def record(
    *,
    by: Actor,
    act: str,
    subject: tuple[str, str],
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
    now: datetime | None = None,
) -> AuditEvent:
    """Add one event to the chain, in the transaction of the act it tells of.

    `act` is `noun.verb`, `subject` (kind, key). A value wrapped in `Personal` is kept apart and can be erased later.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(f"record({act!r}) was called outside transaction.atomic()")
    position, previous = _held_head()
    values: list[PersonalValue] = []
    sealed = Sealed(
        position=position + 1,
        at=now or timezone.now(),
        actor=str(by),
        on_behalf_of=by.on_behalf_of,
        act=act,
        subject_kind=subject[0],
        subject_key=subject[1],
        before=_kept(before, subject, values),
        after=_kept(after, subject, values),
        reason=reason,
        prev_hash=previous,
    )
    return _appended(sealed, values)


def erase(*, by: Actor, subject: tuple[str, str], reason: str, now: datetime | None = None) -> int:
    """Empty all personal values of a subject and say so in the trail; gives their number. The chain goes on verifying."""
    if not reason.strip():
        raise ErasureNeedsReason()
    moment = now or timezone.now()
    with transaction.atomic():
        held = PersonalValue.objects.filter(subject_kind=subject[0], subject_key=subject[1], erased_at=None)
        erased = held.update(value=None, salt="", erased_at=moment)
        if not erased:
            raise NothingToErase(subject=":".join(subject))
        record(by=by, act="personal_values.erase", subject=subject, after={"values": erased}, reason=reason, now=moment)
    return erased


def _held_head() -> tuple[int, str]:
    """Position and hash of the last event, locked until the transaction ends. SQLite locks no rows: its transactions begin IMMEDIATE."""
    connection = transaction.get_connection()
    lock = connection.ops.for_update_sql() if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT position, hash FROM audit_head WHERE id = 1 {lock}")
        found = cursor.fetchone()
    if found is not None:
        return int(found[0]), str(found[1])
    if AuditEvent.objects.exists():
        raise HeadMissing("audit_head is empty although there are events; run `dukou audit verify`")
    AuditHead.objects.create(pk=1)
    return 0, GENESIS


def _kept(values: Mapping[str, object] | None, subject: tuple[str, str], found: list[PersonalValue]) -> Json:
    """The values as JSON; personal ones are collected in `found`."""

    def refer(personal: Personal) -> str:
        kind, key = personal.of or subject
        salt, value = secrets.token_hex(32), plain(personal.value, refer)
        found.append(PersonalValue(key=commitment(salt, value), subject_kind=kind, subject_key=key, salt=salt, value=value))
        return found[-1].key

    return None if values is None else plain(values, refer)


def _appended(sealed: Sealed, values: list[PersonalValue]) -> AuditEvent:
    """Write the event and move the head. Plain SQL, since every act of the house waits for these statements."""
    covered = {name: getattr(sealed, name) for name in COVERED if name != "position"}
    event = AuditEvent(id=sealed.position, hash=sealed.hash, **covered)
    connection = transaction.get_connection()
    with connection.cursor() as cursor:
        row = [field.get_db_prep_save(getattr(event, field.attname), connection) for field in _FIELDS]
        cursor.execute(_INSERT, row)
        cursor.execute("UPDATE audit_head SET position = %s, hash = %s WHERE id = 1", [event.pk, event.hash])
    event._state.adding = False
    event._state.db = connection.alias
    if values:
        PersonalValue.objects.bulk_create(values)
    return event


_FIELDS = AuditEvent._meta.concrete_fields
_INSERT = (
    f"INSERT INTO {AuditEvent._meta.db_table} ({', '.join(str(field.column) for field in _FIELDS)}) "
    f"VALUES ({', '.join(['%s'] * len(_FIELDS))})"
)
