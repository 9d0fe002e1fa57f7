"""The verbs of credit as one group."""

from __future__ import annotations

import typer

app = typer.Typer(help="信用监管：评级、提升路径、检查抽取 · Credit: grades, ways up, draws of checks", no_args_is_help=True)
