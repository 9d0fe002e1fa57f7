"""A portrait as its firm reads it: every value with where it comes from, and beside it what a bank with consent is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils import timezone

from dukou.casework.core.states import ClockState
from dukou.casework.queries.short_clocks import ShortClock
from dukou.finance.core.items import Item
from dukou.finance.core.portrait_disputes import FactDisputeStanding
from dukou.finance.models import PortraitDispute
from dukou.finance.queries.portraits import GroupTold, ItemTold, value_label
from dukou.finance.queries.sources import place_of
from dukou.finance.tables.money import NONE
from dukou.kit.core.labels import Label, same
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text, plain_table
from dukou.rules.core.facts import Stated
from dukou.rules.queries.naming import NamedSource, named_sources

DISPUTED = Label("异议核实中", "under dispute")
NOT_TOLD = Label("不提供", "told nothing")
FACES: Mapping[FactDisputeStanding, Light] = {
    FactDisputeStanding.ASKED: Light.UNDECIDED,
    FactDisputeStanding.UPHELD: Light.RED,
    FactDisputeStanding.CORRECTED: Light.GREEN,
    FactDisputeStanding.TAKEN_BACK: Light.UNKNOWN,
}
_HEADS = (
    (
        Heading(Label("项目", "Item"), rows=2),
        Heading(Label("数值", "Value"), rows=2),
        Heading(Label("来源", "Where it comes from"), columns=3),
        Heading(Label("银行凭授权看到", "Told to a bank with consent"), rows=2),
        Heading(Label("有误？", "Wrong?"), rows=2),
    ),
    (
        Heading(Label("部门或资料", "Office or paper")),
        Heading(Label("得知日期", "Known on")),
        Heading(Label("依据", "Ground")),
    ),
)
_DISPUTE = Label("提出异议", "dispute it")


def portrait_table(firm: str, told: Sequence[GroupTold]) -> Table:
    """The whole portrait of the firm with this key, under the headings of its groups."""
    named = named_sources({each.stated for group in told for each in group.items if each.stated is not None})
    sources = {stated: place_of(stated, source, firm) for stated, source in named.items()}
    rows: list[Row] = []
    for group in told:
        rows.append(Row((Cell(group.group.name),), is_heading=True))
        rows += [Row(_cells(firm, each, sources)) for each in group.items]
    return Table(Label("企业画像", "Portrait of the firm"), _HEADS, tuple(rows))


def _cells(firm: str, each: ItemTold, sources: Mapping[Stated, NamedSource]) -> tuple[Cell, ...]:
    item, stated = each.item, each.stated
    value = Cell(value_label(each) if each.value is not None else "", qualifier=_of_when(each))
    return (
        Cell(item.name),
        value,
        _source(each, sources),
        Cell(str(stated.known_on) if stated else NONE),
        Cell(item.ground.label, qualifier=each.fact.legal_ground if each.fact else ""),
        bank_cell(each),
        _wrong(firm, each),
    )


def _of_when(each: ItemTold) -> Text:
    return each.stated.period.label if each.stated and each.stated.period else ""


def _source(each: ItemTold, sources: Mapping[Stated, NamedSource]) -> Cell:
    """What told it; of what is not known, who would hold it."""
    if each.stated is None:
        return Cell(each.fact.source if each.fact else NONE)
    told = sources[each.stated]
    return Cell(told.name, told.address, qualifier=each.fact.source if each.fact and not told.address else "")


def bank_cell(each: ItemTold) -> Cell:
    """The very words that a bank is told."""
    answer = each.answer
    if answer is None:
        return Cell(NOT_TOLD)
    return Cell(answer.label, qualifier=DISPUTED if answer.is_disputed else each.item.to_bank.label)


def _wrong(firm: str, each: ItemTold) -> Cell:
    if each.dispute is not None:
        return Cell(DISPUTED, reverse("finance:dispute", args=[each.dispute]))
    return Cell(_DISPUTE, reverse("finance:dispute_new", args=[firm, each.item.key]))


def dispute_table(
    rows: Iterable[PortraitDispute], items: Mapping[str, Item], clocks: Mapping[int, Sequence[ShortClock]], *, with_firm: bool
) -> Table:
    """Disputes, one a row."""
    heads = [Heading(Label("编号", "Number")), Heading(Label("项目", "Item"))]
    heads += [Heading(Label("企业", "Firm"))] if with_firm else []
    heads += [Heading(Label("提出日期", "Asked on")), Heading(Label("期限", "Due")), Heading(Label("情况", "How it stands"))]
    lines: list[Sequence[Cell | Text]] = []
    for row in rows:
        standing = FactDisputeStanding.of(row.standing)
        cells: list[Cell | Text] = [Cell(str(row.pk), reverse("finance:dispute", args=[row.pk])), item_name(items, row.item)]
        cells += [row.enterprise.name] if with_firm else []
        cells += [f"{timezone.localtime(row.asked_at):%Y-%m-%d}", due(clocks.get(row.pk, ()))]
        cells.append(Cell(standing.label, light=FACES[standing].value))
        lines.append(cells)
    return plain_table(Label("画像异议", "Disputes of portraits"), heads, lines)


def due(clocks: Sequence[ShortClock]) -> Text:
    """Until when the office has, and whether that is over."""
    running = [each for each in clocks if each.state is not ClockState.STOPPED]
    if not running:
        return NONE
    day = running[0].due or NONE
    return Label(f"{day} 已逾期", f"{day}, late") if running[0].is_late else day


def item_name(items: Mapping[str, Item], key: str) -> Label:
    """What an item is called; one that left the portrait keeps its key."""
    return items[key].name if key in items else same(key)
