"""Lists that were handed in, as tables: which there are, what was read, what was remarked, what the first rows would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from dukou.enterprises.core.kinds import DeliveryState, Fate
from dukou.enterprises.core.remarks import Remark, RemarkKind, Weight
from dukou.enterprises.queries.deliveries import ShownDelivery, ShownRow
from dukou.enterprises.tables.fields import field_label, shown_value
from dukou.enterprises.tables.records import moment
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text
from dukou.kit.sheets.merging import letters_of

Remarks = Mapping[RemarkKind, tuple[int, Sequence[Remark]]]  # of each kind how many there are, and the first of them
_ROW = Heading(Label("行", "Row"))
_COLUMN = Heading(Label("列", "Column"))
_FATES = {Fate.ADDED: Light.GREEN, Fate.CHANGED: Light.YELLOW, Fate.REFUSED: Light.RED}
_WEIGHTS = {Weight.REFUSED: Light.RED, Weight.WARNED: Light.YELLOW}
_STATES = {DeliveryState.IMPORTED: Light.GREEN, DeliveryState.REFUSED: Light.RED, DeliveryState.PREVIEWED: Light.YELLOW}


def delivery_table(lists: Sequence[ShownDelivery]) -> Table:
    """Lists, the newest first, each leading to its page."""
    heads = (
        Heading(Label("清单", "List")),
        Heading(Label("状态", "State")),
        Heading(Label("行数", "Rows"), is_number=True),
        Heading(Label("新增", "Added"), is_number=True),
        Heading(Label("变更", "Changed"), is_number=True),
        Heading(Label("何日得知", "Known on")),
        Heading(Label("收到", "Received")),
    )
    rows = tuple(
        Row(
            (
                Cell(each.name, reverse("enterprises:delivery", args=[each.number])),
                Cell(each.state.label, light=_STATES.get(each.state, Light.UNDECIDED).value),
                *(_number(count) for count in (each.counts.rows, each.counts.added, each.counts.changed)),
                Cell(str(each.known_on)),
                Cell(moment(each.received_at), qualifier=each.received_by),
            )
        )
        for each in lists
    )
    return Table(Label("收到的清单", "Lists received"), (heads,), rows)


def column_table(list_: ShownDelivery) -> Table:
    """Which column was read as what."""
    heads = (_COLUMN, Heading(Label("表头", "Heading")), Heading(Label("读作", "Read as")))
    rows = tuple(Row((Cell(letters_of(each.column)), Cell(each.heading), Cell(each.meaning))) for each in list_.columns)
    return Table(Label("各列的读法", "How the columns were read"), (heads,), rows)


def remark_table(remarks: Remarks, address: str) -> Table:
    """Remarks by kind, the gravest first; a kind of which there are more leads to all of them (`address` and its code)."""
    heads = (Heading(Label("发现", "Remark")), Heading(Label("轻重", "Weight")), _ROW, _COLUMN, Heading(Label("内容", "What")))
    rows = [row for kind, (count, some) in remarks.items() for row in _of_kind(kind, count, some, address)]
    return Table(Label("核对发现", "What was remarked"), (heads,), tuple(rows))


def first_row_table(list_: ShownDelivery) -> Table:
    """The first rows as they were read, beside what they would change."""
    heads = (
        _ROW,
        Heading(Label("去向", "Fate")),
        Heading(Label("名称", "Name")),
        Heading(Label("代码", "Code")),
        Heading(Label("会改变的内容", "What would change")),
    )
    rows = tuple(
        Row(
            (
                Cell(str(each.row)),
                Cell(each.fate.label, light=_FATES.get(each.fate, Light.UNDECIDED).value),
                Cell(each.name or "—"),
                Cell(each.code or "—"),
                Cell(_changes(each)),
            )
        )
        for each in list_.first_rows
    )
    return Table(Label("前几行", "The first rows"), (heads,), rows)


def counts_of(list_: ShownDelivery) -> list[tuple[Label, str]]:
    """What the list does, or did, in numbers."""
    counts = list_.counts
    pairs = [
        (Label("读到的行", "Rows read"), counts.rows),
        *((fate.label, getattr(counts, fate.value)) for fate in Fate),
        (Label("有提示的行", "Rows with a warning"), counts.warned),
        (Label("数据", "Figures"), counts.figures),
        (Label("其中新的", "of these new"), counts.figures_added),
        (Label("其中更正的", "of these corrected"), counts.figures_corrected),
        (Label("新的疑似重复", "New possible doubles"), counts.doubles),
    ]
    return [(label, f"{count:,}") for label, count in pairs]


def _of_kind(kind: RemarkKind, count: int, some: Sequence[Remark], address: str) -> list[Row]:
    light = _WEIGHTS.get(kind.weight, Light.UNDECIDED).value
    total: Text = Label(f"共 {count:,} 处", f"{count:,} in all")
    way = f"{address}?kind={kind}" if count > len(some) else ""
    return [
        Row(
            (
                Cell(kind.label, way if first else "", qualifier=total if first else ""),
                Cell(kind.weight.label, light=light),
                Cell("—" if each.row is None else str(each.row)),
                Cell("—" if each.column is None else letters_of(each.column)),
                Cell(each.said),
            ),
            begins=first,
        )
        for first, each in ((number == 0, each) for number, each in enumerate(some))
    ]


def _changes(row: ShownRow) -> Text:
    said = [_change(*each) for each in row.changes]
    return joined(said) if said else "—"


def _change(field: str, before: str, after: str) -> Label:
    words = Label("{field}：{before} → {after}", "{field}: {before} → {after}")
    return words.filled(field=field_label(field), before=shown_value(field, before), after=shown_value(field, after))


def _number(count: int) -> Cell:
    return Cell(f"{count:,}", is_number=True)
