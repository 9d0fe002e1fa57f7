"""What people may attach: a few kinds of file, each known by its first bytes, never by its name alone.

Office files are looked into for macros. Old office files (doc, xls) are not taken: whether they hold any cannot be told with certainty.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.refusals import Refusal
from dukou.kit.core.texts import clean

MOST_BYTES = 20 << 20
LONGEST_NAME = 120
_HEAD = 4096
_NOT_TAKEN = Label("没有上传“{name}”", "“{name}” was not taken")


class FileKind(LabelledEnum):
    """The kinds of file that are taken."""

    PDF = "pdf", "PDF 文件", "PDF file"
    JPEG = "jpeg", "JPEG 图片", "JPEG picture"
    PNG = "png", "PNG 图片", "PNG picture"
    WEBP = "webp", "WebP 图片", "WebP picture"
    DOCX = "docx", "Word 文档", "Word document"
    XLSX = "xlsx", "Excel 工作簿", "Excel workbook"
    TEXT = "text", "文本文件", "text file"


class AttachmentNameOdd(Refusal):
    """A file's name is a plain name: what turns its reading direction makes exe look like pdf."""

    code = "kit.attachment_name_odd"
    what = _NOT_TAKEN
    why = Label("文件名为空、过长，或含有看不见的字符或路径", "its name is empty, too long, or holds invisible signs or a path")
    cure = Label("改一个简短的文件名再传", "give it a short plain name and send it again")


class AttachmentEmpty(Refusal):
    """An empty file is mostly an upload that broke off."""

    code = "kit.attachment_empty"
    what = _NOT_TAKEN
    why = Label("文件是空的", "the file is empty")
    cure = Label("检查文件后重传", "check the file and send it again")


class AttachmentTooLarge(Refusal):
    """More than is kept."""

    code = "kit.attachment_too_large"
    status = 413
    what = _NOT_TAKEN
    why = Label("文件有 {size:.1f} MB，最多 {most:.0f} MB", "it has {size:.1f} MB; at most {most:.0f} MB are taken")
    cure = Label("压缩图片，或分成几个文件", "make pictures smaller, or split it")


class AttachmentKindNotTaken(Refusal):
    """Only a few kinds are taken."""

    code = "kit.attachment_kind_not_taken"
    status = 415
    what = _NOT_TAKEN
    why = Label("不收“{ending}”文件", "files ending in “{ending}” are not taken")
    cure = Label("另存为 PDF、JPG、PNG、DOCX、XLSX 或 TXT 再传", "save it as PDF, JPG, PNG, DOCX, XLSX or TXT")


class AttachmentMislabelled(Refusal):
    """A file is what its name says."""

    code = "kit.attachment_mislabelled"
    status = 415
    what = _NOT_TAKEN
    why = Label("文件名说是{said}，内容却不是", "its name says {said}, its content is none")
    cure = Label("打开文件核对，用原来的程序另存后再传", "open it, save it anew with the program it is from, and send that")


class AttachmentHasMacros(Refusal):
    """Nothing that runs is taken."""

    code = "kit.attachment_has_macros"
    status = 415
    what = _NOT_TAKEN
    why = Label("文件里有宏或嵌入的程序", "it holds macros or embedded programs")
    cure = Label("另存为不带宏的 DOCX、XLSX，或 PDF", "save it without macros as DOCX, XLSX or PDF")


class AttachmentDamaged(Refusal):
    """An office file that does not open helps nobody."""

    code = "kit.attachment_damaged"
    what = _NOT_TAKEN
    why = Label("文件已损坏或加密，打不开", "it is damaged or encrypted")
    cure = Label("去掉密码，或重新保存后再传", "take the password off, or save it anew")


@dataclass(frozen=True, slots=True)
class Judged:
    """A file that is taken: its name as it is kept, and its kind."""

    name: str
    kind: FileKind


def judge_attachment(name: str, size: int, stream: IO[bytes], most: int = MOST_BYTES) -> Judged:
    """What the file is; refused where it is not taken. `stream` stands where it stood before, whatever comes of it.

    Size and name are judged before a byte is read.
    """
    kind = _kind_by_name(name)
    if size == 0:
        raise AttachmentEmpty(name=name)
    if size > most:
        raise AttachmentTooLarge(name=name, size=size / (1 << 20), most=most / (1 << 20))
    stands = stream.tell()
    try:
        _check_content(kind, name, stream)
    finally:
        stream.seek(stands)
    return Judged(name, kind)


def _kind_by_name(name: str) -> FileKind:
    if not name.strip() or len(name) > LONGEST_NAME or clean(name).oddities or not name.isprintable() or set(name) & set("/\\:"):
        raise AttachmentNameOdd(name=clean(name).text[:LONGEST_NAME] or "?")
    _, dot, ending = name.rpartition(".")
    kind = _ENDINGS.get(ending.lower()) if dot else None
    if kind is None:
        raise AttachmentKindNotTaken(name=name, ending=f".{ending}" if dot else "")
    return kind


def _check_content(kind: FileKind, name: str, stream: IO[bytes]) -> None:
    if kind in _PARTS:
        _check_office(kind, name, stream)
    elif not _IS[kind](stream.read(_HEAD)):
        raise AttachmentMislabelled(name=name, said=kind.label)


def _check_office(kind: FileKind, name: str, stream: IO[bytes]) -> None:
    start = stream.tell()
    if not stream.read(4).startswith(b"PK\x03\x04"):
        raise AttachmentMislabelled(name=name, said=kind.label)
    stream.seek(start)
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, ValueError) as error:
        raise AttachmentDamaged(name=name) from error
    if any(part.flag_bits & 1 for part in parts):
        raise AttachmentDamaged(name=name)
    inside = {part.filename.lower() for part in parts}
    if _PARTS[kind] not in inside:
        raise AttachmentMislabelled(name=name, said=kind.label)
    if any(part.endswith(_RUNS) or "/activex/" in part or "/embeddings/oleobject" in part for part in inside):
        raise AttachmentHasMacros(name=name)


def _is_text(head: bytes) -> bool:
    """Text of UTF-8 or GB 18030 that is neither a page nor a script. The head may end in the middle of a character."""
    if b"\0" in head or head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        return False
    return any(_decodes(head, encoding) for encoding in ("utf-8", "gb18030"))


def _decodes(head: bytes, encoding: str) -> bool:
    for cut in range(4):
        try:
            head[: len(head) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


_ENDINGS = {
    "pdf": FileKind.PDF,
    "jpg": FileKind.JPEG,
    "jpeg": FileKind.JPEG,
    "png": FileKind.PNG,
    "webp": FileKind.WEBP,
    "docx": FileKind.DOCX,
    "xlsx": FileKind.XLSX,
    "txt": FileKind.TEXT,
    "csv": FileKind.TEXT,
}
_IS: dict[FileKind, Callable[[bytes], bool]] = {
    FileKind.PDF: lambda head: head.startswith(b"%PDF-"),
    FileKind.JPEG: lambda head: head.startswith(b"\xff\xd8\xff"),
    FileKind.PNG: lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"),
    FileKind.WEBP: lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP",
    FileKind.TEXT: _is_text,
}
_PARTS = {FileKind.DOCX: "word/document.xml", FileKind.XLSX: "xl/workbook.xml"}
_RUNS = ("vbaproject.bin", "vbadata.xml", ".exe", ".dll", ".js", ".vbs", ".ps1", ".bat", ".cmd")
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<script", b"<svg", b"<?xml", b"<?php", b"#!", b"mz")
