"""Reading a code table out of a file: its first filled row names the columns, every further one is a row of the table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from dukou.enterprises.core.texts import clean
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.places import Fault, Place
from dukou.kit.core.refusals import Malformed, Refusal
from dukou.kit.sheets.reading import open_sheet
from dukou.kit.sheets.sheet import CellValue, Sheet

Cells = Mapping[str, str]  # by column, empty where nothing stands
T = TypeVar("T")

COLUMNS = {
    "section": Label("门类", "section"),
    "level": Label("级别", "level"),
    "code": Label("代码", "code"),
    "parent": Label("上级", "parent"),
    "name": Label("名称", "name"),
}


class TableColumnsMissing(Refusal):
    """A code table names its columns in its first row."""

    code = "enterprises.table_columns_missing"
    what = Label("没有导入“{name}”", "“{name}” was not imported")
    why = Label("第一行缺少列：{columns}", "the first row lacks the columns {columns}")
    cure = Label("补上列名", "add the names of the columns")


class TableHasFaults(Refusal):
    """A code table is taken in whole or not at all."""

    code = "enterprises.table_has_faults"
    what = Label("没有导入“{name}”", "“{name}” was not imported")
    why = Label("有 {count} 处错误，第一处在 {first}", "it has {count} faults, the first at {first}")
    cure = Label("改正后再导入", "mend them and import it again")

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        self.faults: Sequence[Fault] = faults
        super().__init__(name=name, count=len(faults), first=str(faults[0]))


@dataclass(frozen=True, slots=True)
class Table:
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
        number, cells = self.rows[position]
        about = Label("“{code}”：{what}", "“{code}”: {what}").filled(code=cells["code"], what=what)
        return Fault(Place(self.name, number, self.columns.index(column) + 1), about, cure)

    def must_have_none(self, faults: Sequence[Fault]) -> None:
        """Refuse the table where there are faults."""
        if faults:
            raise TableHasFaults(self.name, faults)


def table_in(path: Path, name: str, wanted: Iterable[str]) -> Table:
    """The table in the file at `path`, which its sender calls `name`, with the wanted columns; other columns are left alone."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    filled = _filled(open_sheet(path, name))
    _, head = next(filled)  # a sheet without a filled row is refused when it is opened
    columns = tuple(_column(cell) for cell in head)
    missing = [COLUMNS[column] for column in wanted if column not in columns]
    if missing:
        raise TableColumnsMissing(name=name, columns=joined(missing, zh="、", en=", "))
    rows = tuple((number, _cells(columns, row)) for number, row in filled)
    if not rows:
        empty = Label("列名下面没有行", "there is no row beneath the names of the columns")
        raise TableHasFaults(name, [Fault(Place(name), empty, Label("核对文件", "check the file"))])
    return Table(name, sha256, columns, rows)


def _filled(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    for number, row in sheet.rows():
        if row:
            yield number, [_text(cell) for cell in row]


def _text(cell: CellValue) -> str:
    """What a cell says; a number that a spreadsheet keeps with a nought behind the point stands without it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else clean(str(cell)).text


def _column(cell: str) -> str:
    """The column that a head names, in either language; the head itself where it is none of ours."""
    return next((key for key, label in COLUMNS.items() if cell.lower() in (key, label.zh)), cell)


def _cells(columns: Sequence[str], row: Sequence[str]) -> Cells:
    given = dict(zip(columns, row, strict=False))
    return {column: given.get(column, "") for column in COLUMNS}
