"""A list as rows of firms, as often as they are asked for: the file is read in a stream each time, and nothing of it is held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from dukou.enterprises.core.columns import HEADING_ROWS, HEADING_WITHIN, Columns, find_columns
from dukou.enterprises.core.remarks import Remark, RemarkKind
from dukou.enterprises.core.rows import RowReader
from dukou.enterprises.queries.columns import reading_tables, vocabulary
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period
from dukou.kit.sheets.reading import open_sheet
from dukou.kit.sheets.sheet import Progress, Row, Sheet


@dataclass(frozen=True, slots=True)
class FirmList:
    """An opened list: its sheet, what its columns hold, and the reader of its rows."""

    sheet: Sheet
    columns: Columns
    reader: RowReader

    def rows(self, on_progress: Progress | None = None) -> Iterator[Row]:
        """The rows below the headings."""
        return (row for row in self.sheet.rows(on_progress) if row[0] > self.columns.last_row)

    def remarks(self) -> list[Remark]:
        """What there is to say about the file and its columns."""
        found = [Remark(RemarkKind.SHEET, each.label, each.row, each.column) for each in self.sheet.remarks]
        unused = Label("没有用这一列", "this column is not used")
        return found + [
            Remark(RemarkKind.UNUSED_COLUMN, unused, self.columns.last_row, column + 1, heading)
            for column, heading in self.columns.unused.items()
        ]


def open_list(path: Path, name: str, *, year: Period | None, today: date) -> FirmList:
    """The list in a file, which its sender calls `name`; refused where it is no sheet, or no list of firms."""
    sheet = open_sheet(path, name)
    first = list(islice(sheet.rows(), HEADING_WITHIN + HEADING_ROWS))
    columns = find_columns(first, vocabulary(), year, name)
    return FirmList(sheet, columns, RowReader(columns, reading_tables(), today))
