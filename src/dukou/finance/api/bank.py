"""A bank's side: the consents under which it may look this moment, and a look."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Status as Answered

from dukou.accounts.queries import request_viewer
from dukou.finance.actions import look_ups
from dukou.finance.api.callers import Number, caller
from dukou.finance.api.firms import answer_told
from dukou.finance.api.router import router
from dukou.finance.api.shapes import LiveConsentTold, LookDone, LookSent
from dukou.finance.core.kinds import Purpose
from dukou.finance.core.portrait_entrance import BANKS
from dukou.finance.queries.consents import ConsentTold, usable_by
from dukou.kit.answers import PAGE, After, Limit, Page, told_once
from dukou.kit.pages.known import usual_day
from dukou.kit.pages.lists import page_after


@router.get("/bank/consents", response=Page[LiveConsentTold], summary="可查询的授权 · Consents that can be used")
@BANKS
def bank_consents(request: HttpRequest, after: After = "", limit: Limit = PAGE) -> dict[str, Any]:
    """The firms that may be looked at this moment, and nothing else."""
    found = usable_by(request_viewer(request), timezone.now())
    page, more = page_after(found, after, lambda each: str(each.row.pk), limit)
    return {"items": [_live(each) for each in page], "next": more or None}


@router.post("/bank/consents/{number}/looks", response={201: LookDone}, summary="凭授权查询画像 · Look up a portrait")
@told_once
@BANKS
def look(request: HttpRequest, number: Number, sent: LookSent) -> Answered[dict[str, Any]]:
    """One look: counted, read by the firm, told in bands in this answer and nowhere else."""
    looked = look_ups.look(by=caller(request), consent=number, why=sent.why, items=sent.items, number=sent.number, as_of=usual_day())
    row = looked.row
    told = {"consent": row.consent_id, "number": row.number, "left": row.consent.looks - row.number}
    answers = [answer_told(each) | {"item": each.key} for each in looked.answers]
    return Answered(201, told | {"answers": answers, "text": looked.text, "sha256": row.sha256})


def _live(each: ConsentTold) -> dict[str, Any]:
    row = each.row
    told = {"consent": row.pk, "firm": each.firm.name, "bank": row.bank.key, "purpose": Purpose.of(row.purpose)}
    return told | {"product": row.product or None, "items": row.items, "until_on": row.until_on, "left": row.looks - each.taken}
