"""Repair: a firm asks it for an adverse record, the unit accepts and rules, the firm may take it back.

The rule in force on the day of asking holds, whatever held when the record was made. That the duty is done is either noted by a unit
before, or told by the firm with its request and then confirmed by the unit that grants it: one of both, never the firm's word alone.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.credit.actions._case_steps import FIRMS, by_firm, by_unit, close, filed, own_record
from dukou.credit.actions._forgetting import forgotten, step_on
from dukou.credit.actions._steps import past, said
from dukou.credit.actions.case_refusals import (
    DutyNotConfirmed,
    DutyNotDone,
    NoPromise,
    NoRepairRule,
    NothingToRepair,
    NotInThisStanding,
    NotRepairableYet,
)
from dukou.credit.core.cases import CLOCK_ACCEPTED, CLOCK_ASKED, CaseMatter, CaseStanding
from dukou.credit.core.frames import RepairRule
from dukou.credit.core.kinds import RecordKind, Severity, StepKind
from dukou.credit.models import CreditCase, CreditRecord, RecordStep
from dukou.credit.queries.cases import duty_done_on
from dukou.credit.queries.fields import frame_or_none
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label

_WORDS, _REASON = Label("申请理由", "why it is asked"), Label("不予修复的理由", "why it is refused")
_GRANTED = Label("企业申请，认定单位准予修复", "asked by the firm, granted by the unit")


def ask(
    *,
    by: Viewer,
    record: int,
    words: str,
    promise: str,
    evidence: str = "",
    done_on: date | None = None,
    now: datetime | None = None,
) -> CreditCase:
    """Ask that a record of one's own firm be repaired. `done_on`, `evidence`: that the duty is done, where no unit noted it yet."""
    by.require(FIRMS)
    actor, moment = actor_of(by, FIRMS), now or timezone.now()
    with transaction.atomic():
        row = own_record(by, record, moment)
        rule = _repairable(row, timezone.localdate(moment))
        if duty_done_on(row.pk) is None and (done_on is None or not evidence.strip()):
            raise DutyNotDone()
        if not promise.strip():
            raise NoPromise()
        told = {"words": said(words, _WORDS), "promise": promise.strip(), "evidence": evidence.strip(), "rule": rule.version}
        day = past(done_on, moment) if done_on else None
        return filed(actor, "repairs.ask", row, CaseMatter.REPAIR, moment, **told, done_on=day)


def accept(*, by: Viewer, number: int, now: datetime | None = None) -> CreditCase:
    """Accept an application: the clock of the ruling begins."""
    with by_unit(by, number, "repairs.accept", now, CaseStanding.ASKED) as (case, step, actor):
        _must_be_repair(case)
        case.standing, case.accepted_at, case.accepted_by = CaseStanding.ACCEPTED.value, step.now, str(actor)
        step.stop(CLOCK_ASKED[CaseMatter.REPAIR])
        step.start(CLOCK_ACCEPTED)
    return case


def grant(*, by: Viewer, number: int, confirms_duty: bool = False, words: str = "", now: datetime | None = None) -> CreditCase:
    """Grant the repair: the record ends, and every consumer forgets it and gives its receipt, all at once or not at all."""
    with by_unit(by, number, "repairs.grant", now, CaseStanding.ACCEPTED) as (case, step, actor):
        _must_be_repair(case)
        if duty_done_on(case.record_id) is None:
            if not confirms_duty:
                raise DutyNotConfirmed()
            _note_duty(case, actor, step.now)
        step_on(case.record, StepKind.REPAIRED, words.strip() or _GRANTED.zh, case.evidence, actor, step.now, case)
        forgotten(case.record, actor, step.now, case)
        close(case, step, CaseStanding.GRANTED, actor, words.strip())
    return case


def refuse(*, by: Viewer, number: int, reason: str, now: datetime | None = None) -> CreditCase:
    """Refuse it, accepted or not, and say why. The firm may ask again."""
    with by_unit(by, number, "repairs.refuse", now, CaseStanding.ASKED, CaseStanding.ACCEPTED) as (case, step, actor):
        _must_be_repair(case)
        close(case, step, CaseStanding.REFUSED, actor, said(reason, _REASON))
    return case


def take_back(*, by: Viewer, number: int, now: datetime | None = None) -> CreditCase:
    """The firm takes its application back. What clocks still ran for is wanted no more."""
    with by_firm(by, number, "repairs.take_back", now) as (case, step, actor):
        _must_be_repair(case)
        close(case, step, CaseStanding.TAKEN_BACK, actor, is_moot=True)
    return case


def _repairable(row: CreditRecord, on: date) -> RepairRule:
    """The rule of the day by which the record may be repaired."""
    if not RecordKind.of(row.kind).is_adverse or (row.published_until is not None and row.published_until < on):
        raise NothingToRepair()
    frame = frame_or_none()
    rule = frame.repair_on(on) if frame else None
    if rule is None:
        raise NoRepairRule(day=on)
    day = rule.repairable_on(Severity.of(row.severity), row.decided_on, row.published_on)
    if on < day:
        raise NotRepairableYet(rule=rule.title, day=day)
    return rule


def _note_duty(case: CreditCase, by: Actor, now: datetime) -> None:
    """What the firm told is found to be so: noted as a step of its own, on the day that the firm told."""
    on = case.done_on or timezone.localdate(now)
    told = {"reason": StepKind.DUTY_DONE.label.zh, "evidence": case.evidence, "case_id": case.pk}
    RecordStep.objects.create(record=case.record, kind=StepKind.DUTY_DONE.value, on=on, told_at=now, told_by=str(by), **told)


def _must_be_repair(case: CreditCase) -> None:
    if case.matter != CaseMatter.REPAIR.value:
        raise NotInThisStanding(standing=CaseMatter.of(case.matter).label)
