"""What a sheet is to those who read it: rows of cells with their numbers, and what was noticed on the way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from dukou.kit.core.labels import Label, LabelledEnum

CellValue = str | int | float | bool | date | datetime | None
Row = tuple[int, list[CellValue]]
Progress = Callable[[int, int], None]  # how much is done, how much there is: bytes of a CSV, rows of a workbook

MOST_COLUMNS = 500


class SheetFormat(LabelledEnum):
    """The three kinds of file that are read as sheets."""

    CSV = "csv", "CSV 文本", "CSV text"
    XLSX = "xlsx", "xlsx 工作簿", "xlsx workbook"
    XLS = "xls", "旧版工作簿（xls、et）", "old workbook (xls, et)"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was noticed while reading and that a person should know; row and column count from 1."""

    label: Label
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True)
class Sheet(ABC):
    """One list out of a file. `name` is the file's name as given, `title` that of the sheet in a workbook.

    `encoding` and `separator` are those of a CSV (`utf-8`, `utf-8-sig` with a mark in front, `gb18030`); None in a workbook.
    """

    format: SheetFormat
    name: str
    title: str | None = None
    encoding: str | None = None
    separator: str | None = None
    remarks: tuple[Remark, ...] = ()

    @abstractmethod
    def rows(self, on_progress: Progress | None = None) -> Iterator[Row]:
        """Every row with the number that a spreadsheet program shows, from 1 on, as often as it is asked for.

        An empty cell is None; empty cells at a row's end are left out, so that a blank row is an empty list. What only shows deep
        in a CSV (an unclosed quote, a row too wide) is refused when it is reached.
        """


def trimmed(row: list[CellValue]) -> list[CellValue]:
    """The row without the empty cells at its end."""
    while row and row[-1] is None:
        row.pop()
    return row
