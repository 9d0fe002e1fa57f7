"""`dukou chains`: maps of industry chains, what is missing in them, whom to invite next."""

from __future__ import annotations

import typer

from dukou.chains.commands import linkages

app = typer.Typer(
    help="产业链：现状、缺口、招引建议 · Industry chains: where they stand, what is missing, whom to invite next", no_args_is_help=True
)
name = "chains"
app.command("linkages", epilog=linkages.EXAMPLES)(linkages.linkages)
