"""A table with named columns out of a file: its first filled row names the columns, every further one is a row."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from dukou.kit.core.labels import Label, joined
from dukou.kit.core.places import Fault, Place
from dukou.kit.core.refusals import Malformed, Refusal
from dukou.kit.sheets.reading import open_sheet
from dukou.kit.sheets.sheet import CellValue, Sheet

Cells = Mapping[str, str]  # by column, empty where nothing stands
Columns = Mapping[str, Label]
T = TypeVar("T")


class ColumnsMissing(Refusal):
    """A table names its columns in its first row."""

    code = "sheets.columns_missing"
    what = Label("没有导入“{name}”", "“{name}” was not imported")
    why = Label("第一行缺少列：{columns}", "the first row lacks the columns {columns}")
    cure = Label("补上列名", "add the names of the columns")


class RowsHaveFaults(Refusal):
    """A table is taken in whole or not at all."""

    code = "sheets.rows_have_faults"
    what = Label("没有导入“{name}”", "“{name}” was not imported")
    why = Label("有 {count} 处错误，第一处在 {first}", "it has {count} faults, the first at {first}")
    cure = Label("改正后再导入", "mend them and import it again")

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        self.faults: Sequence[Fault] = faults
        super().__init__(name=name, count=len(faults), first=str(faults[0]))


@dataclass(frozen=True, slots=True)
class HeadedTable:
    """The rows of a table file with their numbers in it, and the SHA-256 of the file."""

    name: str
    sha256: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, Cells], ...]

    def read(self, into: Callable[[Cells], T]) -> list[T]:
        """Every row as `into` reads it; refused with all rows that it cannot read."""
        made, faults = [], []
        for number, cells in self.rows:
            try:
                made.append(into(cells))
            except Malformed as error:
                faults.append(Fault(Place(self.name, number), error.what, error.cure))
        self.must_have_none(faults)
        return made

    def fault(self, position: int, column: str, what: Label, cure: Label) -> Fault:
        """A fault of the row at this position, at one of its columns."""
        number, _ = self.rows[position]
        return Fault(Place(self.name, number, self.columns.index(column) + 1), what, cure)

    def must_have_none(self, faults: Sequence[Fault]) -> None:
        """Refuse the table where there are faults."""
        if faults:
            raise RowsHaveFaults(self.name, faults)


@dataclass(frozen=True, slots=True)
class RowReader:
    """One row while it is read: what cannot be read becomes a fault of its cell, and reading goes on."""

    table: HeadedTable
    position: int
    cells: Cells
    faults: list[Fault]

    def read(self, column: str, into: Callable[[str], T], unknown: T) -> T:
        """What a cell says; `unknown` where it is empty or cannot be read."""
        text = self.cells[column]
        if not text:
            return unknown
        try:
            return into(text)
        except Malformed as error:
            self.fault(column, error.what, error.cure)
            return unknown

    def wanted(self, column: str, named: Label, into: Callable[[str], T], unknown: T) -> T:
        """The same of a cell that may not be empty; `named`: the column in words."""
        if not self.cells[column]:
            self.fault(column, _MISSING.filled(column=named), _FILL_IN)
        return self.read(column, into, unknown)

    def fault(self, column: str, what: Label, cure: Label) -> None:
        """Something is wrong with a cell."""
        self.faults.append(self.table.fault(self.position, column, what, cure))


_MISSING = Label("缺少{column}", "there is no {column}")
_FILL_IN = Label("补上，或删去这一行", "fill it in, or delete the row")


def no_longer_than(limit: int) -> Callable[[str], str]:
    """Reads a text of at most `limit` characters."""

    def read(text: str) -> str:
        if len(text) > limit:
            raise Malformed(Label(f"超过 {limit} 个字", f"more than {limit} characters"), Label("写短一些", "make it shorter"))
        return text

    return read


def headed_table(path: Path, name: str, columns: Columns, wanted: Iterable[str], clean: Callable[[str], str]) -> HeadedTable:
    """The table in the file at `path`, which its sender calls `name`. `columns`: the words of every column that is read, by its key.

    The `wanted` ones must be there; columns of other names are left alone. `clean` makes each text as it is kept.
    """
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    filled = _filled(open_sheet(path, name), clean)
    _, head = next(filled)  # a sheet without a filled row is refused when it is opened
    named = tuple(_column(cell, columns) for cell in head)
    missing = [columns[column] for column in wanted if column not in named]
    if missing:
        raise ColumnsMissing(name=name, columns=joined(missing, zh="、", en=", "))
    rows = tuple((number, _cells(named, row, columns)) for number, row in filled)
    if not rows:
        empty = Label("列名下面没有行", "there is no row beneath the names of the columns")
        raise RowsHaveFaults(name, [Fault(Place(name), empty, Label("核对文件", "check the file"))])
    return HeadedTable(name, sha256, named, rows)


def _filled(sheet: Sheet, clean: Callable[[str], str]) -> Iterator[tuple[int, list[str]]]:
    for number, row in sheet.rows():
        if row:
            yield number, [_text(cell, clean) for cell in row]


def _text(cell: CellValue, clean: Callable[[str], str]) -> str:
    """What a cell says; a number that a spreadsheet keeps with a nought behind the point stands without it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else clean(str(cell))


def _column(cell: str, columns: Columns) -> str:
    """The column that a head names, by its key or in either language; the head itself where it is none of ours."""
    return next((key for key, label in columns.items() if cell.lower() in (key, label.zh.lower(), label.en.lower())), cell)


def _cells(named: Sequence[str], row: Sequence[str], columns: Columns) -> Cells:
    given = dict(zip(named, row, strict=False))
    return {column: given.get(column, "") for column in columns}
