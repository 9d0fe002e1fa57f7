"""`dukou brief`: where the clusters stand, as a table, as JSON, as a page."""

from __future__ import annotations

import sys
from enum import Enum
from typing import Annotated

import typer
from rich.console import Console

from dukou.accounts.queries.callers import caller_viewer
from dukou.briefing.queries import as_json, gathered, period_of
from dukou.briefing.writers.standalone import standalone_page
from dukou.briefing.writers.tables import for_terminal
from dukou.kit.core.labels import Label
from dukou.kit.output import Format, emit, progress
from dukou.kit.pages.known import day_of

app = typer.Typer(help="简报 · Briefs")
name = ""


class BriefFormat(str, Enum):
    """How the brief is written."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


@app.command(
    epilog="示例 · Examples:  dukou brief  ·  dukou brief 2023 --known-on 2024-07-08 --format json  ·  dukou --lang en brief --format html"
)
def brief(
    period: Annotated[
        str, typer.Argument(metavar="[PERIOD]", help="到哪个时期为止，缺省最新 · Up to which period, default the latest")
    ] = "",
    known_on: Annotated[str, typer.Option("--known-on", metavar="DATE", help="按该日所知 · As known on this day")] = "",
    format: Annotated[BriefFormat, typer.Option("--format", help="输出形式 · Form of the output")] = BriefFormat.TABLE,
) -> None:
    """打印集群简报 · Print the brief of the clusters."""
    up_to, day = period_of(period), day_of(known_on)
    with progress(Label("汇总各集群", "reading the clusters"), Format.TABLE if format is BriefFormat.TABLE else Format.JSON) as step:
        step("", 0, 2)
        district, written, findings = gathered(viewer=caller_viewer(), known_on=day, up_to=up_to)
        step("", 2, 2)
    if format is BriefFormat.HTML:
        sys.stdout.write(standalone_page(written, findings))
        return
    form = Format.JSON if format is BriefFormat.JSON else Format.TABLE
    emit(as_json(district, findings), form, lambda: for_terminal(written, findings, Console().width))
