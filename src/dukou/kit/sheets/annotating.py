"""A list goes back to the office it came from, with one more column that says what was noticed in each row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from dukou.kit.core.labels import Label
from dukou.kit.sheets.delimited import DelimitedSheet, cells_as_text
from dukou.kit.sheets.reading import open_sheet
from dukou.kit.sheets.sheet import CellValue, Sheet, SheetFormat
from dukou.kit.sheets.workbooks import WorkbookSheet
from dukou.kit.sheets.writing import append_rows, as_text, fitting, harmless, new_sheet

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

MOST_WITH_FORMATS = 20 << 20  # packed bytes: what keeps formats needs about fifty times as much memory
_NOTE_WIDTH = 48


def annotated_name(name: str) -> str:
    """What the copy is called: a CSV stays a CSV, every workbook becomes an xlsx."""
    given = PurePath(name)
    return name if given.suffix.lower() == ".csv" else given.with_suffix(".xlsx").name


def annotate(sheet_path: Path, name: str, out_path: Path, heading: Label | str, notes: Mapping[int, str], heading_row: int) -> None:
    """Copy the file to `out_path` with the notes of each row (numbered as `Sheet.rows` does) in a column after the last used one.

    A CSV keeps encoding, mark, separator and every cell. An xlsx keeps formats, widths and merged cells; a formula in the sheet that
    was read stands in the copy as the value that was read, so that the copy reads like its original. An xls, and an xlsx too large or
    too odd for that, becomes a plain xlsx. Notes never run as formulas.
    """
    sheet = open_sheet(sheet_path, name)
    told = {number: note for number, note in notes.items() if note} | {heading_row: str(heading)}
    if isinstance(sheet, DelimitedSheet):
        _annotate_csv(sheet, out_path, told)
    elif isinstance(sheet, WorkbookSheet) and not _annotate_with_formats(sheet, sheet_path, out_path, told):
        _annotate_plainly(sheet, out_path, told)


def _annotate_csv(sheet: DelimitedSheet, out_path: Path, told: Mapping[int, str]) -> None:
    harmlessly = {number: harmless(note) for number, note in told.items()}
    with out_path.open("w", encoding=sheet.encoding, newline="") as out:
        writer = csv.writer(out, delimiter=sheet.separator or ",")
        writer.writerows(cells_as_text(row) for row in _with_notes(sheet, harmlessly))


def _annotate_plainly(sheet: WorkbookSheet, out_path: Path, told: Mapping[int, str]) -> None:
    book, target = new_sheet(sheet.title or "")
    append_rows(target, _with_notes(sheet, told))
    book.save(out_path)


def _with_notes(sheet: Sheet, told: Mapping[int, str]) -> Iterator[list[CellValue]]:
    """The rows, each with its note one column to the right of the widest row."""
    width = max((len(row) for _, row in sheet.rows()), default=0)
    for number, row in sheet.rows():
        note = told.get(number)
        yield [*row, *[None] * (width - len(row)), note] if note else row


def _annotate_with_formats(sheet: WorkbookSheet, sheet_path: Path, out_path: Path, told: Mapping[int, str]) -> bool:
    """Whether it could be done: the writer that keeps formats fails on small errors that the fast reader passes over."""
    if sheet.format is not SheetFormat.XLSX or sheet_path.stat().st_size > MOST_WITH_FORMATS:
        return False
    from openpyxl import load_workbook  # loaded by who hands a list back: most commands do not

    try:
        with sheet_path.open("rb") as file:  # not by path: a kept file has no ending
            book = load_workbook(file)
        target = book[sheet.title or ""]
        _write_notes(target, sheet, told)
        book.save(out_path)
    except Exception:  # of any kind, out of the depths of foreign styles; the plain copy loses colours, never a cell
        return False
    return True


def _write_notes(target: Worksheet, sheet: WorkbookSheet, told: Mapping[int, str]) -> None:
    from openpyxl.cell import Cell  # loaded by who hands a list back: most commands do not
    from openpyxl.utils import get_column_letter

    merged = (each.max_col for each in target.merged_cells.ranges)
    column = max([sheet.layout.last_column, *merged]) + 1
    for (_, row), cells in zip(sheet.rows(), target.iter_rows(max_row=sheet.layout.last_row), strict=True):
        _settle_formulas(row, cells)
    for number, note in told.items():
        cell = target.cell(number, column)
        assert isinstance(cell, Cell)  # right of every merged range
        _set_text(cell, note)
    target.column_dimensions[get_column_letter(column)].width = _NOTE_WIDTH


def _settle_formulas(row: list[CellValue], cells: tuple[object, ...]) -> None:
    from openpyxl.cell import Cell  # loaded by who hands a list back: most commands do not

    for value, cell in zip(row, cells, strict=False):  # the sheet may have coloured cells further right
        if isinstance(cell, Cell) and cell.data_type == "f" and value is not None:
            if isinstance(value, str):
                _set_text(cell, value)
            else:
                cell.value = value


def _set_text(cell: Cell, text: str) -> None:
    as_text(cell, fitting(text))
