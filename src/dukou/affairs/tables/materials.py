"""What became of the materials of separate matters, row by row."""

from __future__ import annotations

from dukou.affairs.core.materials import Ledger
from dukou.kit.core.labels import Label, joined
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text, plain_table


def ledger_table(told: Ledger) -> Table:
    """Every material that the matters want when each is handled alone, and what it became here."""
    matter, alone = Label("事项", "Matter"), Label("分开办要交的材料", "Material when handled alone")
    heads = (
        (Heading(matter, rows=2), Heading(alone, rows=2), Heading(Label("联办以后", "Here"), columns=2)),
        (Heading(Label("变成", "it is")), Heading(Label("对应材料", "as the material"))),
    )
    rows, last = [], None
    for each in told.rows:
        cells = (Cell(each.matter.name), Cell(each.name), Cell(each.became.label), Cell(each.material.name if each.material else "—"))
        rows.append(Row(cells, begins=each.matter is not last))
        last = each.matter
    return Table(title=Label("材料去向", "What became of the materials"), heads=heads, rows=tuple(rows))


def needed_table(told: Ledger) -> Table:
    """The materials that are wanted now, and how each comes."""
    heads = [Heading(Label("材料", "Material")), Heading(Label("怎么来", "How it comes")), Heading(Label("用于", "For"))]
    rows: list[list[Cell | Text]] = []
    for each in told.needed:
        ways = joined([way.label for way in each.material.ways], zh="，或", en=", or ")
        note: Text = "" if each.is_needed else Label("按填写内容定", "hangs on what is filled in")
        rows.append([Cell(each.material.name, qualifier=note), ways, joined([matter.name for matter in each.matters], zh="、", en=", ")])
    return plain_table(Label("材料清单", "Materials"), heads, rows)
