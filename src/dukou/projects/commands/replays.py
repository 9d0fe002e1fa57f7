"""`dukou projects replay`: a project's story told again from the figures of a pack."""

from __future__ import annotations

from typing import Annotated

import typer

from dukou.kit.core.labels import Label
from dukou.kit.output import Column, Format, FormatOption, emit, emit_rows
from dukou.projects.commands.drawn import drawn_replay
from dukou.projects.commands.group import app
from dukou.projects.packs.replaying import replay_of, replays_of


@app.command(
    epilog="示例 · Examples:  dukou projects replay  ·  dukou projects replay cfmoto --format json"
    "  ·  dukou projects replay cfmoto --pack packs/our-district"
)
def replay(
    slug: Annotated[str, typer.Argument(metavar="[SLUG]", help="哪一个；不写就列出 · Which one; without it they are listed")] = "",
    pack: Annotated[str, typer.Option("--pack", metavar="PATH|NAME", help="从哪个数据包读 · Read from this pack")] = "dadukou",
    format: FormatOption = Format.TABLE,
) -> None:
    """按公布的数复盘一个项目：月数、假定、疑点、资金、每亩投资 · A project's story: months, assumptions, findings, money, intensity"""
    if not slug:
        emit_rows(replays_of(pack), STORIES, format)
        return
    told = replay_of(pack, slug)
    emit(told, format, lambda: drawn_replay(told))


STORIES = [
    Column("replay", Label("代号", "key")),
    Column("name", Label("名称", "name")),
    Column("of", Label("对象", "about")),
]
