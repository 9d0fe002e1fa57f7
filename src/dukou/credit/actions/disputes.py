"""Dispute: a firm says that a record is wrong; the unit lets it stand, corrects it or withdraws it. Until then it stays in use, marked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.credit.actions._case_steps import FIRMS, by_firm, by_unit, close, filed, own_record
from dukou.credit.actions._forgetting import forgotten, step_on
from dukou.credit.actions._recording import Origin, written
from dukou.credit.actions._steps import said
from dukou.credit.actions.case_refusals import NotInThisStanding
from dukou.credit.core.cases import CaseMatter, CaseStanding
from dukou.credit.core.entering import Entered
from dukou.credit.core.kinds import StepKind
from dukou.credit.models import CreditCase
from dukou.credit.queries.fields import field_named
from dukou.kit.core.labels import Label

_WORDS, _REASON, _EVIDENCE = Label("哪里有误", "what is wrong"), Label("理由", "the reason"), Label("依据", "the evidence")
_RIGHT = Label("{reason}（改为第 {number} 号记录）", "{reason} (record {number} took its place)")


def ask(*, by: Viewer, record: int, words: str, evidence: str = "", now: datetime | None = None) -> CreditCase:
    """Dispute a record of one's own firm, for it or against it. It stays in use; every page tells that it is under dispute."""
    by.require(FIRMS)
    actor, moment = actor_of(by, FIRMS), now or timezone.now()
    with transaction.atomic():
        row = own_record(by, record, moment)
        text = said(words, _WORDS)
        case = filed(actor, "disputes.ask", row, CaseMatter.DISPUTE, moment, words=text, evidence=evidence.strip())
        step_on(row, StepKind.DISPUTED, text, evidence.strip(), actor, moment, case)
    return case


def uphold(*, by: Viewer, number: int, reason: str, now: datetime | None = None) -> CreditCase:
    """The record is right and stays."""
    with by_unit(by, number, "disputes.uphold", now, CaseStanding.ASKED) as (case, step, actor):
        _must_be_dispute(case)
        why = said(reason, _REASON)
        step_on(case.record, StepKind.UPHELD, why, "", actor, step.now, case)
        close(case, step, CaseStanding.UPHELD, actor, why)
    return case


def correct(*, by: Viewer, number: int, reason: str, right: Entered, now: datetime | None = None) -> CreditCase:
    """The record is wrong: it ends, and one with the right content, of the same paper as a rule, takes its place at once."""
    with by_unit(by, number, "disputes.correct", now, CaseStanding.ASKED) as (case, step, actor):
        _must_be_dispute(case)
        old, why = case.record, said(reason, _REASON)
        field, firm = field_named(old.field), old.enterprise_id
        new = written(field, firm, right, actor, step.now, Origin(corrects=old))
        step.note(right=new.pk)
        step_on(old, StepKind.CORRECTED, _RIGHT.filled(reason=why, number=new.pk).zh, right.evidence, actor, step.now, case)
        forgotten(old, actor, step.now, case)
        case.replaced_by = new
        close(case, step, CaseStanding.CORRECTED, actor, why)
    return case


def withdraw(*, by: Viewer, number: int, reason: str, evidence: str, now: datetime | None = None) -> CreditCase:
    """The record should never have been: it ends, and nothing takes its place."""
    with by_unit(by, number, "disputes.withdraw", now, CaseStanding.ASKED) as (case, step, actor):
        _must_be_dispute(case)
        why = said(reason, _REASON)
        step_on(case.record, StepKind.WITHDRAWN, why, said(evidence, _EVIDENCE), actor, step.now, case)
        forgotten(case.record, actor, step.now, case)
        close(case, step, CaseStanding.WITHDRAWN, actor, why)
    return case


def take_back(*, by: Viewer, number: int, now: datetime | None = None) -> CreditCase:
    """The firm disputes no longer; that it did stays in the ledger."""
    with by_firm(by, number, "disputes.take_back", now) as (case, step, actor):
        _must_be_dispute(case)
        close(case, step, CaseStanding.TAKEN_BACK, actor, is_moot=True)
    return case


def _must_be_dispute(case: CreditCase) -> None:
    if case.matter != CaseMatter.DISPUTE.value:
        raise NotInThisStanding(standing=CaseMatter.of(case.matter).label)
