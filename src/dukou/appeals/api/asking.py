"""What is asked and ruled on while an appeal is in hand: objections, more time, questions to the enterprise. One act an operation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dukou.appeals.actions import exchanges, extensions, objections, triage
from dukou.appeals.api.callers import ANSWERS, ASKS, FILES, HANDLES, Number, caller, stands
from dukou.appeals.api.handling import router
from dukou.appeals.api.sent import ExtensionSent, GrantSent, ObjectionSent, RulingSent, TextSent
from dukou.appeals.api.shapes import Stands


@router.post("/{number}/objection", response=Stands, summary="对派单提出异议 · Object to the dispatch")
@ANSWERS
def make_objection(request: HttpRequest, number: Number, sent: ObjectionSent) -> dict[str, Any]:
    """A unit objects to its part, inside the window: why, on what basis, whose matter it is. It stays responsible until the ruling."""
    return stands(objections.make(by=caller(request), number=number, **sent.model_dump()).appeal)


@router.post("/{number}/objection-ruling", response=Stands, summary="裁定异议 · Rule on the objection")
@HANDLES
def rule_on_objection(request: HttpRequest, number: Number, sent: RulingSent) -> dict[str, Any]:
    """Rule on the objection that waits, once; upheld, the part goes to `unit`, or to the one proposed where that is empty."""
    return stands(objections.decide(by=caller(request), number=number, **sent.model_dump()).appeal)


@router.post("/{number}/extension", response=Stands, summary="申请延期 · Ask for more time")
@ANSWERS
def ask_extension(request: HttpRequest, number: Number, sent: ExtensionSent) -> dict[str, Any]:
    """The lead asks for more time, before the clock that the enterprise sees runs out."""
    return stands(extensions.ask(by=caller(request), number=number, value=sent.value, reason=sent.reason))


@router.post("/{number}/extension-ruling", response=Stands, summary="裁定延期 · Rule on more time")
@HANDLES
def rule_on_extension(request: HttpRequest, number: Number, sent: GrantSent) -> dict[str, Any]:
    """Rule on the request that waits; granted, the enterprise is told the new day."""
    return stands(extensions.decide(by=caller(request), number=number, is_granted=sent.is_granted, reason=sent.reason))


@router.post("/{number}/question", response=Stands, summary="请企业补充 · Ask the enterprise")
@ASKS
def ask_enterprise(request: HttpRequest, number: Number, sent: TextSent) -> dict[str, Any]:
    """Ask the enterprise: by the lead, or by the window. Clocks stand still until it answers, but for what is late."""
    return stands(exchanges.ask(by=caller(request), number=number, question=sent.text).appeal)


@router.post("/{number}/supplement", response=Stands, summary="补充情况 · Answer the question")
@FILES
def answer_question(request: HttpRequest, number: Number, sent: TextSent) -> dict[str, Any]:
    """The enterprise answers what it was asked, or who files on its behalf does; the clocks run on."""
    return stands(exchanges.answer(by=caller(request), number=number, text=sent.text).appeal)


@router.post("/{number}/contact", response=Stands, summary="登记已联系企业 · Note that it was contacted")
@ASKS
def note_contact(request: HttpRequest, number: Number, sent: TextSent) -> dict[str, Any]:
    """Somebody has contacted the enterprise and said who handles its matter; the clock of the first contact stops."""
    return stands(triage.contact(by=caller(request), number=number, words=sent.text))


__all__ = ["router"]
