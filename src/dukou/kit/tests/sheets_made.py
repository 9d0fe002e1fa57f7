"""Files for the tests of sheets, made on the spot: workbooks by openpyxl, and an old xls byte by byte, for nothing here writes one."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dukou.kit.sheets.reading import open_sheet
from dukou.kit.sheets.sheet import Row

_SECTOR = 512
_FREE, _CHAIN_END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def written(folder: Path, name: str, content: bytes) -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content)
    return path


def workbook(folder: Path, fill: Callable[[Worksheet], None], name: str = "list.xlsx") -> Path:
    """An xlsx whose first sheet `fill` has filled."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    book.save(folder / name)
    return folder / name


def book_of(sheet: Worksheet) -> Workbook:
    """The workbook a sheet stands in."""
    assert sheet.parent is not None
    return sheet.parent


def rows_of(path: Path, name: str | None = None) -> list[Row]:
    """Everything that is read from the file."""
    return list(open_sheet(path, name or path.name).rows())


def with_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The archive, one part of it changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def old_workbook(rows: Sequence[Sequence[str | float]]) -> bytes:
    """An xls (BIFF8) of one sheet: texts and numbers."""
    cells = b"".join(_cell(number, column, value) for number, row in enumerate(rows) for column, value in enumerate(row))
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + cells + _record(0x000A, b"")
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    end = _record(0x000A, b"")
    offset = len(start) + 13 + len(end)  # the record between them, which says where the sheet begins, has 13 bytes
    listed = _record(0x0085, struct.pack("<IBBBB", offset, 0, 0, 1, 0) + b"1")
    return _compound("Workbook", start + listed + end + sheet)


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return _record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return _record(0x0203, place + struct.pack("<d", value))


def _compound(name: str, stream: bytes) -> bytes:
    """A compound file that holds one stream: header, table of sectors, directory, stream."""
    padded = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")  # shorter streams would live elsewhere
    count = len(padded) // _SECTOR
    chain = [_FAT, _CHAIN_END, *range(3, count + 2), _CHAIN_END]
    assert len(chain) <= 128
    table = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _CHAIN_END, 0, _CHAIN_END, 0) + struct.pack("<109I", 0, *[_FREE] * 108)
    directory = _entry("Root Entry", 5, 1, _CHAIN_END, 0) + _entry(name, 2, _FREE, 2, len(padded)) + bytes(256)
    return header + table + directory + padded


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    spelled = name.encode("utf-16-le") + b"\0\0"
    head = spelled.ljust(64, b"\0") + struct.pack("<HBB", len(spelled), kind, 1) + struct.pack("<III", _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
