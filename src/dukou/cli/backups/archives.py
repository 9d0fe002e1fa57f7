"""The file itself: a gzipped tar whose first member is the manifest. It is read by hand, member by member; nothing else is taken out."""

from __future__ import annotations

import gzip
import hashlib
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO

from dukou.cli.backups.manifests import MANIFEST, Manifest, Member, NotABackup, read_manifest
from dukou.kit.core.labels import Label, same
from dukou.kit.core.refusals import Refusal
from dukou.kit.output import Step

_PIECE = 1 << 20
_LARGEST_MANIFEST = 1 << 26
_LEVEL = 1  # of gzip: level 6 takes nearly three times as long for a file a tenth smaller
_CANNOT_BE_READ = (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError)
_PACKING, _PROVING = Label("写入", "packing"), Label("核对", "proving")


class BackupDamaged(Refusal):
    """A backup that is not what it says of itself is of no use; nothing of it is kept."""

    code = "cli.backup_damaged"
    what = Label("备份“{file}”不能用", "the backup “{file}” is of no use")
    why = Label("{member}：{said}", "{member}: {said}")
    cure = Label("换一个较早的备份；复制来的，请重新复制并核对", "take another backup; if this one was copied, copy it again and check it")


class NoRoom(Refusal):
    """The disk is asked before it is full."""

    code = "cli.no_room"
    what = Label("没有写入“{folder}”", "nothing was written to “{folder}”")
    why = Label("需要 {needed} MB，只剩 {free} MB", "{needed} MB are needed and {free} MB are free")
    cure = Label("腾出空间，或换一个地方", "make room, or choose another place")


def write_archive(draft: Path, manifest: Manifest, sources: Mapping[str, Path], step: Step) -> None:
    """Write manifest and members to `draft`, a name that is free, and onto the disk; only its owner may read it."""
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        with gzip.GzipFile("", "wb", _LEVEL, file, 0) as packed, tarfile.open(fileobj=packed, mode="w|") as archive:
            text, when = manifest.written(), int(manifest.made_at.timestamp())
            archive.addfile(_header(MANIFEST, len(text), when), BytesIO(text))
            for done, member in enumerate(manifest.members):
                step(str(_PACKING), done, len(manifest.members))
                with sources[member.name].open("rb") as source:
                    archive.addfile(_header(member.name, member.size, when), source)
        file.flush()
        os.fsync(file.fileno())


def manifest_of(file: Path) -> Manifest:
    """What the backup says of itself; no more of it is read."""
    with _opened(file) as (archive, _):
        return _manifest(archive, file)


def unpack(file: Path, take: Callable[[Member], Path | None], step: Step) -> Manifest:
    """Read the whole backup and prove every member by size and SHA-256; those for which `take` gives a path are written there.

    Refused at the first thing that is not as the manifest says; what was written until then is the caller's to clear away.
    """
    with _opened(file) as (archive, packed):
        manifest = _manifest(archive, file)
        for done, member in enumerate(manifest.members):
            step(str(_PROVING), done, len(manifest.members))
            _take(archive, member, take(member), file)
        if archive.next() is not None or _has_more(packed):
            raise BackupDamaged(file=file, member=MANIFEST, said=Label("后面还有它没有列出的内容", "more follows than it lists"))
    return manifest


def must_have_room(folder: Path, needed: int) -> None:
    """Refuse where the disk of `folder` (which need not be there yet) has not so many bytes free."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    status = os.statvfs(there)
    free = status.f_bavail * status.f_frsize
    if free < needed:
        raise NoRoom(folder=folder, needed=f"{-(-needed // 1_000_000):,}", free=f"{free // 1_000_000:,}")


def _header(name: str, size: int, when: int) -> tarfile.TarInfo:
    header = tarfile.TarInfo(name)
    header.size, header.mtime, header.mode = size, when, 0o600
    return header


@contextmanager
def _opened(file: Path) -> Iterator[tuple[tarfile.TarFile, gzip.GzipFile]]:
    """The archive as a stream, and what it is read from; whatever it cannot be read by is a refusal."""
    try:
        stream = file.open("rb")
    except OSError as error:
        raise NotABackup(file=file, said=error.strerror) from error
    try:
        with stream, gzip.open(stream) as packed, tarfile.open(fileobj=packed, mode="r|") as archive:
            yield archive, packed
    except _CANNOT_BE_READ as error:
        raise BackupDamaged(file=file, member=Label("文件", "the file"), said=same(error or type(error).__name__)) from error


def _has_more(packed: gzip.GzipFile) -> bool:
    """Whether anything but padding follows. Reading to the end also proves the checksum of the whole, and with it the manifest."""
    return any(piece.strip(b"\0") for piece in iter(lambda: packed.read(_PIECE), b""))


def _manifest(archive: tarfile.TarFile, file: Path) -> Manifest:
    first = archive.next()
    if first is None or first.name != MANIFEST or not first.isreg() or first.size > _LARGEST_MANIFEST:
        raise NotABackup(file=file, said=Label("开头没有备份说明", "it does not begin with a manifest"))
    return read_manifest(_content(archive, first).read(), file)


def _take(archive: tarfile.TarFile, member: Member, to: Path | None, file: Path) -> None:
    header = archive.next()
    if header is None or header.name != member.name or not header.isreg() or header.size != member.size:
        raise BackupDamaged(
            file=file, member=member.name, said=Label("缺少，或不是所说的那个文件", "missing, or not the file that is said")
        )
    if _copied(_content(archive, header), to) != member.sha256:
        raise BackupDamaged(file=file, member=member.name, said=Label("内容与其校验值不符", "its content does not fit its hash"))


def _content(archive: tarfile.TarFile, header: tarfile.TarInfo) -> IO[bytes]:
    content = archive.extractfile(header)
    assert content is not None  # a regular file has content
    return content


def _copied(content: IO[bytes], to: Path | None) -> str:
    """The SHA-256 of the content, which is on the disk when this returns where `to` is a path."""
    if to is None:
        return _digest(content, lambda piece: None)
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        sha256 = _digest(content, target.write)
        target.flush()
        os.fsync(target.fileno())
    return sha256


def _digest(content: IO[bytes], use: Callable[[bytes], object]) -> str:
    digest = hashlib.sha256()
    while piece := content.read(_PIECE):
        digest.update(piece)
        use(piece)
    return digest.hexdigest()
