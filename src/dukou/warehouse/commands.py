"""`dukou snapshot` takes a snapshot; `dukou snapshots` lists, verifies and asks those that are kept."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated

import typer
from django.utils import timezone

from dukou.kit.callers import caller
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed, Refusal
from dukou.kit.doors import REFUSED
from dukou.kit.output import Column, Format, FormatOption, emit, emit_rows, progress, table_of
from dukou.warehouse.actions import Taken, take
from dukou.warehouse.core.access import require_operator
from dukou.warehouse.core.questions import QUESTIONS, Cell, Question
from dukou.warehouse.queries.engines import Engine, OnDatabase, OnSnapshot, ask
from dukou.warehouse.queries.snapshots import faults_of, folder_of, manifest_of, snapshot_names

app = typer.Typer(no_args_is_help=True)
name = ""  # `dukou snapshot` stands at the root
kept = typer.Typer(help="已有的快照：列出、核对、提问 · Kept snapshots: list, verify, ask", no_args_is_help=True)
app.add_typer(kept, name="snapshots")
DayOption = Annotated[
    datetime | None, typer.Option("--known-on", formats=["%Y-%m-%d"], help="按该日所知，缺省今天 · As known on this day, default today")
]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="快照名，默认最新 · Name of a snapshot, the newest by default")]


class NoSuchQuestion(Refusal):
    """A question that no room has declared."""

    code = "warehouse.no_such_question"
    status = 404
    what = Label("没有问题“{name}”", "there is no question “{name}”")
    why = Label("没有哪个模块登记过它", "no room has declared it")
    cure = Label("可问：{present}", "there are: {present}")


class ValueGivenTwice(Refusal):
    """A question takes one value of each name."""

    code = "warehouse.value_given_twice"
    what = Label("没有计算“{question}”", "“{question}” was not answered")
    why = Label("“{name}”给了两次", "“{name}” is given twice")
    cure = Label("每个参数给一次，写成 名称=值", "give each once, as name=value")


@app.command(epilog="示例 · Examples:  dukou snapshot  ·  dukou snapshot --known-on 2024-07-08 --format json")
def snapshot(known_on: DayOption = None, format: FormatOption = Format.TABLE) -> None:
    """取一个快照：全部写成带日期、不再改动的 Parquet 文件 · Take a snapshot: dated Parquet files that never change

    与最新的快照内容相同时什么也不写 · Writes nothing where the newest snapshot says the same.
    """
    day = known_on.date() if known_on else None
    with progress(Label("取快照", "taking a snapshot"), format) as step:
        taken = take(by=caller(), known_on=day, progress=step)
    emit(_as_dict(taken), format, lambda: str(_said(taken)))


@kept.command("list", epilog="示例 · Examples:  dukou snapshots list  ·  dukou snapshots list --format json")
def list_snapshots(format: FormatOption = Format.TABLE) -> None:
    """列出快照，旧的在前 · The snapshots, oldest first"""
    require_operator(caller())
    emit_rows([_listed(each) for each in snapshot_names()], LISTED, format, Label("快照", "snapshots"))


@kept.command(epilog="示例 · Examples:  dukou snapshots verify  ·  dukou snapshots verify 2024-07-08T100000Z")
def verify(snapshot: NameArgument = "", format: FormatOption = Format.TABLE) -> None:
    """逐行核对一个快照；不符则以 1 退出 · Verify a snapshot row by row; exit code 1 where it differs"""
    require_operator(caller())
    folder = folder_of(snapshot)
    faults = faults_of(folder)
    verdict = Label("快照“{name}”完好", "the snapshot “{name}” is sound").filled(name=folder.name)
    said = {"name": folder.name, "is_sound": not faults, "faults": faults}
    emit(said, format, lambda: "\n".join(map(str, faults)) or str(verdict))
    if faults:
        raise typer.Exit(REFUSED)


@kept.command("ask", epilog="示例 · Examples:  dukou snapshots ask industries-by-county")
def ask_question(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="问题名 · Name of the question")],
    values: Annotated[list[str] | None, typer.Argument(metavar="NAME=VALUE", help="问题的参数 · Values it asks for")] = None,
    snapshot: Annotated[str, typer.Option("--snapshot", metavar="NAME", help="哪个快照，默认最新 · Which snapshot")] = "",
    live: Annotated[bool, typer.Option("--live", help="问现在的数据库，不问快照 · Ask the live database instead")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """向快照提一个问题 · Ask a snapshot a question

    例 · e.g. dukou snapshots ask growth-by-industry indicator=revenue period=2023 earlier=2022
    """
    require_operator(caller())
    asked = question_called(question)
    engine: Engine = OnDatabase(timezone.localdate()) if live else OnSnapshot(folder_of(snapshot))
    given = _once_each(question, values or [])
    names = [column.name for column in asked.columns]
    rows = [dict(zip(names, row, strict=True)) for row in ask(asked, engine, given)]
    emit(rows, format, lambda: table_of([_readable(row) for row in rows], _headings(asked), asked.label))


def question_called(name: str) -> Question:
    """The question with this name."""
    if name not in QUESTIONS:
        near = difflib.get_close_matches(name, QUESTIONS.keys(), n=1)
        raise NoSuchQuestion(name=name, present="、".join(near or QUESTIONS.keys()))
    return QUESTIONS[name]


LISTED = (
    Column("name", Label("名称", "name")),
    Column("known_on", Label("数据截至", "as known on")),
    Column("rows", Label("行数", "rows"), "right"),
    Column("taken_by", Label("取者", "taken by")),
    Column("fault", Label("问题", "fault")),
)


def _headings(question: Question) -> list[Column]:
    return [Column(each.name, each.label, "right" if each.is_number else "left") for each in question.columns]


def _readable(row: Mapping[str, Cell]) -> dict[str, object]:
    """Ratios to four places; JSON gives them whole."""
    return {name: f"{cell:.4f}" if isinstance(cell, float) else cell for name, cell in row.items()}


def _listed(name: str) -> dict[str, object]:
    try:
        manifest = manifest_of(folder_of(name))
    except Malformed as error:
        return {"name": name, "fault": error.what}
    rows = sum(table.rows for table in manifest.tables)
    return {"name": name, "known_on": manifest.known_on, "rows": rows, "taken_by": manifest.taken_by, "fault": None}


def _as_dict(taken: Taken) -> dict[str, object]:
    rows = {table.name: table.rows for table in taken.manifest.tables}
    said = taken.manifest
    return {"name": said.name, "is_new": taken.is_new, "known_on": said.known_on, "content": said.content, "rows": rows}


def _said(taken: Taken) -> Label:
    if not taken.is_new:
        said = Label("与快照“{name}”内容相同，没有写新的", "the snapshot “{name}” says the same: nothing was written")
        return said.filled(name=taken.manifest.name)
    rows = sum(table.rows for table in taken.manifest.tables)
    return Label("已取快照“{name}”，共 {rows} 行", "the snapshot “{name}” is taken, {rows} rows").filled(
        name=taken.manifest.name, rows=rows
    )


def _once_each(question: str, values: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for given, _, value in (each.partition("=") for each in values):
        if given in found:
            raise ValueGivenTwice(question=question, name=given)
        found[given] = value
    return found
