"""Promises: made, told as kept or broken, reviewed; what took its condition about. None of it is ever taken back or overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.hooks import Hook
from dukou.projects.actions._credit import record_kept
from dukou.projects.actions._promise_steps import held_promise, must, owed, told
from dukou.projects.actions._steps import begun, held, office_id, past, said
from dukou.projects.actions.promise_refusals import (
    DueBefore,
    NoAuthority,
    NoCondition,
    NoLegalBasis,
    NotOneDue,
    ReviewNotSpared,
    UnfairPromise,
)
from dukou.projects.core.promise_kinds import FairVerdict, PromiseMark, PromiseState, Side
from dukou.projects.core.promises import favours_in
from dukou.projects.models import Promise, PromiseStep
from dukou.projects.queries.pipeline import pipeline_or_none

EVIDENCE, REASON = Label("凭据", "the evidence"), Label("理由", "the reason")
_TEXT, _MEASURE, _WRITTEN = Label("承诺内容", "what is promised"), Label("兑现的标准", "the measure"), Label("写入的文件", "the document")


@dataclass(frozen=True, slots=True)
class Promised:
    """What is promised. `authority`, `owner`: keys of organisations; `post`: a title; `trigger`: a stage, or a condition in words."""

    side: Side
    text: str
    written_in: str
    measure: str
    made_on: date
    legal_basis: str = ""
    authority: str = ""
    verdict: FairVerdict | None = None
    verdict_reason: str = ""
    owner: str = ""
    post: str = ""
    due_on: date | None = None
    trigger: str = ""
    within: int = 0
    origin: str = ""


@dataclass(frozen=True, slots=True)
class FirmPromiseBroken:
    """What is announced when a promise of a firm was told as broken, inside its transaction. `enterprise`: of the register, where known."""

    promise: int
    project: str
    enterprise: int | None
    firm: str
    code: str
    text: str
    on: date
    reason: str
    by: Actor
    is_synthetic: bool
    now: datetime


firm_promise_broken: Hook[FirmPromiseBroken] = Hook("firm_promise_broken", FirmPromiseBroken, "inside")


def make(*, by: Viewer, project: str, promised: Promised, now: datetime | None = None) -> Promise:
    """Write a promise into the ledger. The district's own needs a legal basis, an authority, its review, and a post that answers for it."""
    actor, moment = begun(by, now)
    made_on = past(promised.made_on, moment)
    must((promised.due_on is None) == bool(promised.trigger.strip()), NotOneDue)
    if promised.due_on is not None and promised.due_on < made_on:
        raise DueBefore(due=promised.due_on, day=made_on)
    if promised.side is Side.DISTRICT:
        _grounded(promised)
    with transaction.atomic():
        row = held(by, project)
        made = Promise.objects.create(
            project=row,
            side=promised.side.value,
            text=said(promised.text, _TEXT),
            legal_basis=promised.legal_basis.strip(),
            written_in=said(promised.written_in, _WRITTEN),
            authority_id=office_id(promised.authority) if promised.authority else None,
            verdict=promised.verdict.value if promised.verdict and promised.side is Side.DISTRICT else "",
            verdict_reason=promised.verdict_reason.strip(),
            owner_id=office_id(promised.owner) if promised.owner and promised.side is Side.DISTRICT else None,
            post=promised.post.strip(),
            measure=said(promised.measure, _MEASURE),
            due_on=promised.due_on,
            trigger=promised.trigger.strip(),
            within=promised.within if promised.trigger else 0,
            origin=promised.origin.strip(),
            made_on=made_on,
            recorded_at=moment,
            recorded_by=str(actor),
            is_synthetic=row.is_synthetic,
        )
        after = {"promise": made.pk, "side": made.side, "text": made.text, "owner": promised.owner, "due_on": made.due_on}
        record(by=actor, act="promises.make", subject=("project", project), after=after | {"trigger": made.trigger}, now=moment)
    return made


