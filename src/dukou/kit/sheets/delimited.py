"""CSV as offices save it: UTF-8 or GB18030, commas, semicolons or tabs, lines within quotes. Read in a stream."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from dukou.kit.core.labels import Label
from dukou.kit.sheets.encodings import encoding_of
from dukou.kit.sheets.refusals import TooManyColumns, UnclosedQuote
from dukou.kit.sheets.sheet import MOST_COLUMNS, CellValue, Progress, Row, Sheet, SheetFormat, trimmed

SEPARATORS = (",", ";", "\t")
_SAMPLE = 1 << 16
_END = "\0end"  # no text that is read holds a character 0
_ROWS_BETWEEN_REPORTS = 2_000


@dataclass(frozen=True)
class DelimitedSheet(Sheet):
    """A CSV file on disk."""

    path: Path = field(kw_only=True)

    def rows(self, on_progress: Progress | None = None) -> Iterator[Row]:
        """As `Sheet.rows`; a record is one row, also where it spans lines."""
        size, number, ended = self.path.stat().st_size, 0, list[bool]()
        with self.path.open("rb") as raw, io.TextIOWrapper(raw, encoding=self.encoding, newline="") as text:
            try:
                for number, cells in enumerate(csv.reader(chain(text, _end(ended)), delimiter=self.separator or ","), 1):
                    if ended:
                        break
                    row = trimmed([cell or None for cell in cells])
                    if len(row) > MOST_COLUMNS:
                        raise TooManyColumns(name=self.name, place=_row(number), columns=len(row), limit=MOST_COLUMNS)
                    yield number, row
                    if on_progress and number % _ROWS_BETWEEN_REPORTS == 0:
                        on_progress(raw.tell(), size)
            except csv.Error as error:  # a cell beyond the reader's limit: the text after a quote that nobody closed
                raise UnclosedQuote(name=self.name, row=number + 1) from error
            if cells != [_END]:  # an open quote has swallowed the end
                raise UnclosedQuote(name=self.name, row=number)
        if on_progress:
            on_progress(size, size)


def open_delimited(path: Path, name: str) -> DelimitedSheet:
    """The CSV file at `path`, once all of it has been decoded and its separator is known."""
    encoding = encoding_of(path, name)
    return DelimitedSheet(SheetFormat.CSV, name, encoding=encoding, separator=_separator_of(path, encoding), path=path)


def _separator_of(path: Path, encoding: str) -> str:
    """The separator that cuts the beginning into the most cells in rows of one width; a comma when in doubt."""
    with path.open("rb") as file:
        raw = file.read(_SAMPLE)
    sample = raw.decode(encoding, errors="ignore")  # the cut may run through a character
    return max(SEPARATORS, key=lambda separator: _agreement(sample, separator))


def _agreement(sample: str, separator: str) -> int:
    """Of the rows with the commonest width: how many separators they hold."""
    try:
        widths = Counter(len(row) - 1 for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if len(row) > 1)
    except csv.Error:
        return 0
    return max((more * rows for more, rows in widths.items()), default=0)


def _end(ended: list[bool]) -> Iterator[str]:
    """A last line of our own: it comes back as a row of its own, unless a quote is still open."""
    ended.append(True)
    yield _END


def _row(number: int) -> Label:
    return Label(f"第 {number} 行", f"row {number}")


def cells_as_text(row: list[CellValue]) -> list[str]:
    """A row of a CSV as it is written again."""
    return ["" if cell is None else str(cell) for cell in row]
