"""A firm's own side: its portrait, its consents, who looked; consents given and withdrawn."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Status as Answered

from dukou.enterprises.queries.merged import entries_of
from dukou.finance.actions import consents
from dukou.finance.actions.consents import Consented
from dukou.finance.api.callers import FirmKey, Number, caller, own_firm
from dukou.finance.api.router import router
from dukou.finance.api.shapes import ConsentDone, ConsentSent, FinanceConsentTold, FinanceLookTold, PortraitTold
from dukou.finance.core.bands import Answer
from dukou.finance.core.kinds import Purpose
from dukou.finance.core.looking import why_label
from dukou.finance.core.portrait_entrance import OWN_CONSENTS, OWN_LOOKS, OWN_PORTRAIT
from dukou.finance.models import Consent, LookUp
from dukou.finance.queries.consents import ConsentTold, own_consents
from dukou.finance.queries.looks import visible_looks
from dukou.finance.queries.portraits import ItemTold, portrait, value_label
from dukou.finance.queries.products import frame
from dukou.kit.answers import PAGE, After, Limit, Page
from dukou.kit.pages.known import usual_day
from dukou.kit.pages.lists import page_after
from dukou.rules.queries.naming import named_sources

_OF_CONSENT = ("items", "from_on", "until_on", "looks", "given_at", "withdrawn_at")


@router.get("/firms/{key}/portrait", response=PortraitTold, summary="本企业画像 · One's own portrait")
@OWN_PORTRAIT
def firm_portrait(request: HttpRequest, key: FirmKey) -> dict[str, Any]:
    """Every item with its value, source and day, and what a bank with consent is told of it."""
    _, firm = own_firm(request, key)
    today = usual_day()
    told = [each for group in portrait(firm.key, today) for each in group.items]
    sources = named_sources({each.stated for each in told if each.stated is not None})
    items = [_item(each) | {"source": sources[each.stated].name if each.stated else None} for each in told]
    return {"key": firm.key, "name": firm.name, "on": today, "items": items}


@router.get("/firms/{key}/consents", response=Page[FinanceConsentTold], summary="本企业的授权 · One's own consents")
@OWN_CONSENTS
def firm_consents(request: HttpRequest, key: FirmKey, after: After = "", limit: Limit = PAGE) -> dict[str, Any]:
    """Every consent of the firm with the looks taken, those that stand first."""
    viewer, firm = own_firm(request, key)
    found = [each for each in own_consents(viewer, timezone.now()) if each.firm.id == firm.id]
    page, more = page_after(found, after, lambda each: str(each.row.pk), limit)
    return {"items": [_consent(each) for each in page], "next": more or None}


@router.get("/firms/{key}/looks", response=Page[FinanceLookTold], summary="谁看过本企业 · Who looked at the firm")
@OWN_LOOKS
def firm_looks(request: HttpRequest, key: FirmKey, after: After = "", limit: Limit = PAGE) -> dict[str, Any]:
    """Every look at the firm, the newest first."""
    viewer, firm = own_firm(request, key)
    rows = visible_looks.filter(viewer).filter(consent__enterprise__in=entries_of(firm.id))
    page, more = page_after(list(rows.select_related("consent__bank").order_by("-pk")), after, lambda row: str(row.pk), limit)
    return {"items": [_look(row) for row in page], "next": more or None}


@router.post("/firms/{key}/consents", response={201: ConsentDone}, summary="授权银行查询 · Give a bank consent")
@OWN_CONSENTS
def give(request: HttpRequest, key: FirmKey, sent: ConsentSent) -> Answered[dict[str, Any]]:
    """Consent, as the firm's own agent, from today on."""
    by, today, usual = caller(request), timezone.localdate(), frame().purposes[sent.purpose]
    until = today + timedelta(days=(sent.days or usual.days) - 1)
    told = Consented(sent.bank, sent.purpose, sent.items, today, until, sent.looks or usual.looks, sent.product)
    return Answered(201, _done(consents.give(by=by, enterprise=key, consented=told)))


@router.post("/consents/{number}/withdrawal", response={200: ConsentDone}, summary="撤回授权 · Withdraw a consent")
@OWN_CONSENTS
def withdraw(request: HttpRequest, number: Number) -> dict[str, Any]:
    """From this moment the bank is told nothing."""
    return _done(consents.withdraw(by=caller(request), consent=number))


def answer_told(answer: Answer) -> dict[str, Any]:
    """What a bank is told of an item."""
    return {"code": answer.code, "words": answer.label, "is_disputed": answer.is_disputed}


def _item(each: ItemTold) -> dict[str, Any]:
    item, answer = each.item, each.answer
    return {
        "item": item.key,
        "name": item.name,
        "group": item.group,
        "value": value_label(each) if each.value is not None else None,
        "known_on": each.stated.known_on if each.stated else None,
        "ground": item.ground,
        "to_bank": item.to_bank,
        "bank": answer_told(answer) if answer else None,
        "dispute": each.dispute,
    }


def _consent(each: ConsentTold) -> dict[str, Any]:
    row = each.row
    return {name: getattr(row, name) for name in _OF_CONSENT} | {
        "consent": row.pk,
        "bank": row.bank.key,
        "bank_name": row.bank.label,
        "purpose": Purpose.of(row.purpose),
        "product": row.product or None,
        "taken": each.taken,
        "over": each.over,
    }


def _look(row: LookUp) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("number", "viewer", "items", "sha256", "looked_at")}
    return told | {"consent": row.consent_id, "bank": row.consent.bank.key, "why": why_label(row.why)}


def _done(row: Consent) -> dict[str, Any]:
    return {"consent": row.pk, "withdrawn_at": row.withdrawn_at}
