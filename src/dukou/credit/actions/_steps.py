"""What the acts of this room share: who may act in a field, the record that is locked, days and words that have to be there."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer, may_within
from dukou.accounts.queries import actor_of
from dukou.accounts.queries.organisations import organisation_names
from dukou.credit.actions.refusals import DayNotCome, NotYourField, RecordEnded, RecordWords
from dukou.credit.models import CreditRecord
from dukou.credit.queries.fields import CreditField, field_named, frame_or_none
from dukou.credit.queries.records import ended, record_of
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label

KEEPS = Permission.KEEP_CREDIT


def begun(by: Viewer, now: datetime | None, permission: Permission = KEEPS) -> tuple[Actor, datetime]:
    """Who acts and when; refused without the right."""
    by.require(permission)
    return actor_of(by, permission), now or timezone.now()


def may_act_in(by: Viewer, field: CreditField, permission: Permission = KEEPS) -> bool:
    """Whether the viewer's unit supervises the field, or leads."""
    frame = frame_or_none()
    return may_within(by, permission, field.unit) or (frame is not None and bool(frame.lead) and may_within(by, permission, frame.lead))


def own_field(by: Viewer, key: str, permission: Permission = KEEPS) -> CreditField:
    """A field in which the viewer may act."""
    field = field_named(key)
    if not may_act_in(by, field, permission):
        raise NotYourField(field=field.label, unit=organisation_names().get(field.unit, Label(field.unit, field.unit)))
    return field


def held_record(by: Viewer, number: int) -> CreditRecord:
    """A record of a field in which the viewer may act, locked until the transaction ends; refused where it ended."""
    row = CreditRecord.objects.select_for_update(of=("self",)).get(pk=record_of(by, number).pk)
    own_field(by, row.field)
    if CreditRecord.objects.filter(ended(), pk=row.pk).exists():
        raise RecordEnded()
    return row


def past(day: date, now: datetime) -> date:
    """A day that has come."""
    if day > timezone.localdate(now):
        raise DayNotCome(day=day)
    return day


def said(words: str, noun: Label) -> str:
    """Words that have to be there."""
    if not words.strip():
        raise RecordWords(noun=noun)
    return words.strip()
