"""The verbs of clocks as one group."""

from __future__ import annotations

import typer

app = typer.Typer(help="期限：推算、核对、日历、催办、试算 · Deadlines: reckon, verify, sweep, replay", no_args_is_help=True)
