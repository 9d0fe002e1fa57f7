"""Lists that people take home. Text that a spreadsheet program would run as a formula is kept from running."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain, islice
from typing import IO, TYPE_CHECKING
from unicodedata import east_asian_width

from dukou.kit.sheets.refusals import TooManyRows
from dukou.kit.sheets.sheet import CellValue

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Written = CellValue | Decimal

MOST_ROWS = 1_048_576
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # how text begins that is run as a formula (OWASP, CSV injection)
_EXACT = 2**53
_LONGEST_TEXT = 32_767  # of a cell in a workbook
_SAMPLE = 100
_NARROWEST, _WIDEST = 8, 60


def write_csv(out: IO[bytes], heads: Sequence[str], rows: Iterable[Sequence[Written]]) -> int:
    """Write a CSV in UTF-8 with its mark, by which spreadsheet programs know the Chinese; returns the number of rows below the heads."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    writer, count = csv.writer(text), -1  # the heads are no row of the list
    for row in chain([heads], rows):
        writer.writerow([_plain(cell) for cell in row])
        count += 1
    text.detach()  # flushed; `out` stays open for its owner
    return count


def write_xlsx(out: IO[bytes], title: str, heads: Sequence[str], rows: Iterable[Sequence[Written]]) -> int:
    """Write a workbook of one sheet, its heads frozen; returns the number of rows below them.

    Text stays text, also codes of digits; numbers are numbers (whole ones beyond 2**53 text, for a spreadsheet would drop digits);
    dates are dates, without a time zone. Streams: only the first rows are looked at for the widths of columns.
    """
    from openpyxl.utils import get_column_letter  # loaded by who writes a workbook: most commands do not

    book, sheet = new_sheet(title)
    coming = iter(rows)
    first = list(islice(coming, _SAMPLE))
    for index, width in enumerate(_widths([heads, *first]), 1):
        sheet.column_dimensions[get_column_letter(index)].width = width  # type: ignore[attr-defined]  # missing in the stubs
    sheet.freeze_panes = "A2"
    count = append_rows(sheet, chain([heads], first, coming)) - 1
    book.save(out)
    return count


def new_sheet(title: str) -> tuple[Workbook, WriteOnlyWorksheet]:
    """A workbook that is written row by row, and its one sheet; what a title may not hold is left out of it."""
    from openpyxl import Workbook  # loaded by who writes a workbook: most commands do not

    book = Workbook(write_only=True)
    plain = "".join(each for each in title if each not in "[]:*?/\\" and each.isprintable()).strip(" '")
    sheet = book.create_sheet(plain[:31] or "1")
    return book, sheet


def append_rows(sheet: WriteOnlyWorksheet, rows: Iterable[Sequence[Written]]) -> int:
    """Write rows below one another; returns how many there are. Where it fails, the half-written part does not stay on the disk."""
    count = 0
    try:
        for count, row in enumerate(rows, 1):
            if count > MOST_ROWS:
                raise TooManyRows(limit=f"{MOST_ROWS:,}")
            sheet.append(list(_cells(sheet, row)))
    except BaseException:
        sheet.close()
        sheet._writer.cleanup()  # type: ignore[attr-defined]  # the only way to its draft on the disk
        raise
    return count


def runs(text: str) -> bool:
    """Whether a spreadsheet program would take the text for a formula."""
    return text.startswith(_RUNS)


def harmless(text: str) -> str:
    """The text with an apostrophe in front where it would run as a formula in a CSV."""
    return f"'{text}" if runs(text) else text


def fitting(text: str) -> str:
    """The text as a workbook can hold it: control characters as �, what is too long cut with an ellipsis."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # loaded by who writes a workbook: most commands do not

    held = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text)
    return held if len(held) <= _LONGEST_TEXT else held[: _LONGEST_TEXT - 1] + "…"


def _plain(cell: Written) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case str():
            return harmless(cell)
        case datetime():
            return cell.isoformat(" ")
        case Decimal():
            return f"{cell:f}"  # 1000, not 1E+3
        case _:
            return str(cell)


def _cells(sheet: WriteOnlyWorksheet, row: Sequence[Written]) -> Iterator[Written | Cell]:
    from openpyxl.cell import WriteOnlyCell  # loaded by who writes a workbook: most commands do not

    for cell in row:
        if isinstance(cell, int) and abs(cell) > _EXACT:
            yield str(cell)
        elif isinstance(cell, str):
            text = fitting(cell)
            yield as_text(WriteOnlyCell(sheet), text) if runs(text) or text.startswith("#") else text
        else:
            yield cell


def as_text(cell: Cell, text: str) -> Cell:
    """Make the cell hold the text as text, now and when someone edits it: neither `=…` nor `#N/A` means anything."""
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _widths(rows: Sequence[Sequence[Written]]) -> list[int]:
    """Widths of columns for what stands in the first rows; a Chinese character is two wide."""
    columns = max((len(row) for row in rows), default=0)
    longest = [max((_width(row[index]) for row in rows if index < len(row)), default=0) for index in range(columns)]
    return [min(max(width + 2, _NARROWEST), _WIDEST) for width in longest]


def _width(cell: Written) -> int:
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in _plain(cell)[:_WIDEST])
