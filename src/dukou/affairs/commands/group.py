"""The verbs of affairs as one group."""

from __future__ import annotations

import typer

app = typer.Typer(help="联办事项：送达、接收方 · Affairs: messages to units, their receivers", no_args_is_help=True)
