"""The verbs of finance as one group."""

from __future__ import annotations

import typer

app = typer.Typer(
    help="企业融资：画像、白名单、额度、匹配、风险补偿池 · Finance: portraits, white list, limits, matching, pools", no_args_is_help=True
)
