"""`dukou serve`: serve the desks, and do the jobs."""

from __future__ import annotations

from typing import Annotated

import typer

from dukou.cli import serving
from dukou.cli.homes import built_home
from dukou.cli.people import show_demo_people
from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label
from dukou.kit.output import note

Host = Annotated[str, typer.Option(help="监听的地址 · Address to listen at")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="监听的端口 · Port to listen at")]


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """打开网页工作台，并处理后台任务 · Serve the desks, and do the jobs

    按 Ctrl-C 停止 · Ctrl-C stops it.

    示例 · Examples:

      dukou serve

      dukou serve --port 8080
    """
    home = built_home()
    serving.check_address(home, host, port)
    open_desks(home, host, port)


def open_desks(home: Home, host: str, port: int) -> None:
    """Say where the desks are, and serve them until told to stop. The address has been checked."""
    serving.bring_up_to_date(home)
    show_demo_people(home)
    note(Label("网页工作台：{url}（Ctrl-C 停止）", "the desks: {url} (Ctrl-C stops them)").filled(url=serving.url_of(host, port)))
    serving.serve(host, port)
