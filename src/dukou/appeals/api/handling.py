"""What is done with an appeal over HTTP: each operation is one act of the room, and answers where the appeal stands then."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from dukou.appeals.actions import appeals, call_backs, dispatch, replies, triage
from dukou.appeals.api.callers import ANSWERS, HANDLES, OWNS, Number, caller, stands
from dukou.appeals.api.sent import (
    AcceptanceSent,
    CallSent,
    DispatchSent,
    LegAnswerSent,
    MergeSent,
    RatingSent,
    ReasonSent,
    RecallSent,
    RefusalSent,
    ReplySent,
    TextSent,
)
from dukou.appeals.api.shapes import Stands

router = Router()


@router.post("/{number}/acceptance", response=Stands, summary="受理 · Accept it")
@HANDLES
def accept(request: HttpRequest, number: Number, sent: AcceptanceSent) -> dict[str, Any]:
    """Accept it, under a topic and a grade."""
    return stands(triage.accept(by=caller(request), number=number, topic=sent.topic, grade=sent.grade))


@router.post("/{number}/refusal", response=Stands, summary="不予受理或移送 · Do not accept it, or hand it on")
@HANDLES
def refuse(request: HttpRequest, number: Number, sent: RefusalSent) -> dict[str, Any]:
    """Do not accept it, on one of the closed grounds, or hand it on to the body whose matter it is."""
    return stands(triage.refuse(by=caller(request), number=number, ground=sent.ground, words=sent.words))


@router.post("/{number}/answer", response=Stands, summary="当场答复 · Answer it at once")
@HANDLES
def answer_at_once(request: HttpRequest, number: Number, sent: TextSent) -> dict[str, Any]:
    """Answer it from what is known, which closes it."""
    return stands(triage.answer(by=caller(request), number=number, text=sent.text))


@router.post("/{number}/merge", response=Stands, summary="并入已有诉求 · Merge it into another")
@HANDLES
def merge(request: HttpRequest, number: Number, sent: MergeSent) -> dict[str, Any]:
    """Merge it into an open appeal that the same enterprise filed before it."""
    return stands(triage.merge(by=caller(request), number=number, into=sent.into))


@router.post("/{number}/dispatch", response=Stands, summary="派单 · Dispatch it")
@HANDLES
def send(request: HttpRequest, number: Number, sent: DispatchSent) -> dict[str, Any]:
    """Dispatch it to the unit that leads and to those that assist or answer apart."""
    return stands(dispatch.send(by=caller(request), number=number, **sent.model_dump()))


@router.post("/{number}/recall", response=Stands, summary="收回派单 · Recall a part")
@HANDLES
def recall(request: HttpRequest, number: Number, sent: RecallSent) -> dict[str, Any]:
    """Take a part back from a unit."""
    return stands(dispatch.recall(by=caller(request), number=number, leg=sent.leg, reason=sent.reason))


@router.post("/{number}/part", response=Stands, summary="协办或分办答复 · Answer one's part")
@ANSWERS
def answer_part(request: HttpRequest, number: Number, sent: LegAnswerSent) -> dict[str, Any]:
    """End the part of a unit that assists or answers apart."""
    return stands(replies.answer(by=caller(request), number=number, leg=sent.leg, text=sent.text))


@router.post("/{number}/reply", response=Stands, summary="答复企业 · Reply to the enterprise")
@ANSWERS
def reply(request: HttpRequest, number: Number, sent: ReplySent) -> dict[str, Any]:
    """The lead replies, with a verdict."""
    told = {name: getattr(sent, name) for name in ("verdict", "text", "done", "ground", "promised_on")}
    return stands(replies.reply(by=caller(request), number=number, **told))


@router.post("/{number}/call", response=Stands, summary="登记回访 · Note a call back")
@HANDLES
def call_back(request: HttpRequest, number: Number, sent: CallSent) -> dict[str, Any]:
    """Note a call by somebody who had no part in it; dissatisfaction sends it back."""
    return stands(call_backs.record(by=caller(request), number=number, satisfaction=sent.satisfaction, words=sent.words))


@router.post("/{number}/rating", response=Stands, summary="企业评价 · Rate it")
@OWNS
def rate(request: HttpRequest, number: Number, sent: RatingSent) -> dict[str, Any]:
    """The enterprise says itself how satisfied it is."""
    return stands(call_backs.rate(by=caller(request), number=number, satisfaction=sent.satisfaction, words=sent.words))


@router.post("/{number}/reopening", response=Stands, summary="要求重新办理 · Have it opened again")
@OWNS
def reopen(request: HttpRequest, number: Number, sent: ReasonSent) -> dict[str, Any]:
    """The enterprise has it opened again, since the matter is not settled."""
    return stands(appeals.reopen(by=caller(request), number=number, reason=sent.reason))


@router.post("/{number}/withdrawal", response=Stands, summary="撤回 · Take it back")
@OWNS
def withdraw(request: HttpRequest, number: Number, sent: ReasonSent) -> dict[str, Any]:
    """The enterprise takes it back."""
    return stands(appeals.withdraw(by=caller(request), number=number, reason=sent.reason))
