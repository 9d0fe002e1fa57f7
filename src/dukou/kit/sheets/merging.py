"""Merged cells: a spreadsheet keeps the value in the top left cell only; it is meant for the whole range."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from dukou.kit.sheets.sheet import CellValue


@dataclass(frozen=True, slots=True)
class MergedRange:
    """First and last row and column, all counted from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def __str__(self) -> str:
        return f"{address(self.first_row, self.first_column)}:{address(self.last_row, self.last_column)}"

    @property
    def area(self) -> int:
        """The number of cells in it."""
        return (self.last_row - self.first_row + 1) * (self.last_column - self.first_column + 1)

    def within(self, rows: int, columns: int) -> MergedRange | None:
        """The part that lies in the first `rows` and `columns`; a title merged far to the right adds no columns."""
        if self.first_row > rows or self.first_column > columns:
            return None
        return MergedRange(self.first_row, self.first_column, min(self.last_row, rows), min(self.last_column, columns))


class Filling:
    """Fills merged ranges while rows pass by from the first to the last; ranges do not overlap."""

    def __init__(self, ranges: tuple[MergedRange, ...]) -> None:
        self.beginning: dict[int, list[MergedRange]] = defaultdict(list)
        for each in ranges:
            self.beginning[each.first_row].append(each)
        self.open: list[tuple[MergedRange, CellValue]] = []

    def fill(self, number: int, row: list[CellValue]) -> None:
        """Write into the row of this number what its merged ranges mean."""
        for each in self.beginning.get(number, ()):
            self.open.append((each, row[each.first_column - 1] if each.first_column <= len(row) else None))
        for each, value in self.open:
            row.extend([None] * (each.last_column - len(row)))
            row[each.first_column - 1 : each.last_column] = [value] * (each.last_column - each.first_column + 1)
        if self.open:
            self.open = [(each, value) for each, value in self.open if each.last_row > number]


def address(row: int, column: int) -> str:
    """A cell as spreadsheet programs name it: row 5, column 28 → `AB5`."""
    return f"{letters_of(column)}{row}"


def letters_of(column: int) -> str:
    """A column as spreadsheet programs name it: 28 → `AB`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
