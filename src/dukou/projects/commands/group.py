"""The verbs of projects as one group."""

from __future__ import annotations

import typer

app = typer.Typer(help="招商项目：复盘、许可路径预测 · Investment projects: replays, forecasts of permit paths", no_args_is_help=True)
