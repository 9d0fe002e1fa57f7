"""`dukou chains`: the industry-chain map on the command line."""

import typer

from dukou.chains.commands import backtests, complexity, linkages

app = typer.Typer(
    help="产业链：图谱、缺口、招商建议、回测 · Industry chains: maps, gaps, whom to invite, back-tests",
    no_args_is_help=True,
)
name = "chains"
without_home = frozenset({"backtest", "complexity", "linkages"})  # they read a file and keep nothing
for each in (backtests.app, complexity.app, linkages.app):
    app.add_typer(each)
