"""Tables as offices set them: merged heads, a unit line, 其中 rows set in, a sum, notes beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from dukou.kit.core.labels import Label

Text = Label | str
_SIDE_BY_SIDE = 3  # so many columns find room on a phone


@dataclass(frozen=True, slots=True)
class Heading:
    """One head; `columns` and `rows` tell over how many it stretches. `is_number`: the column beneath holds figures."""

    text: Text
    columns: int = 1
    rows: int = 1
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `address` leads to the source of the figure (`is_figure`) or to a page; `qualifier` stands small beneath.

    An empty text is a figure that is not known: the table says so in words, it never shows a nought or a blank.
    """

    text: Text
    address: str = ""
    is_number: bool = False
    is_figure: bool = False
    qualifier: Text = ""
    depth: int = 0
    light: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; its first cell is the row's head. `is_sum`: 合计; `begins`: a new group starts here.

    `is_heading`: its one cell stretches over the whole width and heads the rows beneath it.
    """

    cells: tuple[Cell, ...]
    is_sum: bool = False
    begins: bool = False
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A whole table. `heads` are its rows of heads from the top; every row of the body fills the same number of columns."""

    title: Text
    heads: tuple[tuple[Heading, ...], ...]
    rows: tuple[Row, ...]
    unit: Text = ""
    notes: tuple[Text, ...] = ()
    is_tight: bool = False
    is_broad: bool = False

    def __post_init__(self) -> None:
        if not self.heads:
            raise ValueError("a table needs a head")
        for row in self.rows:
            if len(row.cells) != (1 if row.is_heading else self.width):
                raise ValueError(f"a row of {len(row.cells)} cells under {self.width} heads: {row.cells[0].text!s}")

    @property
    def width(self) -> int:
        """The number of columns, merged heads counted by what they cover."""
        return sum(head.columns for head in self.heads[0])

    @property
    def stacks(self) -> bool:
        """Whether a phone shows each row as a block of lines, for it has no room for the columns side by side."""
        return self.width > _SIDE_BY_SIDE

    @property
    def columns(self) -> tuple[Text, ...]:
        """The lowest head over each column, from the left: what stands before a value where a row is a block of lines."""
        named: list[Text] = [""] * self.width
        taken = [0] * self.width  # how many further lines of heads a merged one fills
        for line in self.heads:
            free = iter([place for place in range(self.width) if taken[place] == 0])
            taken = [max(rows - 1, 0) for rows in taken]
            for head in line:
                for place in islice(free, head.columns):
                    named[place], taken[place] = head.text, head.rows - 1
        return tuple(named)

    @property
    def lines(self) -> list[tuple[Row, list[tuple[Cell, Text]]]]:
        """Every row with its cells, each cell with the head of its column."""
        names = self.columns
        return [(row, list(zip(row.cells, names, strict=not row.is_heading))) for row in self.rows]


def plain_table(title: Text, heads: Sequence[Heading], rows: Sequence[Sequence[Cell | Text]], unit: Text = "") -> Table:
    """A table with one row of heads; a bare text becomes a cell, right-aligned where its head says that figures follow."""
    body = (Row(tuple(_cell(each, head) for each, head in zip(row, heads, strict=True))) for row in rows)
    return Table(title=title, heads=(tuple(heads),), rows=tuple(body), unit=unit)


def _cell(given: Cell | Text, head: Heading) -> Cell:
    cell = given if isinstance(given, Cell) else Cell(given)
    return replace(cell, is_number=cell.is_number or head.is_number)
