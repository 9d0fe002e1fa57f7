"""The one door for a file that someone brought: what it is, whether it is safe to open, and its rows."""

from __future__ import annotations

from pathlib import Path, PurePath

from dukou.kit.core.labels import Label
from dukou.kit.sheets.delimited import open_delimited
from dukou.kit.sheets.refusals import EmptyFile, Encrypted, NoRows, NotWhatItSays, TooLarge, UnknownKind
from dukou.kit.sheets.sheet import Sheet, SheetFormat
from dukou.kit.sheets.sniffing import seen_in
from dukou.kit.sheets.workbooks import open_workbook

_MB = 1 << 20
_CLAIMS = {
    ".csv": (SheetFormat.CSV,),
    ".xlsx": (SheetFormat.XLSX,),
    ".xls": (SheetFormat.XLS,),
    ".et": (SheetFormat.XLS, SheetFormat.XLSX),  # WPS writes both under this name
}
_MOST_BYTES = {SheetFormat.CSV: 1 << 30, SheetFormat.XLSX: 64 * _MB, SheetFormat.XLS: 64 * _MB}
_SAVE_AGAIN = Label("用表格软件打开，另存为 .xlsx", "open it in the spreadsheet program and save it as .xlsx")


def open_sheet(path: Path, name: str) -> Sheet:
    """The sheet in the file at `path`, which its sender calls `name`: the name's ending is a claim that is checked.

    Refused: what is no sheet or another kind than it says, what is too large, damaged, encrypted or folded up beyond reason, text in
    an encoding other than UTF-8 and GB18030, and a file without a filled cell.
    """
    format = _format_of(path, name)
    if format is not SheetFormat.CSV:
        return open_workbook(path, name, format)
    sheet = open_delimited(path, name)
    if not any(row for _, row in sheet.rows()):
        raise NoRows(name=name)
    return sheet


def _format_of(path: Path, name: str) -> SheetFormat:
    """The kind that both the name and the content say."""
    claims = _CLAIMS.get(PurePath(name).suffix.lower())
    if claims is None:
        raise UnknownKind(name=name)
    size = path.stat().st_size
    if size == 0:
        raise EmptyFile(name=name)
    limit = _MOST_BYTES[claims[0]]
    if size > limit:
        raise TooLarge(name=name, size=-(-size // _MB), limit=limit // _MB)
    seen = seen_in(path)
    if seen.is_encrypted:
        raise Encrypted(name=name)
    if seen.format not in claims:
        raise NotWhatItSays(name=name, claimed=claims[0].label, seems=seen.label, way=_way(seen.format))
    return seen.format


def _way(seen: SheetFormat | None) -> Label:
    if seen is None:
        return _SAVE_AGAIN
    return Label(f"把文件名的结尾改成 .{seen}，或另存为 .xlsx", f"let its name end in .{seen}, or save it as .xlsx")
