"""`dukou chains`: the industry-chain map on the command line."""

import typer

from dukou.chains.commands import linkages

app = typer.Typer(help="产业链：部门关联 · Industry chains: links of sectors", no_args_is_help=True)
name = "chains"
for each in (linkages.app,):
    app.add_typer(each)
