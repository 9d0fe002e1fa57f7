"""What the XML of a worksheet says and the fast reader does not tell: its used area, hidden rows, formulas without a value.

The used area is asked before the fast reader is: that one fills the whole rectangle between the first and the last cell in memory.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from xml.parsers import expat

_PIECE = 1 << 18
_DIGITS = "0123456789"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Unreadable(Exception):
    """The XML is not that of a worksheet."""


@dataclass(slots=True)
class Layout:
    """The last row and column in use (0 where nothing is), hidden rows, and the addresses of formulas without a value."""

    last_row: int = 0
    last_column: int = 0
    hidden_rows: list[int] = field(default_factory=list)
    uncalculated: list[str] = field(default_factory=list)


def layouts(path: Path, titles: Sequence[str]) -> dict[str, Layout]:
    """The layouts of the worksheets with these titles."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = _parts(archive)
            return {title: _layout(archive, parts[title]) for title in titles}
    except (KeyError, ValueError, ElementTree.ParseError, expat.ExpatError, zipfile.BadZipFile) as error:
        raise Unreadable from error


def column_number(letters: str) -> int:
    """`A` → 1, `Z` → 26, `AA` → 27; a ValueError for anything else."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            raise ValueError(letters)
        number = number * 26 + ord(letter) - 64
    return number


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet title → its part in the archive."""
    relations = {
        each.attrib["Id"]: posixpath.normpath(posixpath.join("/xl", each.attrib["Target"])).lstrip("/")
        for each in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        if "Target" in each.attrib and "Id" in each.attrib
    }
    sheets = [each for each in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter() if _local(each.tag) == "sheet"]
    return {each.attrib["name"]: relations[_relation(each)] for each in sheets}


def _relation(sheet: ElementTree.Element) -> str:
    """The sheet's relation, in the common or in the strict namespace."""
    return sheet.attrib.get(_RELATION) or next(value for key, value in sheet.attrib.items() if _local(key) == "id")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _layout(archive: zipfile.ZipFile, part: str) -> Layout:
    with archive.open(part) as stream:
        return _Scan().of(stream)


class _Scan:
    """One walk through the XML of a worksheet. Its handlers run for each of millions of elements: the frequent ones come first."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.letters: set[str] = set()
        self.digits = "0"  # row of the cell used last
        self.prefix, self.address = "", ""  # of the cell the walk is in
        self.formula = ""  # address of a formula whose value has not been seen yet
        self.has_formula = self.is_value = False  # the cell, the text that comes
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start

    def of(self, stream: IO[bytes]) -> Layout:
        """The layout of the worksheet in `stream`."""
        while piece := stream.read(_PIECE):
            self.parser.Parse(piece, False)
        self.parser.Parse(b"", True)
        self._settle()
        self.layout.last_column = max(map(column_number, self.letters), default=0)
        return self.layout

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        prefix, name = "", tag
        if ":" in tag:
            prefix, _, name = tag.rpartition(":")
        if name == "c":
            if self.has_formula:
                self._settle()
            self.prefix, self.address = prefix, attributes.get("r", "")
        elif name == "v" or name == "is":
            self._use()
        elif name == "f" and prefix == self.prefix:  # rules of colouring hold an f of another namespace
            self._use()
            self.formula, self.has_formula, self.is_value = self.address, True, False
            self.parser.CharacterDataHandler = self._text
        elif name == "row" and attributes.get("hidden") in ("1", "true"):
            self.layout.hidden_rows.append(int(attributes["r"]))

    def _use(self) -> None:
        """A cell that holds something; one that is merely coloured is not in use."""
        self.is_value = True
        letters = self.address.rstrip(_DIGITS)
        self.letters.add(letters)
        digits = self.address[len(letters) :]
        if digits != self.digits:
            self.digits = digits
            self.layout.last_row = max(self.layout.last_row, int(digits))  # without an address the place could only be guessed

    def _text(self, text: str) -> None:
        if self.is_value and text.strip():
            self.formula = ""

    def _settle(self) -> None:
        """A cell with a formula is over: one that is still open was never calculated."""
        if self.formula:
            self.layout.uncalculated.append(self.formula)
        self.formula, self.has_formula = "", False
        self.parser.CharacterDataHandler = None
