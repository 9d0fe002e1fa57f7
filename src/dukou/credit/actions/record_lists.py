"""Lists of records taken in at once, and what becomes of their rows whose firm the register does not know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer, may_within
from dukou.accounts.queries.organisations import organisation_ids, organisation_names
from dukou.audit.actions import record as record_event
from dukou.credit.actions._recording import Origin, drawn, written
from dukou.credit.actions._regrading import regraded
from dukou.credit.actions._steps import KEEPS, begun, own_field, said
from dukou.credit.actions.refusals import NotYourField
from dukou.credit.core.entering import Entered
from dukou.credit.intake.records import ListedRecord, ReadList, read_records
from dukou.credit.models import AsideRow, CreditRecord, RecordDelivery
from dukou.credit.queries.fields import CreditField, field_named
from dukou.credit.queries.lists import NoSuchAside, aside_of
from dukou.credit.queries.records import standing_for_many
from dukou.enterprises.queries.many import firms_named
from dukou.enterprises.queries.own import firm_named
from dukou.enterprises.queries.the_one import NotOneFirm
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed

_AT_ONCE = 500
_REASON = Label("不收的理由", "why it is not taken")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a list: its number, how many records it gave, and the rows that were there, waited already, or wait now."""

    delivery: int
    records: int
    there: tuple[int, ...]
    waiting: tuple[int, ...]
    aside: tuple[int, ...]


def take_in(*, by: Viewer, path: Path, name: str, field: str, unit: str = "", now: datetime | None = None) -> TakenIn:
    """Write the records of a list of one field; one event for all of them. A cell that cannot be taken refuses the whole list.

    A row whose firm the register does not know is kept aside whole. One that is in the ledger already, whatever became of it since, is
    told and left. `unit`: key of the organisation that recognised them; where none is named the field's, or the officer's own where he
    enters them as the leading one.
    """
    actor, moment = begun(by, now)
    where = own_field(by, field)
    whose = _unit(by, where, unit)
    with transaction.atomic():
        read = read_records(path, name, where, whose, timezone.localdate(moment))
        number = organisation_ids()[whose]
        delivery = RecordDelivery.objects.create(
            field=where.key, name=name[:200], sha256=read.table.sha256, unit_id=number, taken_at=moment, taken_by=str(actor)
        )
        sifted = _sifted(by, where, number, read)
        rows = [drawn(where, firm, number, row.entered, actor, moment, Origin(delivery, row.number)) for firm, row in sifted.new]
        CreditRecord.objects.bulk_create(rows, batch_size=_AT_ONCE)
        AsideRow.objects.bulk_create([_kept(delivery, row, why) for row, why in sifted.aside], batch_size=_AT_ONCE)
        taken = TakenIn(delivery.pk, len(rows), tuple(sifted.there), tuple(sifted.waiting), tuple(row.number for row, _ in sifted.aside))
        delivery.counts = {"rows": len(read.rows), "records": len(rows), "there": list(taken.there), "waiting": list(taken.waiting)}
        delivery.counts |= {"aside": len(taken.aside)}
        delivery.save(update_fields=["counts"])
        after = {"file": name, "sha256": read.table.sha256, "field": where.key, "rows": len(read.rows), "records": len(rows)}
        after |= {"there": len(taken.there), "waiting": len(taken.waiting), "aside": len(taken.aside)}
        record_event(by=actor, act="record_lists.take_in", subject=("credit_list", str(delivery.pk)), after=after, now=moment)
        regraded([where.key], sorted({row.enterprise_id for row in rows}), actor, moment) if rows else None
    return taken


def match(*, by: Viewer, row: int, enterprise: str, now: datetime | None = None) -> CreditRecord:
    """Say which firm (its key in the register) a row that was kept aside is about: it becomes a record of that firm."""
    actor, moment = begun(by, now)
    firm = firm_named(by, enterprise)
    with transaction.atomic():
        held = _held(by, row)
        if firm is None:
            raise NotOneFirm(text=enterprise, near=Label("名录里没有这家企业", "the register has no such firm"))
        entered, field = Entered.read(held.content["entered"]), field_named(held.delivery.field)
        made = written(field, firm.id, entered, actor, moment, Origin(held.delivery, held.row))
        held.record, held.settled_at, held.settled_by = made, moment, str(actor)
        held.save(update_fields=["record", "settled_at", "settled_by"])
        after = {"enterprise": firm.key, "field": field.key, "row": held.row, "record": made.pk}
        record_event(by=actor, act="record_lists.match", subject=("credit_list", str(held.delivery_id)), after=after, now=moment)
        regraded([field.key], [firm.id], actor, moment)
    return made


