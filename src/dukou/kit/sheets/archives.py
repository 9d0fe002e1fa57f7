"""What an xlsx unfolds to, measured before anything reads it."""

from __future__ import annotations

import copy
import zipfile
import zlib
from pathlib import Path

from dukou.kit.core.labels import Label
from dukou.kit.sheets.refusals import Damaged, Encrypted, ZipBomb

MOST_UNPACKED = 1 << 30
MOST_RATIO, RATIO_COUNTS_FROM = 200, 64 << 20
MOST_PARTS = 10_000
_PIECE = 1 << 20


def check_archive(path: Path, name: str, *, most_unpacked: int = MOST_UNPACKED, ratio_counts_from: int = RATIO_COUNTS_FROM) -> None:
    """Refuse an archive that is damaged, encrypted, or unfolds beyond reason by what it declares or by what it holds."""
    packed = path.stat().st_size
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise Encrypted(name=name)
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most_unpacked:
                raise ZipBomb(name=name)
            unpacked = 0
            for part in parts:
                unpacked += _unpacked(archive, part, most_unpacked - unpacked, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise Damaged(name=name, part=Label("压缩包损坏", "the archive is damaged")) from error
    if unpacked > ratio_counts_from and unpacked > MOST_RATIO * packed:
        raise ZipBomb(name=name)


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limit: int, name: str) -> int:
    """The bytes that one part really unfolds to. The declared size is set aside, for the reader would stop there."""
    undeclared = copy.copy(part)
    undeclared.file_size = limit + 2 * _PIECE  # never reached: it would pass for the end of the part
    size = 0
    with archive.open(undeclared) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > limit:
                raise ZipBomb(name=name)
    return size
