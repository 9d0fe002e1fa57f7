"""`dukou backup`: one file that holds a home, made while the server runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dukou.cli.backups import making, restoring
from dukou.cli.backups.manifests import Manifest
from dukou.cli.homes import built_home
from dukou.kit.callers import caller
from dukou.kit.core.labels import Label
from dukou.kit.output import Format, FormatOption, emit, note, progress

File = Annotated[Path, typer.Argument(metavar="FILE", help="备份文件，须是还没有的名字 · The backup, a name that is free")]
WithSecretKey = Annotated[
    bool, typer.Option("--with-secret-key", help="连同签名密钥；拿到它的人可以冒充任何登录者 · With the key that signs sessions")
]
Check = Annotated[bool, typer.Option("--check", help="不备份，而是核对已有的备份 · Make none; prove one that is there")]


def backup(file: File, with_secret_key: WithSecretKey = False, check: Check = False, format: FormatOption = Format.TABLE) -> None:
    """备份数据目录到一个文件，服务不必停 · Back a home up into one file while the server runs

    含数据库、收到的文件和 home.json；不含签名密钥，恢复后各人重新登录。写完即读回核对。PostgreSQL 的数据库请用 pg_dump ·
    Database, kept files and home.json; without the secret key everybody signs in again after a restore. It is read back and proven
    when it is written. A database on PostgreSQL is backed up by pg_dump.

    示例 · Examples:

      dukou backup /mnt/backup/2024-07-08.dukou

      dukou backup --check /mnt/backup/2024-07-08.dukou
    """
    if check:
        with progress(Label("核对备份", "proving the backup"), format) as step:
            proven = restoring.check(file, step)
        emit(told(proven), format, lambda: str(_whole(file)))
        return show(proven, format)
    home = built_home()
    with progress(Label("备份", "backing up"), format) as step:
        made = making.back_up(by=caller(), home=home, file=file, with_secret_key=with_secret_key, step=step)
    emit(told(made) | {"bytes": file.stat().st_size}, format, lambda: str(_written(file)))
    show(made, format)


def told(manifest: Manifest) -> dict[str, object]:
    """What was proven of a backup, as JSON doors speak it."""
    evidence = manifest.evidence
    return {
        "made_at": manifest.made_at,
        "program": manifest.program,
        "tables": len(evidence.rows),
        "rows": sum(evidence.rows.values()),
        "files": manifest.kept_files,
        "events": evidence.events,
        "head": evidence.head,
        "with_secret_key": manifest.has_secret_key,
    }


def show(manifest: Manifest, format: Format) -> None:
    """Say beside the result what was proven; the head's hash is for noting elsewhere."""
    if format is Format.JSON:
        return
    said = {name: value for name, value in told(manifest).items() if name != "made_at"}
    note(
        Label(
            "已核对：{tables} 张表 {rows} 行，{files} 个文件，留痕 {events} 条",
            "proven: {rows} rows in {tables} tables, {files} files, {events} events",
        ).filled(**said)
    )
    note(Label("留痕链头：{head}", "head of the trail: {head}").filled(**said))
    if not manifest.has_secret_key:
        note(Label("不含签名密钥：恢复后各人重新登录", "without the secret key: after a restore everybody signs in again"))


def _written(file: Path) -> Label:
    size = f"{file.stat().st_size / 1_000_000:,.1f}"
    return Label("已备份：{file}（{size} MB）", "backed up: {file} ({size} MB)").filled(file=file, size=size)


def _whole(file: Path) -> Label:
    return Label("备份完好：{file}", "the backup is whole: {file}").filled(file=file)
