"""Files that people bring are kept under the home by their content: no name from outside ever becomes part of a path."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from django.conf import settings

from dukou.kit.core.attachments import MOST_BYTES, Judged, judge_attachment
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

BROKEN_OFF = timedelta(days=1)  # a file that has grown by nothing for so long is not coming any more
_PIECE = 1 << 20
_COMING = "coming-"
_SHA256 = re.compile(r"[0-9a-f]{64}")


class FileTooLarge(Refusal):
    """More bytes are coming than are kept."""

    code = "files.too_large"
    status = 413
    what = Label("没有保存文件", "the file was not kept")
    why = Label("文件超过 {limit} 字节", "the file has more than {limit} bytes")
    cure = Label("分成几个文件再送", "split it into several files")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept: its content's SHA-256, its size in bytes, and where it stands."""

    sha256: str
    size: int
    path: Path


def keep(stream: IO[bytes], limit: int) -> Kept:
    """Keep what the stream holds from here on, readable by this program's user only; twice the same content is one file.

    It appears under its final name whole or not at all. Refused as soon as more than `limit` bytes have come.
    """
    uploads = _uploads()
    descriptor, draft = tempfile.mkstemp(prefix=_COMING, dir=uploads)  # mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            sha256, size = _copied(stream, file, limit)
            file.flush()
            os.fsync(file.fileno())
        path = _path(uploads, sha256)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        os.replace(draft, path)  # what may be there already has the same content
        _sync_folder(path.parent)
        _sync_folder(uploads)  # its folder may be new too
    finally:
        Path(draft).unlink(missing_ok=True)
    return Kept(sha256, size, path)


@dataclass(frozen=True, slots=True)
class Coming:
    """A file as people attach it: its name as the sender says, how many bytes are announced, and what it holds."""

    name: str
    size: int
    stream: IO[bytes]


def keep_attached(coming: Iterable[Coming]) -> list[tuple[Judged, Kept]]:
    """What was attached, judged and kept, in order: every file is judged before any is kept."""
    judged = [(judge_attachment(each.name, each.size, each.stream), each.stream) for each in coming]
    return [(told, keep(stream, MOST_BYTES)) for told, stream in judged]


def kept(sha256: str) -> Path | None:
    """Where the file with this SHA-256 (64 hexadecimal digits, lower case) stands; None where none is kept."""
    if not _SHA256.fullmatch(sha256):
        return None
    path = _path(_uploads(), sha256)
    return path if path.is_file() else None


def clear_broken_off(now: datetime) -> int:
    """Delete what is left of files whose coming was broken off, by a kill or a power cut; how many. What is still coming stays."""
    until, cleared = (now - BROKEN_OFF).timestamp(), 0
    for draft in _uploads().glob(f"{_COMING}*"):
        try:
            if draft.stat().st_mtime < until:
                draft.unlink()
                cleared += 1
        except FileNotFoundError:  # it has come, or another worker cleared it
            continue
    return cleared


def hashed(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _uploads() -> Path:
    return Path(settings.HOME.uploads)


def _path(uploads: Path, sha256: str) -> Path:
    return uploads / sha256[:2] / sha256


def _copied(stream: IO[bytes], file: IO[bytes], limit: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        if size > limit:
            raise FileTooLarge(limit=f"{limit:,}")
        digest.update(piece)
        file.write(piece)
    return digest.hexdigest(), size


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
