"""Cases about records, and lists of records with their waiting rows, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils import timezone

from dukou.casework.core.states import ClockState
from dukou.casework.queries.short_clocks import ShortClock
from dukou.credit.core.cases import CaseStanding
from dukou.credit.models import AsideRow, CreditReceipt, RecordDelivery
from dukou.credit.queries.cases import CaseTold
from dukou.kit.core.labels import Label, same
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Table, Text, plain_table

NONE = "—"
FACES: Mapping[CaseStanding, Light] = {
    CaseStanding.ASKED: Light.UNDECIDED,
    CaseStanding.ACCEPTED: Light.UNDECIDED,
    CaseStanding.GRANTED: Light.GREEN,
    CaseStanding.REFUSED: Light.RED,
    CaseStanding.UPHELD: Light.RED,
    CaseStanding.CORRECTED: Light.GREEN,
    CaseStanding.WITHDRAWN: Light.GREEN,
    CaseStanding.TAKEN_BACK: Light.UNKNOWN,
    CaseStanding.MOOT: Light.UNKNOWN,
}
_CASES = Label("信用修复和异议", "Repairs and disputes")
_RECEIPTS = Label("各处停用回执", "Receipts of who used the record")
_LISTS = Label("已导入的清单", "Lists taken in")
_WAITING = Label("待认企业的记录", "Rows that wait for a firm")


_LATE, _RUNS, _KEPT, _LEFT = Label("已逾期", "late"), Label("计时中", "running"), Label("按期", "in time"), Label("不再计", "let be")


def case_table(found: Sequence[CaseTold], fields: Mapping[str, Label], *, with_firm: bool) -> Table:
    """Cases, one a row; of a record that ended only its field is told."""
    heads = [Heading(Label("编号", "Number")), Heading(Label("事项", "Matter")), Heading(Label("领域", "Field"))]
    heads += [Heading(Label("企业", "Firm"))] if with_firm else []
    heads += [Heading(Label("提出日期", "Asked on")), Heading(Label("期限", "Due")), Heading(Label("情况", "How it stands"))]
    rows: list[Sequence[Cell | Text]] = []
    for each in found:
        row = each.row
        cells: list[Cell | Text] = [Cell(str(row.pk), reverse("credit:case", args=[row.pk])), each.matter.label]
        cells.append(fields.get(row.record.field, same(row.record.field)))
        cells += [row.record.enterprise.name] if with_firm else []
        cells += [f"{timezone.localtime(row.asked_at):%Y-%m-%d}", due(each), Cell(each.standing.label, light=FACES[each.standing].value)]
        rows.append(cells)
    return plain_table(_CASES, heads, rows)


def due(each: CaseTold) -> Text:
    """Until when the unit has, and whether that is over."""
    running = [clock for clock in each.clocks if clock.state is not ClockState.STOPPED]
    if not running:
        return NONE
    day = running[0].due or NONE
    return Label(f"{day} 已逾期", f"{day}, late") if running[0].is_late else day


def clock_table(clocks: Sequence[ShortClock]) -> Table:
    """Each clock with its last day and how it fared; it leads to its receipt."""
    heads = (Heading(Label("期限", "Clock")), Heading(Label("到期", "By")), Heading(Label("情况", "How it fares")))
    rows: list[Sequence[Cell | Text]] = []
    for each in clocks:
        word, light = (_LATE, Light.RED) if each.is_late else (_RUNS, Light.UNDECIDED)
        if each.state is ClockState.STOPPED and not each.is_late:
            word, light = (_LEFT, Light.UNKNOWN) if each.is_moot else (_KEPT, Light.GREEN)
        rows.append([Cell(each.name, reverse("casework:clock", args=[each.number])), each.due or NONE, Cell(word, light=light.value)])
    return plain_table(Label("办理期限", "Clocks of the case"), heads, rows)


def receipt_table(receipts: Sequence[CreditReceipt]) -> Table:
    """What each consumer told when it forgot the record."""
    heads = (Heading(Label("使用方", "Who used it")), Heading(Label("回执", "Receipt")), Heading(Label("时间", "At")))
    rows: list[Sequence[Cell | Text]] = [
        [Label(each.name_zh, each.name_en), Label(each.told_zh, each.told_en), f"{timezone.localtime(each.at):%Y-%m-%d %H:%M}"]
        for each in receipts
    ]
    return plain_table(_RECEIPTS, heads, rows)


def list_table(found: Sequence[tuple[RecordDelivery, int]], fields: Mapping[str, Label]) -> Table:
    """Lists, one a row, each with what became of its rows."""
    heads = (
        Heading(Label("清单", "List")),
        Heading(Label("领域", "Field")),
        Heading(Label("导入时间", "Taken in")),
        Heading(Label("新记录", "Records"), is_number=True),
        Heading(Label("台账已有", "There before"), is_number=True),
        Heading(Label("待认企业", "Waiting"), is_number=True),
    )
    rows: list[Sequence[Cell | Text]] = [
        [
            Cell(row.name, reverse("credit:record_list", args=[row.pk])),
            fields.get(row.field, same(row.field)),
            f"{timezone.localtime(row.taken_at):%Y-%m-%d %H:%M}",
            str(row.counts["records"]),
            str(len(row.counts["there"])),
            str(waiting),
        ]
        for row, waiting in found
    ]
    return plain_table(_LISTS, heads, rows)


def aside_table(rows: Sequence[AsideRow]) -> Table:
    """Rows that wait for somebody to say which firm they are about."""
    heads = (
        Heading(Label("行", "Row")),
        Heading(Label("清单", "List")),
        Heading(Label("表里写的企业", "Firm as written")),
        Heading(Label("文书号", "Number")),
        Heading(Label("为什么待认", "Why it waits")),
    )
    cells: list[Sequence[Cell | Text]] = [
        [
            Cell(str(each.row), reverse("credit:waiting_row", args=[each.pk])),
            each.delivery.name,
            " ".join(filter(None, (each.firm, each.code))),
            each.content["entered"]["number"],
            Label(each.why_zh, each.why_en),
        ]
        for each in rows
    ]
    return plain_table(_WAITING, heads, cells)