def dismiss(*, by: Viewer, row: int, reason: str, now: datetime | None = None) -> AsideRow:
    """Say why a row that was kept aside is none of the district's; it stays in the ledger with that."""
    actor, moment = begun(by, now)
    with transaction.atomic():
        held = _held(by, row)
        held.dismissed_reason, held.settled_at, held.settled_by = said(reason, _REASON), moment, str(actor)
        held.save(update_fields=["dismissed_reason", "settled_at", "settled_by"])
        after = {"field": held.delivery.field, "row": held.row}
        subject = ("credit_list", str(held.delivery_id))
        record_event(by=actor, act="record_lists.dismiss", subject=subject, after=after, reason=held.dismissed_reason, now=moment)
    return held


@dataclass(slots=True)
class _Sifted:
    new: list[tuple[int, ListedRecord]]
    there: list[int]
    waiting: list[int]
    aside: list[tuple[ListedRecord, Label]]


def _sifted(by: Viewer, field: CreditField, unit: int, read: ReadList) -> _Sifted:
    """Each row by what becomes of it."""
    found, seen = _Sifted([], [], [], []), set[tuple[str, int]]()
    firms = firms_named(by, [(row.firm, row.code) for row in read.rows])
    there, waits = _there(field, unit, read.rows), _waits(field, unit)
    for row in read.rows:
        try:
            firm = firms.the_one(row.firm, row.code).id
        except Malformed as why:
            if (row.firm, row.code, row.entered.number) in waits:
                found.waiting.append(row.number)
            else:
                found.aside.append((row, why.what))
            continue
        paper = (_number(row.entered.number), firm)
        if paper in there or paper in seen:  # a firm may stand in a list under two names
            found.there.append(row.number)
        else:
            seen.add(paper)
            found.new.append((firm, row))
    return found


def _there(field: CreditField, unit: int, rows: Iterable[ListedRecord]) -> set[tuple[str, int]]:
    """What the ledger has of these papers: number, and the firm as it stands."""
    numbers, pairs = sorted({_number(row.entered.number) for row in rows}), list[tuple[str, int]]()
    for start in range(0, len(numbers), _AT_ONCE):
        known = CreditRecord.objects.filter(field=field.key, unit=unit, number__in=numbers[start : start + _AT_ONCE])
        pairs += known.values_list("number", "enterprise_id")
    stands = standing_for_many({firm for _, firm in pairs})
    return {(number, stands[firm]) for number, firm in pairs}


def _waits(field: CreditField, unit: int) -> set[tuple[str, str, str]]:
    rows = AsideRow.objects.filter(delivery__field=field.key, delivery__unit=unit, settled_at__isnull=True)
    return {(firm, code, content["entered"]["number"]) for firm, code, content in rows.values_list("firm", "code", "content")}


def _kept(delivery: RecordDelivery, row: ListedRecord, why: Label) -> AsideRow:
    content = {"cells": dict(row.cells), "entered": row.entered.plain}
    return AsideRow(delivery=delivery, row=row.number, firm=row.firm, code=row.code, content=content, why_zh=why.zh, why_en=why.en)


def _held(by: Viewer, number: int) -> AsideRow:
    """A row that waits, locked until the transaction ends; who sees it keeps its field, recognised it, or leads."""
    seen = aside_of(by, number)
    row = AsideRow.objects.select_for_update(of=("self",)).select_related("delivery").get(pk=seen.pk)
    if row.settled_at is not None:
        raise NoSuchAside()
    return row


def _unit(by: Viewer, field: CreditField, named: str) -> str:
    """The unit that recognised the records: within which the officer has to keep records."""
    if named and not may_within(by, KEEPS, named):
        raise NotYourField(field=field.label, unit=organisation_names().get(named, Label(named, named)))
    if named or may_within(by, KEEPS, field.unit):
        return named or field.unit
    return min(by.organisations_where(KEEPS))


def _number(text: str) -> str:
    return " ".join(text.split())