def keep(*, by: Viewer, number: int, on: date, evidence: str, now: datetime | None = None) -> PromiseStep:
    """Tell that a promise was kept, with the evidence; whether in time is reckoned. One told as broken may be kept after all.

    The unit that answers for it may tell it too.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        found = held_promise(by, number, moment, also_owner=True)
        owed(found, also_broken=True)
        step = told(found, PromiseMark.KEPT, past(on, moment), moment, evidence=said(evidence, EVIDENCE))
        after = {"promise": number, "on": on, "evidence": step.evidence}
        record(by=found.actor, act="promises.keep", subject=("project", found.row.project.key), after=after, now=moment)
        if found.row.side == Side.FIRM.value:
            record_kept(found.row, step, found.actor, moment)
    return step


def tell_broken(*, by: Viewer, number: int, on: date, reason: str, now: datetime | None = None) -> PromiseStep:
    """Tell that a promise was broken, and why; that of a firm is announced (`firm_promise_broken`)."""
    moment = now or timezone.now()
    with transaction.atomic():
        found = held_promise(by, number, moment)
        owed(found)
        step = told(found, PromiseMark.BROKEN, past(on, moment), moment, reason=said(reason, REASON))
        after = {"promise": number, "on": on}
        subject = ("project", found.row.project.key)
        record(by=found.actor, act="promises.tell_broken", subject=subject, after=after, reason=step.reason, now=moment)
        if found.row.side == Side.FIRM.value:
            firm_promise_broken.announce(_broken(found.row, step, found.actor, moment))
    return step


def tell_condition(*, by: Viewer, number: int, on: date, evidence: str, now: datetime | None = None) -> PromiseStep:
    """Tell that the condition in words on which a promise waits came about; from then on it has a day."""
    moment = now or timezone.now()
    with transaction.atomic():
        found = held_promise(by, number, moment, also_owner=True)
        owed(found)
        known = pipeline_or_none()
        must(found.now.state is PromiseState.CONDITIONAL and not (known and known.stage(found.row.trigger)), NoCondition)
        step = told(found, PromiseMark.CAME_ABOUT, past(on, moment), moment, evidence=said(evidence, EVIDENCE))
        after = {"promise": number, "on": on, "evidence": step.evidence}
        record(by=found.actor, act="promises.tell_condition", subject=("project", found.row.project.key), after=after, now=moment)
    return step


def tell_review(*, by: Viewer, number: int, on: date, verdict: FairVerdict, evidence: str, now: datetime | None = None) -> PromiseStep:
    """Tell what the fair-competition review of a promise of the district found, with its document. One that failed stays, and is seen."""
    moment = now or timezone.now()
    with transaction.atomic():
        found = held_promise(by, number, moment)
        must(found.row.side == Side.DISTRICT.value, NoCondition)
        owed(found)
        step = told(found, PromiseMark.REVIEWED, past(on, moment), moment, verdict=verdict.value, evidence=said(evidence, EVIDENCE))
        after = {"promise": number, "verdict": verdict, "evidence": step.evidence}
        record(by=found.actor, act="promises.tell_review", subject=("project", found.row.project.key), after=after, now=moment)
    return step


def _grounded(promised: Promised) -> None:
    """What the district owes whom it promises something: 民营经济促进法 article 70, 优化营商环境条例 article 31, 公平竞争审查条例."""
    must(bool(promised.legal_basis.strip()), NoLegalBasis)
    must(bool(promised.authority and promised.owner and promised.post.strip()), NoAuthority)
    must(promised.verdict is not FairVerdict.FAILED, UnfairPromise)
    if promised.verdict is None:
        raise ReviewNotSpared(because=Label("没有写审查结论", "no verdict is given"))
    if promised.verdict is not FairVerdict.NOT_NEEDED:
        return
    if not promised.verdict_reason.strip():
        raise ReviewNotSpared(because=Label("没有写理由", "no reason is given"))
    if favours := favours_in(promised.text):
        words = joined([same(each) for each in favours])
        raise ReviewNotSpared(because=Label("内容涉及“{words}”", "it speaks of “{words}”").filled(words=words))


def _broken(row: Promise, step: PromiseStep, actor: Actor, now: datetime) -> FirmPromiseBroken:
    project = row.project
    return FirmPromiseBroken(
        row.pk, project.key, project.enterprise_id, project.firm, project.code, row.text, step.on, step.reason, actor, row.is_synthetic, now
    )
