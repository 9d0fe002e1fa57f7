"""`dukou chains`: the industry-chain map on the command line."""

import typer

from dukou.chains.commands import advice, backtests, complexity, linkages, maps, working

app = typer.Typer(
    help="产业链：图谱、缺口、招商建议、回测 · Industry chains: maps, gaps, whom to invite, back-tests",
    no_args_is_help=True,
)
name = "chains"
without_home = frozenset({"backtest", "complexity", "linkages"})  # they read a file and keep nothing; `backtest --store` asks for a home
for each in (maps.app, advice.app, working.app, backtests.app, complexity.app, linkages.app):
    app.add_typer(each)
