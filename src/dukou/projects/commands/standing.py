"""`dukou projects list | show | gate`: how projects stand, and what the next gate wants."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from django.utils import timezone

from dukou.accounts.queries.callers import caller_viewer
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.core.refusals import Refusal
from dukou.kit.output import Column, Format, FormatOption, emit_rows
from dukou.projects.actions.stage_refusals import NoSuchStage
from dukou.projects.commands.group import app
from dukou.projects.core.kinds import ProjectLight, ProjectStatus
from dukou.projects.core.moves import move_of
from dukou.projects.queries.gates import Gate, gates_on, next_gate
from dukou.projects.queries.lists import ListedProject, Narrowed, every
from dukou.projects.queries.pipeline import pipeline
from dukou.projects.queries.shown import told_of
from dukou.projects.queries.visibility import inner_project_of, project_of
from dukou.projects.tables.projects import slip_words

KeyArgument = Annotated[str, typer.Argument(metavar="KEY", help="项目代号 · Key of the project")]
Stage = Annotated[str, typer.Option("--stage", metavar="STAGE", help="阶段代号 · Key of a stage")]


class NoSuchWord(Refusal):
    """An option that takes one of a few words."""

    code = "projects.no_such_word"
    what = Label("没有列出项目", "no projects were listed")
    why = Label("没有“{word}”", "there is no “{word}”")
    cure = Label("可用：{known}", "use one of: {known}")


@app.command("list", epilog="示例 · Examples:  dukou projects list  ·  dukou projects list --light red --format json")
def list_them(
    stage: Stage = "",
    status: Annotated[str, typer.Option("--status", metavar="STATUS", help="状态，缺省为在办 · Status; those in work by default")] = "",
    light: Annotated[str, typer.Option("--light", metavar="LIGHT", help="进度灯：green、yellow、red、none · Light")] = "",
    overdue: Annotated[str, typer.Option("--overdue", metavar="KEY", help="三未清单的代号 · A list of what stands still")] = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """列出项目：阶段、状态、进度灯 · Projects with stage, status and light"""
    fares = _word(ProjectStatus, status) if status else None
    narrowed = Narrowed(stage=stage, status=fares, light=_word(ProjectLight, light) if light else None, overdue=overdue)
    rows = every(caller_viewer(), pipeline(), narrowed, timezone.localdate())
    emit_rows([_line(each) for each in rows], LISTED, format)


@app.command(epilog="示例 · Examples:  dukou projects show p00001  ·  dukou projects show p00001 --format json")
def show(key: KeyArgument, format: FormatOption = Format.TABLE) -> None:
    """一个项目的各阶段日期：公布、实际、推迟 · The dates of a project: announced, reached, slip"""
    viewer, today, plan = caller_viewer(), timezone.localdate(), pipeline()
    row = project_of(viewer, key)
    told = told_of(viewer, row, plan, today)
    rows = [
        {
            "stage": line.stage.name,
            "announced": _listed([same(str(each.day)) for each in line.announced], format),
            "reached": line.reached,
            "slip": line.slip(today),
        }
        for line in told.dates
    ]
    emit_rows(rows, DATED, format)


@app.command(epilog="示例 · Examples:  dukou projects gate p00001  ·  dukou projects gate p00001 --stage production --format json")
def gate(key: KeyArgument, stage: Stage = "", format: FormatOption = Format.TABLE) -> None:
    """下一道关口还差什么 · What the next gate, or the gates on the way to a stage, still want"""
    viewer, today, plan = caller_viewer(), timezone.localdate(), pipeline()
    row = inner_project_of(viewer, key)
    if stage and plan.stage(stage) is None:
        raise NoSuchStage(stage=stage, known="、".join(each.key for each in plan.stages))
    gates = gates_on(viewer, row, move_of(plan, row.stage, stage), plan, today) if stage else next_gate(viewer, row, plan, today)[1]
    emit_rows([line for each in gates for line in _sentences(each, format)], ASKED, format)


def _word(kind: type[Any], word: str) -> Any:
    known = [each.value for each in kind]
    if word not in known:
        raise NoSuchWord(word=word, known="、".join(known))
    return kind.of(word)


def _line(each: ListedProject) -> dict[str, Any]:
    plain = ("key", "name", "firm", "stage", "since", "status", "light", "slip", "next_stage", "next_first", "office")
    words = {"fares": each.status.label, "slips": slip_words(each.slip)}  # what the table shows of status and slip
    return {name: getattr(each, name) for name in plain} | words


def _sentences(gate: Gate, format: Format) -> list[dict[str, Any]]:
    return [
        {
            "stage": gate.stage.name,
            "clause": each.condition.clause,
            "text": each.condition.text or each.condition.joint.label,
            "answer": each.answer,
            "missing": _listed([gap.label for gap in each.missing], format),
        }
        for each in gate.told.reasons
    ]


def _listed(words: list[Label], format: Format) -> object:
    """Several words in one cell: a list for programs; a day is the same in both languages."""
    if format is Format.JSON:
        return [each.zh if each.zh == each.en else each for each in words]
    return joined(words) if words else ""


LISTED = [
    Column("key", Label("代号", "key")),
    Column("name", Label("项目", "project")),
    Column("stage", Label("阶段", "stage")),
    Column("since", Label("进入", "since")),
    Column("fares", Label("状态", "status")),
    Column("slips", Label("进度", "progress")),
    Column("next_stage", Label("下一个日期", "next date for")),
]
DATED = [
    Column("stage", Label("阶段", "stage")),
    Column("announced", Label("公布的日期", "days announced")),
    Column("reached", Label("实际", "reached")),
    Column("slip", Label("推迟天数", "days of slip"), "right"),
]
ASKED = [
    Column("stage", Label("关口", "gate")),
    Column("clause", Label("条款", "clause")),
    Column("text", Label("要求", "what it says")),
    Column("answer", Label("结论", "answer")),
    Column("missing", Label("还差", "missing")),
]
