"""The verbs of affairs as one group."""

from __future__ import annotations

import typer

app = typer.Typer(help="联办事项：表单、检查、送达 · Affairs of several departments: forms, checks, messages", no_args_is_help=True)
