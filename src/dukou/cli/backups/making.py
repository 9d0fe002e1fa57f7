"""Making a backup while the server runs: a copy of one moment, proven, packed, proven again, and only then given its name."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from dukou.audit.actions import record
from dukou.cli.backups import manifests
from dukou.cli.backups.archives import must_have_room, unpack, write_archive
from dukou.cli.backups.evidence import PAGES, DatabaseUnsound, evidence_of
from dukou.cli.backups.manifests import FORMAT, Manifest, Member, kept_name
from dukou.kit.core.actors import Actor
from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label, same
from dukou.kit.core.refusals import Refusal
from dukou.kit.files import hashed, kept
from dukou.kit.output import Step

_AT_ONCE = 4096  # copied between two looks at the progress bar: 16 MB


class BackupIsThere(Refusal):
    """A backup never takes the place of another."""

    code = "cli.backup_is_there"
    what = Label("没有备份到“{file}”", "no backup was written to “{file}”")
    why = Label("那里已有一个文件", "a file is there already")
    cure = Label("换一个名字，例如带上日期", "choose another name, such as one with the date")


class CannotWriteBackup(Refusal):
    """The place for the backup cannot be written to."""

    code = "cli.cannot_write_backup"
    what = Label("没有备份到“{file}”", "no backup was written to “{file}”")
    why = Label("不能写入该目录：{said}", "its folder cannot be written to: {said}")
    cure = Label("先建立目录，检查权限，或换一个地方", "make the folder, see to its rights, or choose another place")


class UsePgDump(Refusal):
    """PostgreSQL has its own tool for this, and it is better than ours."""

    code = "cli.use_pg_dump"
    what = Label("没有备份或恢复", "nothing was backed up or restored")
    why = Label("这个数据目录的数据库是 PostgreSQL", "the database of this home is PostgreSQL")
    cure = Label(
        "用 pg_dump 备份数据库、pg_restore 恢复，并另存数据目录里的 uploads、home.json 和 secret_key",
        "use pg_dump and pg_restore for the database, and put aside uploads, home.json and secret_key of the home",
    )


class KeptFileChanged(Refusal):
    """A kept file is named after its content; one that is not that content any more would be restored as a lie."""

    code = "cli.kept_file_changed"
    what = Label("没有备份", "no backup was written")
    why = Label("收到的文件“{name}”的内容已不是原来的内容", "the kept file “{name}” has no longer the content that was handed in")
    cure = Label("从以前的备份取回这个文件，再备份", "take this file back from an earlier backup, then back up")


class OperatorOnly(Refusal):
    """A backup holds what no single post may see whole. Who holds the machine holds the database anyway."""

    code = "cli.operator_only"
    status = 403
    what = Label("没有备份", "no backup was written")
    why = Label("备份含全部数据，任何一个岗位都不能看全", "it holds all data, which no single post may see whole")
    cure = Label("由服务器的操作员在命令行办理，不加 --as", "let the operator of the machine do it on the command line, without --as")


def must_be_sqlite() -> None:
    """Refuse a home on PostgreSQL."""
    if connection.vendor != "sqlite":
        raise UsePgDump()


def back_up(*, by: Actor, home: Home, file: Path, with_secret_key: bool, step: Step, now: datetime | None = None) -> Manifest:
    """Write a backup of the home to `file`, which must not be there. It appears whole or not at all; the trail says that it was made.

    What was acknowledged before `made_at` is in it. The server goes on: readers and writers do not wait for the copy.
    """
    must_be_sqlite()
    if by.kind == "person":
        raise OperatorOnly()
    moment = now or timezone.now()
    with _workshop(file) as folder:
        must_have_room(folder, 2 * home.database.stat().st_size)
        copy = folder / manifests.DATABASE
        try:
            _copy_database(home.database, copy, step)
        except sqlite3.DatabaseError as error:
            raise DatabaseUnsound(database=home.database, test=PAGES, said=same(error)) from error
        sources = {manifests.DATABASE: copy, **_files_of(home, with_secret_key)}
        must_have_room(folder, sum(path.stat().st_size for path in sources.values()))
        manifest = _manifest(copy, sources, moment, step)
        draft = folder / "draft"
        write_archive(draft, manifest, sources, step)
        unpack(draft, lambda member: None, step)
        give_name(draft, file)
        _sync(file.parent)
    _say_in_trail(by, home, manifest, moment)
    return manifest


@contextmanager
def _workshop(file: Path) -> Iterator[Path]:
    """A folder beside `file` that only its owner may enter; gone at the end. What a kill leaves of it is no backup and says so."""
    _must_be_free(file)
    try:
        folder = tempfile.TemporaryDirectory(prefix=f"{file.name}.unfinished-", dir=file.parent)
    except OSError as error:
        raise CannotWriteBackup(file=file, said=error.strerror) from error
    with folder as name:
        yield Path(name)


def _must_be_free(file: Path) -> None:
    if file.exists():
        raise BackupIsThere(file=file)


def give_name(draft: Path, file: Path) -> None:
    """Let the finished `draft` appear under its name, unless something took that name meanwhile: of two backups at once one is refused."""
    try:
        os.link(draft, file)  # a rename would take the place of what is there
    except FileExistsError as error:
        raise BackupIsThere(file=file) from error
    except OSError:  # a stick or a share without hard links
        reserve(file)
        draft.replace(file)


def reserve(file: Path) -> None:
    """Take the name with an empty file, where links cannot do it."""
    try:
        file.open("xb").close()
    except FileExistsError as error:
        raise BackupIsThere(file=file) from error


def _copy_database(database: Path, copy: Path, step: Step) -> None:
    """The database as it was at one moment. The reading transaction holds that moment, so that writers do not start the copy anew."""
    with closing(sqlite3.connect(database, isolation_level=None)) as source, closing(sqlite3.connect(copy)) as target:
        source.execute("BEGIN")
        source.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        name = str(Label("数据库", "database"))
        source.backup(target, pages=_AT_ONCE, sleep=0, progress=lambda _, remaining, total: step(name, total - remaining, total))
        source.execute("ROLLBACK")
        target.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it


def _files_of(home: Home, with_secret_key: bool) -> dict[str, Path]:
    """Everything of the home that cannot be made again. It is looked for after the copy: each file that the copy names was there before."""
    files = {kept_name(path.name): path for path in sorted(home.uploads.glob("??/*")) if kept(path.name) == path}
    snapshots = sorted((home.path / manifests.SNAPSHOTS).glob("[0-9]*Z/*"))  # what is only being taken has another name
    files |= {path.relative_to(home.path).as_posix(): path for path in snapshots}
    if home.demo_people_file.exists():
        files[manifests.DEMO_PEOPLE] = home.demo_people_file
    if with_secret_key:
        files[manifests.SECRET_KEY] = home.secret_key_file
    return files | {manifests.HOME_FILE: home.path / manifests.HOME_FILE}


def _manifest(copy: Path, sources: dict[str, Path], moment: datetime, step: Step) -> Manifest:
    evidence = evidence_of(copy)
    members = tuple(_members(sources, step))
    return Manifest(format=FORMAT, program=version("dukou"), made_at=moment.astimezone(UTC), evidence=evidence, members=members)


def _members(sources: dict[str, Path], step: Step) -> Iterator[Member]:
    for done, (name, path) in enumerate(sources.items()):
        step(str(Label("文件", "files")), done, len(sources))
        sha256 = hashed(path)
        if name.startswith(f"{manifests.UPLOADS}/") and sha256 != path.name:
            raise KeptFileChanged(name=path.name)
        yield Member(name=name, size=path.stat().st_size, sha256=sha256)


def _say_in_trail(by: Actor, home: Home, manifest: Manifest, moment: datetime) -> None:
    """A backup is everything in one file: who took it stands in the trail."""
    after = {"events": manifest.evidence.events, "head": manifest.evidence.head, "with_secret_key": manifest.has_secret_key}
    with transaction.atomic():
        record(by=by, act="homes.back_up", subject=("home", home.read().pack), after=after, now=moment)


def _sync(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
