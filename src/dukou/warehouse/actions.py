"""The warehouse's one act: taking a snapshot."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.hooks import Hook
from dukou.warehouse.core.access import require_operator
from dukou.warehouse.core.manifests import Manifest, TableEntry
from dukou.warehouse.parquet import Engine, engine, pack
from dukou.warehouse.queries.declared import MARKS, TABLES, SnapshotTable
from dukou.warehouse.queries.reading import one_state
from dukou.warehouse.queries.snapshots import MANIFEST, faults_of, newest_manifest, warehouse

Progress = Callable[[str, int, int], None]  # table, tables written so far, tables in all
_DRAFT = "draft-"


@dataclass(frozen=True, slots=True)
class SnapshotTaken:
    """What is announced when a snapshot is about to stand, inside the transaction."""

    by: Actor
    manifest: Manifest


snapshot_taken: Hook[SnapshotTaken] = Hook("snapshot_taken", SnapshotTaken, "inside")


@dataclass(frozen=True, slots=True)
class Taken:
    """The snapshot that says what the database says. `is_new` False: it was there already, and nothing was written."""

    manifest: Manifest
    is_new: bool


class SnapshotExists(Refusal):
    """A snapshot is never overwritten."""

    code = "warehouse.snapshot_exists"
    status = 409
    what = Label("没有写快照“{name}”", "the snapshot “{name}” was not written")
    why = Label("已有这个名称的快照，快照从不覆盖", "there is one of this name, and a snapshot is never overwritten")
    cure = Label("过一秒再试", "try again in a second")


class SnapshotUnsound(Refusal):
    """What was read back from the files is not what was read from the database."""

    code = "warehouse.snapshot_unsound"
    status = 500
    what = Label("没有写快照", "the snapshot was not written")
    why = Label("写出后核对不符：{fault}", "what was written does not verify: {fault}")
    cure = Label("检查磁盘，再试一次；仍不行请报告", "check the disk and try again; report it if it persists")


def take(*, by: Actor, known_on: date | None = None, now: datetime | None = None, progress: Progress | None = None) -> Taken:
    """Write every lent table into a new snapshot: all of it, verified row by row, or nothing. Claims stand as on `known_on` (today).

    All tables are read in one state of the database, while others go on writing. Where the newest snapshot says the same and is sound,
    that one is given and nothing is written. One audit event (through the hook), with the hash of the content.
    """
    require_operator(by)
    moment = now or timezone.now()
    with _draft() as folder:
        manifest = _written(folder, by, moment, known_on or timezone.localtime(moment).date(), progress)
        newest = newest_manifest()
        if newest is not None and newest.content == manifest.content and not faults_of(warehouse() / newest.name):
            return Taken(newest, is_new=False)
        for fault in faults_of(folder):
            raise SnapshotUnsound(fault=fault)
        with transaction.atomic():
            snapshot_taken.announce(SnapshotTaken(by, manifest))
            _place(folder, manifest.name)
    return Taken(manifest, is_new=True)


def _written(folder: Path, by: Actor, moment: datetime, known_on: date, progress: Progress | None) -> Manifest:
    entries: list[TableEntry] = []
    with one_state(), engine() as duck:
        for table in TABLES:
            if progress:
                progress(str(table.says), len(entries), len(TABLES))
            entries.append(_entry(duck, folder, table, known_on))
        marks = {name: MARKS[name]() for name in MARKS.keys()}  # noqa: SIM118  a registry gives entries, not keys
    manifest = Manifest(moment, str(by), known_on, version("dukou"), tuple(entries), marks)
    with (folder / MANIFEST).open("w", encoding="utf-8") as file:
        file.write(manifest.as_json())
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _entry(duck: Engine, folder: Path, table: SnapshotTable, known_on: date) -> TableEntry:
    packed = pack(duck, table.lent(known_on).iterator(chunk_size=10_000), table.physical, folder / f"{table.name}.parquet")
    return TableEntry(table.name, table.room, tuple(table.physical.items()), packed.rows, packed.content, packed.sha256)


@contextmanager
def _draft() -> Iterator[Path]:
    """A folder for this program's user alone, whose name no snapshot has; gone at the end unless it was given its name."""
    warehouse().mkdir(mode=0o700, exist_ok=True)
    _clear_dead_drafts()
    folder = Path(tempfile.mkdtemp(prefix=f"{_DRAFT}{os.getpid()}-", dir=warehouse()))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear_dead_drafts() -> None:
    """Take away what a killed process left behind."""
    for draft in warehouse().glob(f"{_DRAFT}*"):
        process = draft.name.split("-")[1]
        if process.isdecimal() and not _lives(int(process)):
            shutil.rmtree(draft, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it lives, and belongs to someone else
        return True
    return True


def _place(folder: Path, name: str) -> None:
    """Give the draft its name; the files become read-only, and the name itself survives a power cut."""
    for file in folder.iterdir():
        file.chmod(0o400)
    try:
        folder.rename(warehouse() / name)
    except OSError as error:
        raise SnapshotExists(name=name) from error
    for changed in (warehouse() / name, warehouse()):
        descriptor = os.open(changed, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
