"""`dukou chains`: the industry-chain map on the command line."""

import typer

from dukou.chains.commands import backtests, complexity

app = typer.Typer(help="产业链：回测、复杂度 · Industry chains: back-test, complexity", no_args_is_help=True)
name = "chains"
without_home = frozenset({"backtest", "complexity"})  # they read a file and keep nothing
for each in (backtests.app, complexity.app):
    app.add_typer(each)
