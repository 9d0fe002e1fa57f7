"""`dukou chains keep`, `candidates`, `approach` and `invite`: what assessments lean on, whom to win, and the invitation list."""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dukou.accounts.queries.callers import caller_viewer
from dukou.chains.actions import invitations, references
from dukou.chains.actions.candidates import take_in
from dukou.chains.commands.backtests import ColumnsOption
from dukou.chains.commands.looking import KnownOn, NodeArgument, amount, node_called, observer
from dukou.chains.models import Reference
from dukou.chains.queries.candidates import RankedCandidate, candidates_for
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.refusals import Refusal
from dukou.kit.output import Column, Format, FormatOption, emit, table_of
from dukou.kit.pages.known import day_of

app = typer.Typer()
keep = typer.Typer(help="登记参照资料：面板、投入产出表 · Keep a reference: a panel, an input–output table", no_args_is_help=True)
app.add_typer(keep, name="keep")
FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="文件 · The file")]
Source = Annotated[str, typer.Option("--source", help="来源 · Where it comes from")]
SinceWhen = Annotated[str, typer.Option("--known-on", metavar="DATE", help="何日得知 · Since when it is known")]
NameOption = Annotated[str, typer.Option("--name", help="名称，缺省为文件名 · Its name; that of the file by default")]
Synthetic = Annotated[bool, typer.Option("--synthetic", help="是合成数据 · It is made up")]


class ListNotOpened(Refusal):
    """The file cannot be opened."""

    code = "chains.list_not_opened"
    what = Label("没有导入候选企业", "no candidates were taken in")
    why = Label("打不开“{path}”：{said}", "“{path}” cannot be opened: {said}")
    cure = Label("核对路径和权限", "check path and rights")


