"""The snapshots that are kept below the home, and whether they still say what they said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed, Refusal
from dukou.warehouse.core.manifests import Manifest, TableEntry
from dukou.warehouse.parquet import Engine, content_of, engine, file_sha256, schema_of

MANIFEST = "manifest.json"
_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z")


class NoSuchSnapshot(Refusal):
    """A snapshot was named that is not there, or none has been taken yet."""

    code = "warehouse.no_such_snapshot"
    status = 404
    what = Label("没有快照“{name}”", "there is no snapshot “{name}”")
    why = Label("现有：{present}", "there are: {present}")
    cure = Label("用 dukou snapshots list 查名称；还没有就用 dukou snapshot 取一个", "see dukou snapshots list; dukou snapshot takes one")


def warehouse() -> Path:
    """The folder of all snapshots."""
    return Path(settings.HOME.path) / "warehouse"


def snapshot_names() -> list[str]:
    """The names of the snapshots, oldest first. What is still being written has another name."""
    if not warehouse().is_dir():
        return []
    return sorted(each.name for each in warehouse().iterdir() if _NAME.fullmatch(each.name) and each.is_dir())


def folder_of(name: str = "") -> Path:
    """The folder of a snapshot; of the newest where none is named."""
    present = snapshot_names()
    wanted = name or (present[-1] if present else "")
    if wanted not in present:
        raise NoSuchSnapshot(name=name or "—", present="、".join(present) or "—")
    return warehouse() / wanted


def manifest_of(folder: Path) -> Manifest:
    """What stands beside the files of a snapshot; `Malformed` where it is gone or spoiled."""
    try:
        return Manifest.parse((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        cure = Label("从备份恢复，或删去这个快照另取", "restore it from a backup, or remove this snapshot and take another")
        raise Malformed(Label("快照没有目录文件", "the snapshot has no manifest"), cure) from error


def newest_manifest() -> Manifest | None:
    """The manifest of the newest snapshot that has a readable one; None where there is none."""
    for name in reversed(snapshot_names()):
        try:
            return manifest_of(warehouse() / name)
        except Malformed:  # a spoiled one is told of by `verify`; it must not keep a sound one from being taken
            continue
    return None


def faults_of(folder: Path) -> list[Label]:
    """What a snapshot no longer says as its manifest has it: bytes, columns, number of rows, every row. Empty: it is sound."""
    try:
        manifest = manifest_of(folder)
    except Malformed as error:
        return [error.what]
    with engine() as duck:
        return [fault for table in manifest.tables for fault in _faults_of_table(duck, folder / table.file, table)]


def _faults_of_table(duck: Engine, path: Path, told: TableEntry) -> Iterator[Label]:
    if not path.is_file():
        yield Label("{file}：文件不在了", "{file}: the file is gone").filled(file=told.file)
    elif file_sha256(path) != told.sha256:
        yield Label("{file}：文件被改动", "{file}: the file was changed").filled(file=told.file)
    elif schema_of(duck, path) != told.columns:
        yield Label("{file}：列不对", "{file}: other columns").filled(file=told.file)
    elif content_of(duck, path) != (told.rows, told.content):
        yield Label("{file}：行与数据库中的不同", "{file}: its rows differ from those of the database").filled(file=told.file)
