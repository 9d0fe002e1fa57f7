"""Records over HTTP: those of a firm that the caller may read, and a new one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Status as Answered

from dukou.credit.actions import credit_records
from dukou.credit.api.callers import FirmKey, Purpose, caller, looked_at
from dukou.credit.api.record_shapes import CreditRecordDone, CreditRecordSent, CreditRecordTold
from dukou.credit.api.router import router
from dukou.credit.core.entering import Entered
from dukou.credit.core.entrance import KEEPS, READS
from dukou.credit.core.kinds import RecordKind, Severity
from dukou.credit.queries.behind import duty_done, repairable
from dukou.credit.queries.cases import disputed
from dukou.credit.queries.fields import fields
from dukou.credit.queries.records import held_of, records_of
from dukou.credit.tables.records import field_label, sort_label
from dukou.enterprises.queries.the_one import key_of_firm_meant
from dukou.kit.answers import PAGE, After, Limit, Page
from dukou.kit.pages.lists import page_after

_PLAIN = ("number", "field", "sort", "decided_on", "text", "basis", "evidence", "published_on", "published_until")


@router.get("/firms/{key}/records", response=Page[CreditRecordTold], summary="一家企业的信用记录 · Records of a firm")
@READS
def firm_records(request: HttpRequest, key: FirmKey, purpose: Purpose = "", after: After = "", limit: Limit = PAGE) -> dict[str, Any]:
    """The records in use that the caller may read, the newest first: of other units' there is nothing here. The look is noted."""
    viewer, firm = looked_at(request, key, "firm", purpose)
    today = timezone.localdate()
    page, more = page_after(records_of(viewer, firm.id, today), after, lambda row: str(row.pk), limit)
    numbers = [row.pk for row in page]
    doubted, done, able = disputed(numbers), duty_done(numbers), repairable(held_of(firm.id, today))
    named = {each.key: each for each in fields()}
    items = [
        {name: getattr(row, name) for name in _PLAIN}
        | {
            "record": row.pk,
            "field_name": field_label(row, named),
            "sort_name": sort_label(row, named),
            "kind": RecordKind.of(row.kind),
            "severity": Severity.of(row.severity) if row.severity else None,
            "unit": row.unit.key,
            "unit_name": row.unit.label,
            "amount_fen": row.amount,
            "repairable_on": able.get(row.pk),
            "is_disputed": row.pk in doubted,
            "is_duty_done": row.pk in done,
        }
        for row in page
    ]
    return {"items": items, "next": more or None}


@router.post("/records", response={201: CreditRecordDone}, summary="登记信用记录 · Enter a credit record")
@KEEPS
def enter(request: HttpRequest, sent: CreditRecordSent) -> Answered[dict[str, Any]]:
    """Write a record of a firm into the ledger of a field of one's unit; it is never changed, and the firm reads it."""
    by, told = caller(request), sent.model_dump()
    firm, field, amount = (told.pop(name) for name in ("firm", "field", "amount_fen"))
    key = key_of_firm_meant(by, firm)
    row = credit_records.enter(by=by, enterprise=key, field=field, entered=Entered(**told, amount=amount))
    return Answered(201, {"record": row.pk, "key": key, "field": row.field, "number": row.number})
