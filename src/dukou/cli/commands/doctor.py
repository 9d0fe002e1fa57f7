"""`dukou doctor`: what is wrong with an installation, and how to mend it."""

from __future__ import annotations

import typer

from dukou.cli.diagnosis import Examined, examinations
from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label
from dukou.kit.diagnosis import Health
from dukou.kit.doors import REFUSED
from dukou.kit.output import Column, Format, FormatOption, emit_rows, note

_COLUMNS = (
    Column("check", Label("检查", "check")),
    Column("health", Label("结果", "result")),
    Column("said", Label("看到的情况", "what was seen")),
    Column("cure", Label("怎么办", "what to do")),
)


def doctor(format: FormatOption = Format.TABLE) -> None:
    """检查这个安装：哪里有问题，怎么修 · What is wrong with this installation, and how to mend it

    只看不改；有问题时退出码为 1 · It changes nothing; exits with 1 where something is broken.

    示例 · Examples:

      dukou doctor

      dukou --lang en doctor --format json
    """
    found = examinations(Home.of_environment())
    emit_rows([_row(each, format) for each in found], _COLUMNS, format)
    if format is Format.TABLE:
        note(_verdict(found))
    if any(each.finding.health is Health.BROKEN for each in found):
        raise typer.Exit(REFUSED)


def _row(each: Examined, format: Format) -> dict[str, object]:
    health = each.finding.health
    row: dict[str, object] = {"check": each.label, "health": health.label, "said": each.finding.said, "cure": each.finding.cure}
    return row if format is Format.TABLE else {"key": each.key} | row | {"health": health}


def _verdict(found: list[Examined]) -> Label:
    many = {health: sum(each.finding.health is health for each in found) for health in Health}
    return Label("{all} 项检查：{broken} 项有问题，{advised} 项建议改进", "{all} checks: {broken} broken, {advised} with advice").filled(
        all=len(found), broken=many[Health.BROKEN], advised=many[Health.ADVISED]
    )
