"""How a record ends: its step, and every consumer forgets it in the same transaction. A part of an act.

What raises here lets nothing be done: a record that one consumer cannot forget is not ended for the others either.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from dukou.credit.actions._regrading import regraded
from dukou.credit.core.kinds import StepKind
from dukou.credit.models import CreditCase, CreditReceipt, CreditRecord, RecordStep
from dukou.credit.queries.consumers import CONSUMERS, Ended
from dukou.credit.queries.records import held_of
from dukou.enterprises.queries.merged import standing_for
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label


class StillInUse(Exception):
    """A record that ended is read all the same: a fault of ours, which must not be told to be repaired."""


def step_on(
    row: CreditRecord, kind: StepKind, reason: str, evidence: str, by: Actor, now: datetime, case: CreditCase | None = None
) -> RecordStep:
    """What is told about a record today."""
    on = timezone.localdate(now)
    told = {"reason": reason, "evidence": evidence, "case_id": case.pk if case else None}
    return RecordStep.objects.create(record=row, kind=kind.value, on=on, told_at=now, told_by=str(by), **told)


def forgotten(row: CreditRecord, by: Actor, now: datetime, case: CreditCase | None = None) -> None:
    """Let every consumer forget the record, of which the end was told; of a case each gives a receipt."""
    ended = Ended(standing_for([row.enterprise_id])[row.enterprise_id], row.pk, by, now)
    for key in CONSUMERS.keys():  # noqa: SIM118 - a registry iterates over its entries
        consumer = CONSUMERS[key]
        told = consumer.forget(ended)
        if case is not None:
            names = {"name_zh": consumer.label.zh, "name_en": consumer.label.en, "told_zh": told.zh, "told_en": told.en}
            CreditReceipt.objects.create(case=case, consumer=key, at=now, **names)


def forget_in_ledger(ended: Ended) -> Label:
    """The ledger itself keeps the row and reads it no more; that is looked at here, not taken for granted."""
    on = timezone.localdate(ended.now)
    if ended.record in {each.id for each in held_of(ended.firm, on)}:
        raise StillInUse(ended.record)
    return Label("已停止公示、查询、共享和导出", "shown, looked up, shared and exported no more")


def forget_in_grades(ended: Ended) -> Label:
    """Every field in which the firm was graded grades it anew."""
    count = len(regraded([], [ended.firm], ended.by, ended.now))
    return Label(f"已在 {count} 个领域重新评级，不再计入", f"graded anew in {count} fields without it")
