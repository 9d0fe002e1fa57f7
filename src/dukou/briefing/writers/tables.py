"""The brief for the terminal and for the page."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from rich.box import HEAVY_HEAD
from rich.console import Group, RenderableType
from rich.table import Table as RichTable
from rich.text import Text

from dukou.briefing.core.document import Brief, BriefRow, Said
from dukou.figures.queries import ShownFinding, claim_address
from dukou.kit.core.labels import Label
from dukou.kit.pages.tables import Cell, Heading, Row, Table

HEADS = (
    Label("集群", "Cluster"),
    Label("营收", "Revenue"),
    Label("增速", "Growth"),
    Label("当年累计", "This year so far"),
    Label("完成", "Done"),
    Label("时序", "Schedule"),
    Label("目标", "Target"),
    Label("还需", "Needed"),
)
ROOMY = 140  # columns from which each figure has room for its period, scope and base
_STYLES = {"green": "green", "yellow": "yellow", "red": "red"}


def for_terminal(brief: Brief, findings: Sequence[ShownFinding], width: int) -> RenderableType:
    """The brief as a table for a terminal of `width` columns, notes and findings beneath. Nothing is cut off; a narrow one shows less."""
    spoken = _in_full if width >= ROOMY else _in_short
    table = RichTable(
        title=str(brief.title), title_justify="left", show_lines=width >= ROOMY, box=None if width < ROOMY else HEAVY_HEAD, padding=(0, 1)
    )
    for position, head in enumerate(HEADS):
        table.add_column(str(head), justify="left" if position in (0, 5) else "right", overflow="fold")
    for row in brief.rows:
        light = Text(str(row.light_words), style=_STYLES.get(row.light.value, ""))
        cells = [row.revenue, row.growth, row.running, row.progress]
        table.add_row(str(row.name), *map(spoken, cells), light, spoken(row.target), spoken(row.needed))
    table.add_row(str(Label("合计", "Total")), spoken(brief.total), *[""] * 6)
    softened = [] if width >= ROOMY else [_softened(row.name, row.basis) for row in brief.rows if row.basis]
    points = RichTable.grid(padding=(0, 1, 0, 0))  # sign and text apart: a text that is wrapped leaves its sign on no line of its own
    points.add_column()
    points.add_column(overflow="fold")
    for note in (*softened, *brief.notes):
        points.add_row("·", Text(str(note)))
    for finding in findings:
        points.add_row("!", Text(f"{finding.subject}: {finding.message}"))
    return Group(table, points)


def for_page(brief: Brief, suffix: str = "") -> Table:
    """The brief as an office table, each figure leading to its origin; `suffix` keeps the day of knowledge."""
    heads = (
        (
            Heading(HEADS[0], rows=2),
            Heading(Label("全年", "Whole year"), columns=2),
            Heading(Label("当年", "Running year"), columns=3),
            Heading(Label("目标", "Targets"), columns=2),
        ),
        tuple(Heading(head, is_number=position not in (5,)) for position, head in enumerate(HEADS) if position),
    )
    rows = [_page_row(row, suffix) for row in brief.rows]
    empty = [Cell(Label("—", "—"), is_number=position != 3) for position in range(6)]
    total = Cell(brief.total.text, reverse("clusters:total") + suffix, is_number=True, is_figure=True, qualifier=brief.total.beneath or "")
    rows.append(Row((Cell(Label("合计", "Total")), total, *empty), is_sum=True))
    return Table(Label("各集群", "The clusters"), heads, tuple(rows), notes=brief.notes, is_broad=True)


def _page_row(row: BriefRow, suffix: str) -> Row:
    name = Cell(row.name, reverse("clusters:detail", args=[row.slug]) + suffix)
    cells = [_cell(said, row.slug, suffix) for said in (row.revenue, row.growth, row.running, row.progress)]
    light = Cell(row.light_words, light=row.light.value)
    return Row((name, *cells, light, *(_cell(said, row.slug, suffix) for said in (row.target, row.needed))))


def _cell(said: Said, slug: str, suffix: str) -> Cell:
    address = ""
    if said.claim:
        address = claim_address(said.claim, suffix)
    elif said.derived and slug:
        address = reverse("clusters:derivation", args=[slug, said.derived]) + suffix
    return Cell(said.text, address, is_number=True, is_figure=bool(address), qualifier=said.beneath or "")


def _softened(name: Label, basis: Label) -> Label:
    """What a narrow table has no room for in the cell."""
    return Label(f"{name.zh}：完成{basis.zh}", f"{name.en}: done, {basis.en}")


def _in_short(said: Said) -> str:
    return str(said.text)


def _in_full(said: Said) -> str:
    return f"{said.text}\n{said.beneath}" if said.beneath else str(said.text)
