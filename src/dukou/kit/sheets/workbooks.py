"""Workbooks (xlsx, xls, et): the first visible sheet that holds something is read; what is passed over is said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import chain
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from dukou.kit.core.labels import Label
from dukou.kit.sheets.archives import check_archive
from dukou.kit.sheets.merging import Filling, MergedRange
from dukou.kit.sheets.noticing import remarks_on
from dukou.kit.sheets.refusals import Damaged, Encrypted, NoRows, TooManyCells, TooManyColumns
from dukou.kit.sheets.sheet import MOST_COLUMNS, CellValue, Progress, Row, Sheet, SheetFormat, trimmed
from dukou.kit.sheets.trial import is_survived
from dukou.kit.sheets.worksheets import Layout, Unreadable, layouts

MOST_CELLS = 20_000_000  # a million rows of twenty columns
_EXACT = 2**53  # up to here a float holds every whole number
_ROWS_BETWEEN_REPORTS = 2_000
_READ_CELL = str | int | float | bool | date | datetime | time | timedelta


@dataclass(frozen=True)
class WorkbookSheet(Sheet):
    """One worksheet, held in memory by the fast reader."""

    cells: CalamineSheet = field(kw_only=True)
    layout: Layout = field(kw_only=True)
    merged: tuple[MergedRange, ...] = ()

    def rows(self, on_progress: Progress | None = None) -> Iterator[Row]:
        """As `Sheet.rows`. Whole numbers are int up to 2**53; larger ones stay float, for their last digits are lost."""
        start = self.cells.start
        left: list[CellValue] = [None] * (start[1] if start else 0)
        filling, total = Filling(self.merged), self.layout.last_row
        read = enumerate(chain(self.cells.iter_rows(), iter(list, None)), 1)  # blank rows without end: a merged range may reach further
        for number, cells in read:
            if number > total:
                break
            row = left + [_value(cell) for cell in cells]
            filling.fill(number, row)
            yield number, trimmed(row)
            if on_progress and (number % _ROWS_BETWEEN_REPORTS == 0 or number == total):
                on_progress(number, total)


def open_workbook(path: Path, name: str, format: SheetFormat) -> WorkbookSheet:
    """The first visible worksheet in which a cell is filled."""
    if format is SheetFormat.XLSX:
        check_archive(path, name)
    elif not is_survived(path):
        raise _damaged(name)
    with _opened(path, name) as book:
        visible, hidden = _titles(book)
        found = _layouts(path, book, visible, format)
        filled = [title for title in visible if found[title].last_row]
        if not filled:
            raise NoRows(name=name)
        title, layout = filled[0], found[filled[0]]
        _must_fit(name, title, layout)
        cells = book.get_sheet_by_name(title)
        merged = _merged(cells, layout, name)
    remarks = remarks_on(layout, merged, hidden, filled)
    return WorkbookSheet(format, name, title, remarks=remarks, cells=cells, layout=layout, merged=merged)


@contextmanager
def _opened(path: Path, name: str) -> Iterator[CalamineWorkbook]:
    """The workbook; whatever the fast reader stumbles over becomes a refusal."""
    try:
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            yield book
    except PasswordError as error:
        raise Encrypted(name=name) from error
    except (CalamineError, Unreadable) as error:
        raise _damaged(name) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's own, which is no Exception and cannot be imported
            raise
        raise _damaged(name) from error


def _damaged(name: str) -> Damaged:
    return Damaged(name=name, part=Label("内部结构有错", "its inner structure is faulty"))


def _titles(book: CalamineWorkbook) -> tuple[list[str], list[str]]:
    """Titles of the visible and of the hidden worksheets; charts and macros are neither."""
    sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    visible = [each.name for each in sheets if each.visible == SheetVisibleEnum.Visible]
    return visible, [each.name for each in sheets if each.visible != SheetVisibleEnum.Visible]


def _layouts(path: Path, book: CalamineWorkbook, titles: list[str], format: SheetFormat) -> dict[str, Layout]:
    if format is SheetFormat.XLSX:
        return layouts(path, titles)
    ends = {title: book.get_sheet_by_name(title).end for title in titles}  # an xls is in memory as soon as it is open
    return {title: Layout(end[0] + 1, end[1] + 1) if end else Layout() for title, end in ends.items()}


def _must_fit(name: str, title: str, layout: Layout) -> None:
    if layout.last_column > MOST_COLUMNS:
        place = Label(f"工作表“{title}”", f"the sheet “{title}”")
        raise TooManyColumns(name=name, place=place, columns=layout.last_column, limit=MOST_COLUMNS)
    if layout.last_row * layout.last_column > MOST_CELLS:
        raise TooManyCells(name=name, sheet=title, rows=layout.last_row, columns=layout.last_column, limit=MOST_CELLS)


def _merged(cells: CalamineSheet, layout: Layout, name: str) -> tuple[MergedRange, ...]:
    """The merged ranges of more than one cell within the used area; more of them than the area holds would overlap."""
    found = (MergedRange(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in cells.merged_cell_ranges or ())
    ranges = tuple(part for each in found if (part := each.within(layout.last_row, layout.last_column)) and part.area > 1)
    if sum(each.area for each in ranges) > layout.last_row * layout.last_column:
        raise _damaged(name)
    return ranges


def _value(cell: _READ_CELL) -> CellValue:
    """A cell of the fast reader as a cell of ours: it gives "" for empty and a float for every number."""
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) <= _EXACT else cell
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"  # 30:00:00, as spreadsheet programs show it
    return str(cell) if isinstance(cell, time) else cell
