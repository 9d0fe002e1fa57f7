"""Premises as tables and as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.urls import reverse

from dukou.kit.core.labels import Label, joined
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Row, Table
from dukou.kit.sheets.writing import Written
from dukou.projects.core.premises import LETTING, Fit, PremiseKind
from dukou.projects.models import Letting, Premise
from dukou.projects.queries.premises import Fitting

SYNTHETIC = Label("合成数据", "synthetic")
UNKNOWN = Label("不知", "not known")
COLUMNS = (
    Label("代号", "Key"),
    Label("名称", "Name"),
    Label("类型", "Kind"),
    Label("地址", "Address"),
    Label("面积（平方米）", "Area (m²)"),
    Label("租金（元/平方米·月）", "Rent (yuan per m² and month)"),
    Label("电力（千伏安）", "Power (kVA)"),
    Label("何时可用", "Free from"),
    Label("权属", "Owner"),
)
_HEADS = (
    Heading(Label("场地", "Premises")),
    Heading(Label("类型", "Kind")),
    Heading(Label("面积（平方米）", "Area (m²)"), is_number=True),
    Heading(Label("租金（元/平方米·月）", "Rent (yuan/m²·month)"), is_number=True),
    Heading(Label("电力（千伏安）", "Power (kVA)"), is_number=True),
    Heading(Label("何时可用", "Free from")),
)


def yuan(fen: int | None) -> Label | str:
    """A rent in yuan."""
    return UNKNOWN if fen is None else f"{fen // 100}.{fen % 100:02d}"


def premises_table(rows: Sequence[Premise]) -> Table:
    """What is on offer."""
    return Table(Label("场地", "Premises"), (_HEADS,), tuple(Row(_cells(row)) for row in rows))


def fitting_table(found: Sequence[Fitting]) -> Table:
    """What fits a project, the best first, with what is missing or not known of each."""
    heads = (*_HEADS, Heading(Label("合不合", "How it fits")))
    return Table(Label("合适的场地", "What fits"), (heads,), tuple(Row((*_cells(each.row), _fit(each.fit))) for each in found))


def lettings_table(found: Sequence[Letting], promised: Mapping[int, int], today: date | None = None) -> Table:
    """What was let to a project. What was let off leads to its promise, or to where it is written down (`promised`: promise by letting).

    `today`: for who may end a letting that has not ended by then.
    """
    heads = (
        Heading(Label("场地", "Premises")),
        Heading(Label("起止", "From and until")),
        Heading(Label("租金（元/平方米·月）", "Rent (yuan/m²·month)"), is_number=True),
        Heading(Label("减免", "Let off")),
        Heading(Label("办理", "Do")),
    )
    rows = tuple(
        Row(
            (
                Cell(each.premise.name, reverse("projects:premise", args=[each.premise.key])),
                Cell(f"{each.from_on} – {each.until_on or ''}"),
                Cell(yuan(each.rent_fen), is_number=True),
                _let_off(each, promised.get(each.pk)),
                _ending(each, today),
            )
        )
        for each in found
    )
    return Table(Label("已租", "Let"), (heads,), rows)


def _ending(row: Letting, today: date | None) -> Cell:
    if today is None or (row.until_on is not None and row.until_on <= today):
        return Cell("—")
    return Cell(Label("退租", "End it"), reverse("projects:let_end", args=[row.project.key, row.pk]))


def _let_off(row: Letting, promise: int | None) -> Cell:
    if not row.concession:
        return Cell("—")
    words = _MONTHS.filled(words=row.concession, n=row.concession_months)
    if promise is not None:
        return Cell(words, reverse("projects:promise", args=[promise]), qualifier=Label("已写入承诺台账", "in the ledger of promises"))
    address = f"{reverse('projects:promise_new', args=[row.project.key])}?origin={LETTING}{row.pk}"
    return Cell(words, address, qualifier=Label("还没有写入承诺台账", "not yet in the ledger of promises"))


def premise_rows(rows: Iterable[Premise]) -> Iterator[Sequence[Written]]:
    """The same for a file; what is not known stays empty."""
    for row in rows:
        rent = "" if row.rent_fen is None else str(yuan(row.rent_fen))
        power = "" if row.power_kva is None else row.power_kva
        kind = str(PremiseKind.of(row.kind).label)
        yield row.key, row.name, kind, row.address, str(row.area), rent, power, str(row.free_from or ""), owner_of(row)


def owner_of(row: Premise) -> str:
    """Whose premises they are."""
    return str(row.owner.label) if row.owner else row.owner_text


_MONTHS = Label("{words}（{n} 个月）", "{words} ({n} months)")
_FITS = Label("全部符合", "fits in everything")
_AS_FAR = Label("已知的都符合", "fits as far as known")
_DARK = Label("不知：{what}", "not known: {what}")
_MISSES = Label("差一项", "misses one thing")


def _cells(row: Premise) -> tuple[Cell, ...]:
    power = UNKNOWN if row.power_kva is None else f"{row.power_kva:,}"
    return (
        Cell(row.name, reverse("projects:premise", args=[row.key]), qualifier=SYNTHETIC if row.is_synthetic else ""),
        Cell(PremiseKind.of(row.kind).label),
        Cell(f"{row.area:,.2f}", is_number=True),
        Cell(yuan(row.rent_fen), is_number=True),
        Cell(power, is_number=True),
        Cell(str(row.free_from) if row.free_from else UNKNOWN),
    )


def _fit(found: Fit) -> Cell:
    if found.misses:
        return Cell(_MISSES, qualifier=joined([each.label for each in found.misses], zh="、", en=", "), light=Light.RED.value)
    if found.unknown:
        what = joined([_ASKED[each.value] for each in found.unknown], zh="、", en=", ")
        return Cell(_AS_FAR, qualifier=_DARK.filled(what=what), light=Light.UNKNOWN.value)
    return Cell(_FITS, light=Light.GREEN.value)


_ASKED = {
    "power": Label("电力容量", "power"),
    "rent": Label("租金", "rent"),
    "late": Label("何时可用", "when it is free"),
}
