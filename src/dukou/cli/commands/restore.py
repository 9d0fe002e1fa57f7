"""`dukou restore`: a home out of a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dukou.cli.backups import restoring
from dukou.cli.commands.backup import show, told
from dukou.kit.callers import caller
from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label
from dukou.kit.output import Format, FormatOption, emit, progress

File = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="dukou backup 写的文件 · What dukou backup wrote")]


def restore(file: File, format: FormatOption = Format.TABLE) -> None:
    """从备份恢复到新的或空的数据目录 · Build a home out of a backup, in a new or an empty folder

    逐个文件核对校验值，核对数据库、各表行数和留痕链，全部相符才建立 · Every file is proven by its hash, the database by its counts and
    its audit chain, and only then is there a home. 较旧程序的备份会随即升级 · A backup of an older program is brought up to date.

    示例 · Examples:

      dukou --home /srv/restored restore /mnt/backup/2024-07-08.dukou
    """
    home = Home.of_environment()
    with progress(Label("恢复", "restoring"), format) as step:
        restored = restoring.restore(by=caller(), home=home, file=file, step=step)
    emit(told(restored), format, lambda: str(Label("已恢复数据目录：{home}", "the home is restored: {home}").filled(home=home.path)))
    show(restored, format)
