"""`dukou demo`: from nothing to a district on the screen, in one process."""

from __future__ import annotations

import typer

from dukou.cli import serving
from dukou.cli.commands.init import PackOption
from dukou.cli.commands.serve import Port, open_desks
from dukou.cli.homes import build_home
from dukou.cli.packs import pack_called
from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label
from dukou.kit.output import progress

LOOPBACK = "127.0.0.1"


def demo(context: typer.Context, pack: PackOption = "dadukou", port: Port = 8000) -> None:
    """演示：没有数据目录就先建立，再打印简报、打开网页工作台 · Demo: build a home where there is none, print the brief, serve the desks

    再次运行不会丢失任何内容 · Run again it loses nothing.

    示例 · Examples:

      dukou demo

      dukou demo --port 8080
    """
    home = Home.of_environment()
    serving.check_address(home, LOOPBACK, port)
    if not home.is_built:
        path = pack_called(pack)
        with progress(Label("建立演示数据目录", "building the demo home")) as step:
            build_home(home, path, is_demo=True, as_of=None, step=step)
    context.find_root().command.main(["brief"], prog_name="dukou", standalone_mode=False)
    open_desks(home, LOOPBACK, port)
