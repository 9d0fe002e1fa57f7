"""`dukou api`: the description of the API."""

from __future__ import annotations

import sys

import typer

from dukou.kit.output import as_json

app = typer.Typer(help="接口 · The API", no_args_is_help=True)
name = "api"


@app.callback()
def _verbs() -> None:
    """接口 · The API"""


@app.command(epilog="示例 · Example:  dukou api schema > openapi.json")
def schema() -> None:
    """打印接口说明（OpenAPI 3.1）· Print the description of the API (OpenAPI 3.1)"""
    from dukou.api.root import API  # the API's framework takes time to load, and no other verb needs it

    sys.stdout.write(as_json(API.get_openapi_schema()) + "\n")
