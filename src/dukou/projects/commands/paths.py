"""`dukou projects path | forecast | check`: permit paths on the command line; no home is needed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Group
from rich.text import Text

from dukou.casework.core.clocks import ZONE
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.output import Format, FormatOption, emit
from dukou.projects.commands.drawn_paths import drawn_forecast, drawn_path, forecast_told, path_told
from dukou.projects.commands.group import app
from dukou.projects.core.days import DayTable
from dukou.projects.core.forecasts import Asked, forecasts, learnt_of
from dukou.projects.core.standing import Project, oddities
from dukou.projects.packs.path_definitions import checked_paths, path_of_pack
from dukou.projects.packs.samples import read_samples
from dukou.projects.packs.states import read_state


class NoDay(Refusal):
    """What should be a day is none."""

    code = "projects.no_day"
    what = Label("没有预测", "nothing was foretold")
    why = Label("“{told}”不是日期", "“{told}” is no day")
    cure = Label("写成 2026-09-24", "write it as 2026-09-24")


SlugArgument = Annotated[str, typer.Argument(metavar="SLUG", help="许可路径的代号 · Name of the permit path")]
PackOption = Annotated[str, typer.Option("--pack", metavar="PATH|NAME", help="从哪个数据包读 · Pack from which it is read")]


@app.command("path", epilog="示例 · Examples:  dukou projects path new-plant-refit  ·  dukou projects path example --pack packs/ours")
def path_(slug: SlugArgument, pack: PackOption = "dadukou", format: FormatOption = Format.TABLE) -> None:
    """一条许可路径：先后、谁办、申报工期 · One permit path: order, waits, units, declared durations"""
    told = path_told(path_of_pack(pack, slug))
    emit(told, format, lambda: drawn_path(told))


@app.command(
    epilog="示例 · Examples:  dukou projects forecast new-plant-refit --from 2026-09-24"
    "  ·  dukou projects forecast new-plant-refit --state project.yaml --samples closed.csv --plan 2027-06-30"
)
def forecast(
    slug: SlugArgument,
    from_: Annotated[str, typer.Option("--from", metavar="DATE", help="从哪天起预测，默认今天 · From which day; today")] = "",
    state: Annotated[
        Path | None, typer.Option("--state", metavar="FILE", help="已办、在办的任务（YAML 或 JSON） · What is done and under way")
    ] = None,
    samples: Annotated[
        Path | None, typer.Option("--samples", metavar="FILE", help="已结样本 task,unit,start,end · Closed tasks to learn from")
    ] = None,
    runs: Annotated[int, typer.Option("--runs", metavar="N", min=100, max=1_000_000, help="模拟次数 · Runs")] = 10_000,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="随机种子，同种子同结果 · Seed; the same gives the same")] = 1,
    plan: Annotated[str, typer.Option("--plan", metavar="DATE", help="计划的日期 · The day that is planned")] = "",
    pack: PackOption = "dadukou",
    format: FormatOption = Format.TABLE,
) -> None:
    """哪天能到终点：P50、P80、各步关键的比例、各单位占用的关键天数 · When it ends: P50, P80, criticality, days each unit costs"""
    found = path_of_pack(pack, slug)
    on = _day(from_) if from_ else datetime.now(ZONE).date()
    calendar = found.calendar
    project = read_state(state, found.path, on) if state else Project(on, {})
    known = read_samples(samples, found.path, DayTable(calendar)) if samples else []
    learnt = learnt_of(found.path, known)
    asked = Asked(runs, seed, _day(plan) if plan else None)
    (result,) = forecasts(found.path, learnt, [project], calendar, asked)
    told = forecast_told(found, project, learnt, result, list(oddities(found.path, project)))
    told["samples"] = {"read": len(known), "used": sum(each.n for each in learnt)}
    told["calendar"] = {"key": calendar.key, "firm_until": calendar.firm_until}
    emit(told, format, lambda: drawn_forecast(told))


@app.command("check", epilog="示例 · Examples:  dukou projects check packs/our-district")
def check(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="数据包的文件夹，或其中一条路径 · Folder of a pack, or one path in it")],
    format: FormatOption = Format.TABLE,
) -> None:
    """检查许可路径：每处错误写明行、列和改法 · Check permit paths: every fault with line, column and cure"""
    report = checked_paths(path)
    data = {"paths": report.paths, "tasks": report.tasks, "faults": [fault.as_dict() for fault in report.faults]}
    said = Label("{paths} 条路径，{tasks} 个任务，{faults} 处错误", "{paths} paths, {tasks} tasks, {faults} faults")
    filled = said.filled(paths=report.paths, tasks=report.tasks, faults=len(report.faults))
    emit(data, format, lambda: Group(*(Text(str(fault)) for fault in report.faults), Text(str(filled))))
    if report.faults:
        raise typer.Exit(1)


def _day(told: str) -> date:
    try:
        return date.fromisoformat(told)
    except ValueError as error:
        raise NoDay(told=told) from error
