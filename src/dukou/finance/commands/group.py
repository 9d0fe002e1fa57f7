"""The verbs of finance as one group."""

from __future__ import annotations

import typer

app = typer.Typer(help="企业融资：画像、白名单、匹配、补偿池 · Finance: portrait, white list, match, pool", no_args_is_help=True)
