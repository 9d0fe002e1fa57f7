"""What was recorded about one firm, and what was changed, as tables that name evidence and author."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from dukou.enterprises.queries.profiles import Change, Profile, Record, Relative
from dukou.enterprises.tables.fields import field_label, shown_value
from dukou.enterprises.tables.lists import firm_address
from dukou.kit.core.labels import Label
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text

_WITHDRAW = Label("撤回", "Take back")
_EVIDENCE = (Heading(Label("依据", "Evidence")), Heading(Label("记录", "Recorded")))
_ACT = Heading(Label("操作", "Action"))


def record_table(firm: Profile, records: Sequence[Record], title: Label, *, may_keep: bool) -> Table:
    """Records of one noun; whoever keeps the register finds the way to take each back."""
    heads = (Heading(Label("事项", "What")), Heading(Label("内容", "About")), Heading(Label("起止", "From, until")), *_EVIDENCE)
    rows = [_with_act(firm, each, (Cell(each.what), Cell(each.about), Cell(span_of(each))), may_keep=may_keep) for each in records]
    return Table(title, ((*heads, _ACT) if may_keep else heads,), tuple(rows))


def life_table(firm: Profile, *, may_keep: bool) -> Table:
    """The events of a firm's life with their evidence."""
    heads = (Heading(Label("事件", "Event")), Heading(Label("日期", "Day")), *_EVIDENCE)
    rows = [_with_act(firm, each, (Cell(each.what), Cell(day_of_event(each))), may_keep=may_keep) for each in firm.life]
    return Table(Label("事件和依据", "Events and their evidence"), ((*heads, _ACT) if may_keep else heads,), tuple(rows))


def relative_table(firm: Profile, relatives: Sequence[Relative], title: Label, suffix: str, *, may_keep: bool) -> Table:
    """Units above or beneath; a link is taken back on the page of the unit that belongs."""
    heads = (Heading(Label("单位", "Unit")), Heading(Label("关系", "Relation")), Heading(Label("起止", "From, until")), *_EVIDENCE)
    rows = []
    for each in relatives:
        address = firm_address(each.key, suffix) if each.key else ""
        cells = (Cell(each.name, address), Cell(each.record.what), Cell(span_of(each.record)))
        rows.append(_with_act(firm, each.record, cells, may_keep=may_keep))
    return Table(title, ((*heads, _ACT) if may_keep else heads,), tuple(rows))


def change_table(changes: Sequence[Change]) -> Table:
    """Every change of a field, the latest first, with its ground: a row of a list or a reason."""
    heads = (
        Heading(Label("字段", "Field")),
        Heading(Label("原为", "Before")),
        Heading(Label("改为", "After")),
        Heading(Label("依据", "Ground")),
        Heading(Label("记录", "Recorded")),
    )
    rows = [
        Row(
            (
                Cell(field_label(each.field)),
                Cell(shown_value(each.field, each.before)),
                Cell(shown_value(each.field, each.after)),
                Cell(row_of(each.delivery, each.row) if each.delivery else each.reason),
                Cell(moment(each.recorded_at), qualifier=each.recorded_by),
            )
        )
        for each in changes
    ]
    return Table(Label("各次变更", "Each change"), (heads,), tuple(rows))


def span_of(record: Record) -> Text:
    """From when until when something holds."""
    begin, end = record.from_on, record.until_on
    if begin and end:
        return Label(f"{begin} 至 {end}", f"{begin} to {end}")
    if begin:
        return Label(f"{begin} 起", f"since {begin}")
    return Label(f"至 {end}", f"until {end}") if end else Label("未注明", "not stated")


def day_of_event(record: Record) -> Text:
    """The day of an event of a firm's life."""
    return str(record.from_on) if record.from_on else Label("日期不详", "day not known")


def row_of(delivery: str, row: int | None) -> Label:
    """A row of a list that was handed in."""
    return Label(f"{delivery} 第 {row} 行", f"{delivery}, row {row}")


def moment(at: datetime) -> str:
    """A moment in the district's time, to the minute."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def _with_act(firm: Profile, record: Record, cells: tuple[Cell, ...], *, may_keep: bool) -> Row:
    known = (*cells, Cell(record.evidence), Cell(moment(record.recorded_at), qualifier=record.recorded_by))
    if not may_keep:
        return Row(known)
    address = reverse("enterprises:withdraw", args=[firm.key, record.noun, record.number])
    return Row((*known, Cell(_WITHDRAW, address)))
