"""Records: entered, told by a room above, and what is told about them since. None is ever changed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record as record_event
from dukou.credit.actions._case_steps import let_lapse
from dukou.credit.actions._forgetting import forgotten
from dukou.credit.actions._recording import written
from dukou.credit.actions._regrading import regraded
from dukou.credit.actions._steps import begun, held_record, own_field, past, said
from dukou.credit.core.entering import Entered
from dukou.credit.core.kinds import StepKind
from dukou.credit.models import CreditRecord, RecordStep
from dukou.credit.queries.fields import field_named
from dukou.credit.queries.records import ended
from dukou.enterprises.queries.own import firm_named
from dukou.enterprises.queries.the_one import NotOneFirm
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label

_DONE = StepKind.DUTY_DONE.label
_REASON, _EVIDENCE = Label("理由", "the reason"), Label("依据", "the evidence")


def enter(*, by: Viewer, enterprise: str, field: str, entered: Entered, now: datetime | None = None) -> CreditRecord:
    """Write a record of a firm (its key in the register) into the ledger of a field of one's unit."""
    actor, moment = begun(by, now)
    where = own_field(by, field)
    firm = firm_named(by, enterprise)
    if firm is None:
        raise NotOneFirm(text=enterprise, near=Label("名录里没有这家企业", "the register has no such firm"))
    with transaction.atomic():
        row = written(where, firm.id, entered, actor, moment)
        _told(actor, "credit_records.enter", row, firm.key, moment)
        regraded([where.key], [firm.id], actor, moment)
    return row


def tell(*, by: Actor, firm: int, key: str, field: str, entered: Entered, now: datetime | None = None) -> CreditRecord | None:
    """Write what a room above tells of a firm (primary key and key), within its act; nothing where it was told before."""
    moment = now or timezone.now()
    if CreditRecord.objects.filter(told_by=entered.told_by).exclude(told_by="").exists():
        return None
    with transaction.atomic():
        row = written(field_named(field), firm, entered, by, moment)
        _told(by, "credit_records.tell", row, key, moment)
        regraded([field], [firm], by, moment)
    return row


def tell_done(*, by: Actor, told_by: str, on: date, evidence: str, now: datetime | None = None) -> RecordStep | None:
    """Note that what a record told by a room above speaks of has been done after all; nothing where there is no such record in use."""
    moment = now or timezone.now()
    with transaction.atomic():
        row = CreditRecord.objects.select_for_update(of=("self",)).filter(~ended(), told_by=told_by).first()
        if row is None:
            return None
        step = _step(row, StepKind.DUTY_DONE, on, _DONE.zh, evidence, by, moment)
        _step_told(by, "credit_records.tell_done", row, step, moment)
    return step


def fulfil(*, by: Viewer, record: int, on: date, evidence: str, now: datetime | None = None) -> RecordStep:
    """Note that what the paper imposed is done."""
    actor, moment = begun(by, now)
    with transaction.atomic():
        row = held_record(by, record)
        step = _step(row, StepKind.DUTY_DONE, past(on, moment), _DONE.zh, evidence, actor, moment)
        _step_told(actor, "credit_records.fulfil", row, step, moment)
    return step


def withdraw(*, by: Viewer, record: int, reason: str, evidence: str, now: datetime | None = None) -> RecordStep:
    """Take a record back: its paper was revoked, or it was never right. It is used no more from now on, and its grades are made anew."""
    actor, moment = begun(by, now)
    with transaction.atomic():
        row = held_record(by, record)
        step = _step(row, StepKind.WITHDRAWN, timezone.localdate(moment), reason, evidence, actor, moment)
        _step_told(actor, "credit_records.withdraw", row, step, moment)
        let_lapse(row, actor, moment)
        forgotten(row, actor, moment)
    return step


def _step(row: CreditRecord, kind: StepKind, on: date, reason: str, evidence: str, by: Actor, now: datetime) -> RecordStep:
    told = {"reason": said(reason, _REASON), "evidence": said(evidence, _EVIDENCE)}
    return RecordStep.objects.create(record=row, kind=kind.value, on=on, told_at=now, told_by=str(by), **told)


def _told(by: Actor, act: str, row: CreditRecord, firm: str, now: datetime) -> None:
    # its number stays out: the trail is never changed, and a record that is repaired is told nowhere any more
    after = {"enterprise": firm, "field": row.field, "sort": row.sort, "decided_on": row.decided_on}
    record_event(by=by, act=act, subject=("credit_record", str(row.pk)), after=after, now=now)


def _step_told(by: Actor, act: str, row: CreditRecord, step: RecordStep, now: datetime) -> None:
    after = {"field": row.field, "kind": step.kind, "on": step.on, "reason": step.reason, "evidence": step.evidence}
    record_event(by=by, act=act, subject=("credit_record", str(row.pk)), after=after, now=now)