@keep.command("panel", epilog="示例 · Examples:  dukou chains keep panel panel.parquet --source 国家统计局 --known-on 2024-06-30")
def keep_panel(
    file: FileArgument,
    source: Source,
    known_on: SinceWhen,
    name: NameOption = "",
    columns: ColumnsOption = "",
    synthetic: Synthetic = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记参照面板，研判和回测都用它 · Keep a reference panel, on which assessments and back-tests lean"""
    from dukou.chains.sheets.panels import columns_told

    row = references.keep_panel(
        by=caller_viewer(),
        path=file,
        source=source,
        known_on=day_of(known_on),
        name=name,
        columns=columns_told(columns),
        is_synthetic=synthetic,
    )
    _say_kept(row, format)


@keep.command("table", epilog="示例 · Examples:  dukou chains keep table io.xlsx --source 示例市统计局 --known-on 2024-06-30 --year 2020")
def keep_table(
    file: FileArgument,
    source: Source,
    known_on: SinceWhen,
    name: NameOption = "",
    year: Annotated[int | None, typer.Option("--year", help="年份，缺省为最近一年 · Year; the newest by default")] = None,
    synthetic: Synthetic = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记投入产出表 · Keep an input–output table"""
    row = references.keep_table(
        by=caller_viewer(), path=file, source=source, known_on=day_of(known_on), name=name, year=year, is_synthetic=synthetic
    )
    _say_kept(row, format)


@app.command(epilog="示例 · Examples:  dukou chains candidates 候选企业.xlsx --source 招商局走访 --known-on 2024-07-01")
def candidates(
    file: FileArgument, source: Source, known_on: SinceWhen, synthetic: Synthetic = False, format: FormatOption = Format.TABLE
) -> None:
    """导入候选企业名单：全部或一行不留 · Take in a list of candidate enterprises: all rows or none"""
    if not file.is_file():
        raise ListNotOpened(path=file, said=os.strerror(errno.ENOENT))
    count = take_in(by=caller_viewer(), path=file, name=file.name, source=source, known_on=day_of(known_on), is_synthetic=synthetic)
    emit({"file": file.name, "written": count}, format, lambda: str(_written(file.name, count)))


@app.command(epilog="示例 · Examples:  dukou chains approach 抗原抗体  ·  dukou chains approach node/ivd-antigen --format json")
def approach(node: NodeArgument, known_on: KnownOn = "", format: FormatOption = Format.TABLE) -> None:
    """一个节点的候选企业：名次、理由、是否已在招商清单 · The candidates for a node: rank, reasons, and who is on the list already"""
    found = candidates_for(node_called(node), observer(), day_of(known_on))
    emit([_plain(each) for each in found], format, lambda: table_of([_row(each) for each in found], APPROACH))


@app.command(epilog="示例 · Examples:  dukou chains invite 抗原抗体 --candidate c-0123456789ab --due 2024-09-30")
def invite(
    node: NodeArgument,
    candidate: Annotated[str, typer.Option("--candidate", metavar="KEY", help="候选企业编号 · Key of a candidate")] = "",
    office: Annotated[str, typer.Option("--office", metavar="KEY", help="承办单位代号 · Key of the office in charge")] = "",
    due: Annotated[str, typer.Option("--due", metavar="DATE", help="何日前完成 · By when")] = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """列入招商清单，带上当时的建议和理由 · Put on the invitation list, with what was advised at that moment"""
    due_on: date | None = day_of(due) if due else None
    row = invitations.list_one(by=caller_viewer(), node=node_called(node), candidate=candidate, office=office, due_on=due_on)
    told = {"invitation": row.pk, "node": row.node, "title": row.title, "candidate": candidate, "office": office, "due_on": due_on}
    said = Label("已列入招商清单：第 {number} 号，{title}", "put on the invitation list: {number}, {title}")
    emit(told, format, lambda: str(said.filled(number=row.pk, title=row.title)))


def _say_kept(row: Reference, format: Format) -> None:
    told = {"reference": row.pk, "kind": row.kind, "name": row.name, "sha256": row.sha256, "about": row.about}
    said = Label("已登记：{name}（第 {number} 号）", "kept: {name} (number {number})").filled(name=row.name, number=row.pk)
    emit(told, format, lambda: str(said))


def _written(name: str, count: int) -> Label:
    if not count:
        return Label(f"“{name}”没有改变什么", f"“{name}” changed nothing")
    return Label(f"“{name}”：新增或更新 {count} 家候选企业", f"“{name}”: {count} candidates added or changed")


def _plain(each: RankedCandidate) -> dict[str, object]:
    reasons = [
        {
            "signal": one.signal.value,
            "value": one.observed.value,
            "weight": one.weight,
            "contribution": one.contribution,
            "source": one.observed.source,
            "on": one.observed.on,
        }
        for one in each.ranked.reasons
    ]
    return {
        "rank": each.ranked.rank,
        "among": each.among,
        "candidate": each.key,
        "name": each.name,
        "code": each.code,
        "place": each.place,
        "distance": each.distance,
        "capacity": each.capacity,
        "score": each.ranked.score,
        "start": each.ranked.start,
        "reasons": reasons,
        "unknown": [signal.value for signal in each.ranked.unknown],
        "told": each.ranked.told,
        "is_synthetic": each.is_synthetic,
        "invitations": [{"invitation": line.number, "node": line.node, "state": line.state.value} for line in each.invitations],
    }


def _row(each: RankedCandidate) -> dict[str, object]:
    reasons = [
        Label(f"{one.signal.label.zh} {one.contribution:+.2f}", f"{one.signal.label.en} {one.contribution:+.2f}")
        for one in each.ranked.reasons
    ]
    return {
        "rank": f"{each.ranked.rank}/{each.among}",
        "candidate": each.key,
        "name": Label(f"{each.name}（合成数据）", f"{each.name} (made up)") if each.is_synthetic else each.name,
        "place": each.place,
        "capacity": amount(each.capacity),
        "score": f"{each.ranked.score:.2f}",
        "why": joined(reasons, zh="；", en="; ") if reasons else None,
        "listed": each.listed.state.label if each.listed else None,
    }


APPROACH = [
    Column("rank", Label("名次", "rank"), "right"),
    Column("candidate", Label("编号", "key")),
    Column("name", Label("企业", "firm")),
    Column("place", Label("所在地", "place")),
    Column("score", Label("分数", "score"), "right"),
    Column("why", Label("理由", "reasons")),
    Column("capacity", Label("单厂年产值", "output of one plant"), "right"),
    Column("listed", Label("招商清单", "on the list")),
]
