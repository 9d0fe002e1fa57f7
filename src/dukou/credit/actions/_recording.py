"""How a record is written: by hand, from a list, or told by a room above. A part of an act, in its transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dukou.accounts.queries.organisations import organisation_ids
from dukou.credit.actions._steps import past, said
from dukou.credit.actions.refusals import NoNumber, NoSuchSort, PublishedBackwards, PublishedTooLong, RecordedBefore, SeverityMisplaced
from dukou.credit.core.entering import Entered
from dukou.credit.core.kinds import Severity
from dukou.credit.models import CreditRecord, RecordDelivery
from dukou.credit.queries.fields import CreditField, Sort, frame_or_none
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label, same

_LONGEST = 100  # years that a record is published; days are reckoned on from its end
_TEXT, _EVIDENCE = Label("内容", "what it says"), Label("依据", "the evidence")


@dataclass(frozen=True, slots=True)
class Origin:
    """The list and the row that a record came with; the record whose place it takes."""

    delivery: RecordDelivery | None = None
    row: int | None = None
    corrects: CreditRecord | None = None


def written(field: CreditField, firm: int, entered: Entered, by: Actor, now: datetime, origin: Origin = Origin()) -> CreditRecord:
    """The record, judged and stored."""
    row = drawn(field, firm, organisation_ids()[entered.unit or field.unit], entered, by, now, origin)
    there = CreditRecord.objects.filter(field=row.field, unit=row.unit_id, number=row.number, enterprise=firm)
    if origin.corrects is not None:  # what is corrected is of the same paper as a rule, and may have been corrected before
        there = there.exclude(pk__in=_corrected(origin.corrects))
    if there.exists():
        raise RecordedBefore(number=row.number)
    row.save(force_insert=True)
    return row


def drawn(field: CreditField, firm: int, unit: int, entered: Entered, by: Actor, now: datetime, origin: Origin = Origin()) -> CreditRecord:
    """The record, judged and not yet stored. `unit`: primary key of the organisation that recognised it."""
    sort = _sort(field, entered.sort)
    severity = _severity(sort, entered.severity)
    if not entered.number.strip():
        raise NoNumber()
    decided_on = past(entered.decided_on, now)
    published = _published(entered, severity)
    return CreditRecord(
        enterprise_id=firm,
        field=field.key,
        sort=sort.key,
        kind=sort.kind.value,
        severity=severity.value if severity else "",
        number=" ".join(entered.number.split()),
        unit_id=unit,
        decided_on=decided_on,
        text=said(entered.text, _TEXT),
        basis=entered.basis.strip(),
        evidence=said(entered.evidence, _EVIDENCE),
        amount=entered.amount,
        published_on=published[0],
        published_until=published[1],
        told_by=entered.told_by,
        corrects=origin.corrects,
        delivery=origin.delivery,
        row=origin.row,
        recorded_at=now,
        recorded_by=str(by),
    )


def _corrected(row: CreditRecord | None) -> list[int]:
    """The record and every one whose place it took, the newest first."""
    found: list[int] = []
    while row is not None:
        found.append(row.pk)
        row = row.corrects
    return found


def _sort(field: CreditField, key: str) -> Sort:
    found = field.sort(key)
    if found is None:
        raise NoSuchSort(field=field.label, sort=key, known=same("、".join(each.key for each in field.sorts) or "—"))
    return found


def _severity(sort: Sort, told: Severity | None) -> Severity | None:
    if told is not None and not sort.kind.is_adverse:
        raise SeverityMisplaced(sort=sort.label)
    return told or sort.severity


def _published(entered: Entered, severity: Severity | None) -> tuple[date | None, date | None]:
    begin, end = entered.published_on, entered.published_until
    if begin is None and end is None:
        rule = frame.repair_on(entered.decided_on) if (frame := frame_or_none()) else None
        return rule.published(severity, entered.decided_on) if rule and severity else (entered.decided_on, None)
    if begin is None or begin < entered.decided_on or (end is not None and end < begin):
        raise PublishedBackwards()
    if (end or begin).year > entered.decided_on.year + _LONGEST:
        raise PublishedTooLong()
    return begin, end
