"""The folder of the home: room on its disk, who may read its secrets, and whether files that were kept are still what they were."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label, same
from dukou.kit.diagnosis import Finding, advised, broken, check, sound
from dukou.kit.files import hashed, kept

_MEGABYTE = 1_000_000
_SPARE = 500 * _MEGABYTE  # beside room for one backup: the copy and its archive
_SAMPLE = 200


@check("kit.room", Label("磁盘空间", "room on the disk"))
def room(home: Home) -> Finding:
    """Enough for a backup beside it, with something to spare."""
    status = os.statvfs(home.path)
    free, size = status.f_bavail * status.f_frsize, home.database.stat().st_size if home.database.exists() else 0
    values = {"free": f"{free // _MEGABYTE:,}", "size": f"{-(-size // _MEGABYTE):,}"}
    on_server = Label("剩余 {free} MB，数据库在服务器上", "{free} MB free, the database is on a server")
    in_file = Label("剩余 {free} MB，数据库 {size} MB", "{free} MB free, the database has {size} MB")
    said = (in_file if connection.vendor == "sqlite" else on_server).filled(**values)
    if free < 2 * size + _SPARE:
        return broken(said, Label("腾出空间，或把数据目录移到更大的磁盘", "make room, or move the home to a larger disk"))
    return sound(said)


@check("kit.secrets", Label("保密文件的权限", "rights of secret files"))
def secrets(home: Home) -> Finding:
    """The secret key is there; it, the demo passwords and kept files are for this program's user alone."""
    if not home.secret_key_file.exists() or not home.secret_key_file.read_text().strip():
        return broken(
            Label("没有签名密钥", "there is no secret key"),
            Label(
                "停止服务，运行 dukou serve 会新建；各人要重新登录", "stop the server; dukou serve makes one, and everybody signs in again"
            ),
        )
    open_ones = [path for path in _secret_files(home) if path.stat().st_mode & 0o077]
    if open_ones:
        said = Label("{count} 个文件别人也能读，例如 {path}", "others may read {count} files, such as {path}")
        values = {"count": len(open_ones), "path": open_ones[0].relative_to(home.path)}
        return broken(said.filled(**values), same(f"chmod -R go= {home.path}"))
    if home.database.exists() and home.database.stat().st_mode & 0o077 and home.path.stat().st_mode & 0o077:
        return advised(
            Label("本机的其他用户能读数据库文件", "other users of this machine can read the database file"),
            same(f"chmod 700 {home.path}"),
        )
    return sound(Label("只有本程序的用户能读", "only this program's user may read them"))


@check("kit.kept", Label("收到的文件", "kept files"))
def kept_files(home: Home) -> Finding:
    """A sample of the files that people handed in, spread over all: each still has the content it is named after."""
    files = sorted(path for path in home.uploads.glob("??/*") if kept(path.name) == path)
    sample = files[:: max(1, len(files) // _SAMPLE)]
    changed = [path for path in sample if hashed(path) != path.name]
    if changed:
        said = Label("{count} 个文件的内容变了，例如 {path}", "the content of {count} files has changed, such as {path}")
        values = {"count": len(changed), "path": changed[0].relative_to(home.path)}
        return broken(said.filled(**values), Label("从备份取回这些文件，并检查磁盘", "take them back from a backup, and examine the disk"))
    return sound(
        Label("{all} 个文件，抽查 {some} 个，内容未变", "{all} files; {some} of them looked at, unchanged").filled(
            all=len(files), some=len(sample)
        )
    )


def _secret_files(home: Home) -> Iterator[Path]:
    yield home.secret_key_file
    if home.demo_people_file.exists():
        yield home.demo_people_file
    yield from (path for path in home.uploads.rglob("*") if path.is_file())
