"""The encoding of a text file, known only when all of it has been decoded once; read in pieces, so memory stays flat."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from dukou.kit.sheets.refusals import LineTooLong, NulBytes, UnknownEncoding, Utf16

PIECE = 1 << 20  # also the longest line: within one piece no line can be too long


def encoding_of(path: Path, name: str) -> str:
    """`utf-8`, `utf-8-sig` (with a mark) or `gb18030`. Anything else is refused where it breaks.

    Of two encodings that both break the one that got further is meant: its place is named.
    """
    with path.open("rb") as file:
        head = file.read(3)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Utf16(name=name)
    _must_be_lines(path, name)
    in_utf8 = _breaks_at(path, "utf-8")
    if in_utf8 is None:
        return "utf-8-sig" if head == codecs.BOM_UTF8 else "utf-8"
    in_gb = None if head == codecs.BOM_UTF8 else _breaks_at(path, "gb18030")
    if in_gb is None and head != codecs.BOM_UTF8:
        return "gb18030"
    line, byte = _place(path, max(in_utf8, in_gb or 0))
    raise UnknownEncoding(name=name, line=line, byte=byte)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _must_be_lines(path: Path, name: str) -> None:
    offset = open_line = 0  # open_line: bytes since the last line break
    for piece in _pieces(path):
        if (nul := piece.find(b"\0")) >= 0:
            raise NulBytes(name=name, line=_place(path, offset + nul)[0])
        breaks = [at for at in (piece.find(b"\n"), piece.find(b"\r")) if at >= 0]
        if open_line + (min(breaks) if breaks else len(piece)) > PIECE:
            raise LineTooLong(name=name, line=_place(path, offset)[0])
        last = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
        open_line = len(piece) - 1 - last if breaks else open_line + len(piece)
        offset += len(piece)


def _breaks_at(path: Path, codec: str) -> int | None:
    """The offset of the first byte that the codec cannot read; None where it reads them all."""
    decoder = codecs.getincrementaldecoder(codec)()
    offset, piece = 0, b""
    try:
        for piece in _pieces(path):
            decoder.decode(piece)
            offset += len(piece)
        piece = b""
        decoder.decode(b"", True)
    except UnicodeDecodeError as error:
        held_over = len(error.object) - len(piece)  # the start of a character that the piece before left open
        return offset - held_over + error.start
    return None


def _place(path: Path, offset: int) -> tuple[int, int]:
    """Line and byte within the line, both from 1, of a byte of the file."""
    line, line_start, done = 1, 0, 0
    for piece in _pieces(path):
        before = piece[: max(0, offset - done)]
        line += before.count(b"\n")
        if (last := before.rfind(b"\n")) >= 0:
            line_start = done + last + 1
        done += len(piece)
    return line, offset - line_start + 1
