"""`dukou projects foretell`: foretell a project that is kept, from what is noted of its permit path, and keep what was foretold."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dukou.accounts.queries.callers import caller_viewer
from dukou.kit.core.labels import Label
from dukou.kit.output import Column, Format, FormatOption, emit_rows
from dukou.kit.pages.known import day_of
from dukou.projects.actions.forecasts import RUNS, make
from dukou.projects.commands.group import app
from dukou.projects.models import KeptForecast
from dukou.projects.queries.forecasts import forecasts_of
from dukou.projects.queries.visibility import inner_project_of


@app.command(epilog="示例 · Examples:  dukou projects foretell p00001  ·  dukou projects foretell p00001 --list --format json")
def foretell(
    key: Annotated[str, typer.Argument(metavar="KEY", help="项目代号 · Key of the project")],
    plan: Annotated[str, typer.Option("--plan", metavar="DATE", help="计划投产的日期 · The day that is planned")] = "",
    runs: Annotated[int, typer.Option("--runs", metavar="N", help="模拟次数 · Runs")] = RUNS,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="随机种子 · Seed")] = 1,
    only_list: Annotated[bool, typer.Option("--list", help="只列出已留存的预测 · Only list what was foretold before")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """预测项目投产并留存，投产后回头评分 · Foretell when a project produces, and keep that: it is scored once it produces"""
    viewer = caller_viewer()
    if only_list:
        emit_rows([_told(each) for each in forecasts_of(inner_project_of(viewer, key))], FORETOLD, format)
        return
    emit_rows([_told(make(by=viewer, project=key, plan=day_of(plan) if plan else None, runs=runs, seed=seed))], FORETOLD, format)


def _told(kept: KeptForecast) -> dict[str, Any]:
    return {"as_of": kept.as_of, "path": kept.path.slug, "p50": kept.p50, "p80": kept.p80, "runs": kept.runs, "seed": kept.seed}


FORETOLD = [
    Column("as_of", Label("预测日", "made on")),
    Column("path", Label("许可路径", "permit path")),
    Column("p50", Label("五成把握", "P50")),
    Column("p80", Label("八成把握", "P80")),
    Column("runs", Label("模拟次数", "runs"), "right"),
    Column("seed", Label("种子", "seed"), "right"),
]
