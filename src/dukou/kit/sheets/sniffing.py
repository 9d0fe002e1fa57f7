"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import mmap
import zipfile
from dataclasses import dataclass
from pathlib import Path

from dukou.kit.core.labels import Label
from dukou.kit.sheets.sheet import SheetFormat

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # the container of xls, et, doc and of encrypted xlsx
_SIGNATURES = (
    (b"%PDF", Label("PDF 文件", "a PDF file")),
    (b"Rar!", Label("RAR 压缩包", "a RAR archive")),
    (b"7z\xbc\xaf", Label("7z 压缩包", "a 7z archive")),
    (b"\x1f\x8b", Label("gzip 压缩包", "a gzip archive")),
    (b"\x89PNG", Label("图片", "a picture")),
    (b"\xff\xd8\xff", Label("图片", "a picture")),
)
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<meta", b"<style", b"<table", b"<div", b"<?xml")
_TEXT_MARKS = (b"\xff\xfe", b"\xfe\xff")  # UTF-16 holds bytes 0 and is still text


@dataclass(frozen=True, slots=True)
class Seen:
    """What the content looks like: a kind of sheet, or nothing that is read, in words."""

    format: SheetFormat | None
    label: Label
    is_encrypted: bool = False


def seen_in(path: Path) -> Seen:
    """What the file holds by its content alone. A damaged archive passes for the workbook it may have been."""
    with path.open("rb") as file:
        head = file.read(512)
    if head.startswith(_ZIP):
        return _seen_in_archive(path)
    if head.startswith(_COMPOUND):
        return _seen_in_compound(path)
    for signature, label in _SIGNATURES:
        if head.startswith(signature):
            return Seen(None, label)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        return Seen(None, Label("网页（HTML）", "a web page (HTML)"))
    if b"\0" in head and not head.startswith(_TEXT_MARKS):
        return Seen(SheetFormat.CSV, Label("不是文本的未知文件", "an unknown file that is no text"))
    return Seen(SheetFormat.CSV, SheetFormat.CSV.label)


def _seen_in_archive(path: Path) -> Seen:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return Seen(SheetFormat.XLSX, Label("损坏的压缩包", "a damaged archive"))
    if "xl/workbook.xml" in names:
        return Seen(SheetFormat.XLSX, SheetFormat.XLSX.label)
    for part, label in (
        ("xl/workbook.bin", Label("xlsb 工作簿", "an xlsb workbook")),
        ("word/document.xml", Label("Word 文件", "a Word file")),
        ("mimetype", Label("OpenDocument 文件", "an OpenDocument file")),
    ):
        if part in names:
            return Seen(None, label)
    return Seen(None, Label("压缩包（zip）", "a zip archive"))


def _seen_in_compound(path: Path) -> Seen:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        held = {name for name in ("EncryptedPackage", "Workbook", "Book", "WordDocument") if content.find(name.encode("utf-16-le")) >= 0}
    if "EncryptedPackage" in held:
        return Seen(None, Label("加密的工作簿", "an encrypted workbook"), is_encrypted=True)
    if held & {"Workbook", "Book"}:
        return Seen(SheetFormat.XLS, SheetFormat.XLS.label)
    if "WordDocument" in held:
        return Seen(None, Label("旧版 Word 文件", "an old Word file"))
    return Seen(None, Label("不是表格的 Office 文件", "an office file that is no sheet"))
