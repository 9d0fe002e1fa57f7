"""Records in a list, in a file, and one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.urls import reverse

from dukou.credit.core.kinds import RecordKind, Severity
from dukou.credit.models import CreditRecord
from dukou.credit.queries.fields import CreditField
from dukou.credit.tables.words import NONE, SEVERITY_FACES, SYNTHETIC, yuan_words
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.pages.tables import Cell, Heading, Row, Table
from dukou.kit.sheets.writing import Written

RECORDS = (
    Label("文书号", "Number"),
    Label("企业", "Firm"),
    Label("领域", "Field"),
    Label("种类", "Sort"),
    Label("性质", "Kind"),
    Label("轻重", "Severity"),
    Label("单位", "Unit"),
    Label("决定日", "Decided on"),
    Label("公示至", "Published until"),
    Label("内容", "Text"),
    Label("合成数据", "Synthetic"),
)
_DISPUTED = Label("异议处理中", "under dispute")
_DONE = Label("义务已履行", "duty done")
Fields = Mapping[str, CreditField]


def records_table(rows: Sequence[CreditRecord], fields: Fields, disputed: frozenset[int], done: frozenset[int]) -> Table:
    """The list of a unit."""
    heads = (
        Heading(Label("文书号", "Number")),
        Heading(Label("企业", "Firm")),
        Heading(Label("记录", "Record")),
        Heading(Label("轻重", "Severity")),
        Heading(Label("决定日", "Decided on")),
        Heading(Label("公示至", "Published until")),
    )
    body = tuple(
        Row(
            (
                Cell(row.number, reverse("credit:record", args=[row.pk]), qualifier=_marks(row, disputed, done)),
                Cell(row.enterprise.name, qualifier=SYNTHETIC if row.enterprise.is_synthetic else ""),
                Cell(sort_label(row, fields), qualifier=field_label(row, fields)),
                severity_cell(row),
                Cell(str(row.decided_on)),
                Cell(until_words(row)),
            )
        )
        for row in rows
    )
    return Table(Label("信用记录", "Credit records"), (heads,), body)


def held_table(
    rows: Sequence[CreditRecord], fields: Fields, able: Mapping[int, date], disputed: frozenset[int], done: frozenset[int]
) -> Table:
    """What is held about one firm, whole: number, sort, unit, day, text, until when it is shown, from when it can be repaired."""
    heads = (
        (
            Heading(Label("文书号", "Number"), rows=2),
            Heading(Label("记录", "Record"), rows=2),
            Heading(Label("轻重", "Severity"), rows=2),
            Heading(Label("单位", "Unit"), rows=2),
            Heading(Label("内容", "Text"), rows=2),
            Heading(Label("日期", "Days"), columns=3),
        ),
        (Heading(Label("决定", "Decided")), Heading(Label("公示至", "Shown until")), Heading(Label("可修复", "Repair from"))),
    )
    body = tuple(
        Row(
            (
                Cell(row.number, reverse("credit:record", args=[row.pk]), qualifier=_marks(row, disputed, done)),
                Cell(sort_label(row, fields), qualifier=field_label(row, fields)),
                severity_cell(row),
                Cell(row.unit.label),
                Cell(row.text),
                Cell(str(row.decided_on)),
                Cell(until_words(row)),
                Cell(str(able[row.pk]) if row.pk in able else NONE),
            )
        )
        for row in rows
    )
    return Table(Label("登记在册的记录", "Records held"), heads, body, is_broad=True)


def sort_label(row: CreditRecord, fields: Fields) -> Label:
    """What the field calls the record; a sort that it no longer has is told by its kind."""
    sort = fields[row.field].sort(row.sort) if row.field in fields else None
    return sort.label if sort else RecordKind.of(row.kind).label


def field_label(row: CreditRecord, fields: Fields) -> Label:
    """The field's name; of one that left the pack its key."""
    return fields[row.field].label if row.field in fields else same(row.field)


def severity_cell(row: CreditRecord) -> Cell:
    """How grave it is; nothing where it speaks for the firm."""
    if not row.severity:
        return Cell(NONE)
    severity = Severity.of(row.severity)
    return Cell(severity.label, light=SEVERITY_FACES[severity].value)


def until_words(row: CreditRecord) -> Label:
    """Until when it is shown."""
    if row.published_until is not None:
        return same(row.published_until)
    return Label("不公示", "never published") if row.published_on is None else Label("未定", "without end")


def _marks(row: CreditRecord, disputed: frozenset[int], done: frozenset[int]) -> Label | str:
    words = [word for word, held in ((_DISPUTED, disputed), (_DONE, done)) if row.pk in held]
    return joined(words) if words else ""


def record_pairs(row: CreditRecord, fields: Fields, able_on: date | None) -> list[tuple[Label, Label | str]]:
    """Everything that one record says."""
    told: list[tuple[Label, Label | str]] = [
        (Label("领域", "Field"), field_label(row, fields)),
        (Label("种类", "Sort"), sort_label(row, fields)),
        (Label("性质", "Kind"), RecordKind.of(row.kind).label),
        (Label("认定单位", "Recognised by"), row.unit.label),
        (Label("决定日", "Decided on"), str(row.decided_on)),
        (Label("内容", "Text"), row.text),
        (Label("法律依据", "Legal basis"), row.basis),
        (Label("凭据", "Evidence"), row.evidence),
        (Label("金额", "Amount"), "" if row.amount is None else yuan_words(row.amount)),
        (Label("公示起", "Published from"), str(row.published_on or "")),
        (Label("公示至", "Published until"), until_words(row)),
        (Label("可修复日", "Repair possible from"), str(able_on or "")),
    ]
    return [(label, value) for label, value in told if value]


def record_rows(rows: Iterable[CreditRecord], fields: Fields) -> Iterator[Sequence[Written]]:
    """The list for a file."""
    for row in rows:
        yield (
            row.number,
            row.enterprise.name,
            str(field_label(row, fields)),
            str(sort_label(row, fields)),
            str(RecordKind.of(row.kind).label),
            str(Severity.of(row.severity).label) if row.severity else "",
            str(row.unit.label),
            str(row.decided_on),
            str(row.published_until or ""),
            row.text,
            str(SYNTHETIC) if row.enterprise.is_synthetic else "",
        )
