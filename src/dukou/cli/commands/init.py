"""`dukou init`: build the home of a district."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from dukou.cli.homes import build_home
from dukou.cli.packs import pack_called
from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label
from dukou.kit.output import note, progress

PackOption = Annotated[
    str, typer.Option("--pack", metavar="PATH|NAME", help="数据包的目录，或附带的数据包名 · Folder of the pack, or a shipped name")
]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of", formats=["%Y-%m-%d"], help="演示按这一天所知显示，默认为包里最新的一天 · A demo shows what was known on this day"
    ),
]

Demo = Annotated[bool, typer.Option("--demo", help="加入演示人员，只能在本机登录 · Seat demo people, who sign in on loopback only")]


def init(
    pack: PackOption,
    demo: Demo = False,
    as_of: AsOf = None,
) -> None:
    """用一个包建立一区的数据目录 · Build the home of a district out of a pack

    示例 · Examples:

      dukou init --pack dadukou --demo

      dukou --home /srv/district init --pack /srv/packs/our-district
    """
    if as_of and not demo:
        raise typer.BadParameter("--as-of 只用于演示数据目录，与 --demo 连用 · --as-of is for demo homes: it goes with --demo")
    home, path = Home.of_environment(), pack_called(pack)
    with progress(Label("建立数据目录", "building the home")) as step:
        build_home(home, path, is_demo=demo, as_of=as_of.date() if as_of else None, step=step)
    note(Label("已建立数据目录：{home}", "the home is built: {home}").filled(home=home.path))
