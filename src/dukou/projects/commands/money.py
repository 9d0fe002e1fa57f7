"""`dukou projects money` and `import`: the ladder of one project, and lists of projects taken in at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from dukou.accounts.queries.callers import caller_viewer
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.output import Column, Format, FormatOption, emit, emit_rows, note, table_of
from dukou.kit.pages.known import day_of
from dukou.kit.sheets.writing import write_csv
from dukou.projects.actions import sheets
from dukou.projects.commands.group import app
from dukou.projects.core.ladders import Line
from dukou.projects.intake.projects import COLUMNS, Rejected
from dukou.projects.queries.money import ladder_of
from dukou.projects.queries.visibility import inner_project_of
from dukou.projects.tables.money import ladder_table, share_words, signed_words


class SheetNotOpened(Refusal):
    """A file that can be read, and a place where the rejected rows can be written."""

    code = "projects.sheet_not_opened"
    what = Label("没有导入项目", "no projects were taken in")
    why = Label("打不开“{path}”：{said}", "“{path}” cannot be opened: {said}")
    cure = Label("核对路径和权限", "check path and rights")


@app.command(epilog="示例 · Examples:  dukou projects money p00001  ·  dukou projects money p00001 --format json")
def money(
    key: Annotated[str, typer.Argument(metavar="KEY", help="项目 · The project")],
    format: FormatOption = Format.TABLE,
) -> None:
    """一个项目的资金台阶：报了多少，其中有凭据多少 · The ladder of money: what is told, and what of it has a paper"""
    lines = ladder_of(inner_project_of(caller_viewer(), key))
    told = {"project": key, "signed": signed_words(lines), "rungs": [_told(line) for line in lines.values()]}
    if format is Format.JSON:
        emit(told, format, lambda: "")
        return
    table = ladder_table(lines)
    columns = [Column(str(place), Label(str(head), str(head)), "right" if place else "left") for place, head in enumerate(table.columns)]
    emit_rows([{str(place): cell.text for place, cell in enumerate(row.cells)} for row in table.rows], columns, format)
    note(signed_words(lines))


@app.command(
    "import",
    epilog="示例 · Examples:  dukou projects import 项目清单.xlsx --source 招商周报 --known-on 2024-06-30 --accept --rejected 退回.csv",
)
def import_projects(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="清单 · The list")],
    source: Annotated[str, typer.Option("--source", help="来源 · Where it comes from")],
    known_on: Annotated[str, typer.Option("--known-on", metavar="DATE", help="何日得知 · Since when it is known")],
    accept: Annotated[bool, typer.Option("--accept", help="有问题的行退回，其余导入 · Hand faulty rows back, take the rest")] = False,
    rejected: Annotated[Path | None, typer.Option("--rejected", metavar="CSV", help="退回的行写到 · Where to write them")] = None,
    synthetic: Annotated[bool, typer.Option("--synthetic", help="是合成数据 · It is made up")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """导入一份项目清单，整份导入或整份退回 · Take in a list of projects: all of it, or none unless --accept"""
    try:
        taken = sheets.take_in(
            by=caller_viewer(),
            path=file,
            name=file.name,
            source=source,
            known_on=day_of(known_on),
            accepts_rest=accept,
            is_synthetic=synthetic,
        )
        if rejected is not None and taken.rejected:
            _write(rejected, taken.rejected)
    except OSError as error:
        raise SheetNotOpened(path=error.filename or file, said=error.strerror or error) from error
    rows = [{"row": each.number, "why": "；".join(str(fault.what) for fault in each.faults)} for each in taken.rejected]
    told = {"taken": len(taken.keys), "keys": list(taken.keys), "rejected": rows}
    emit(told, format, lambda: table_of([{"taken": len(taken.keys), "rejected": len(rows)}], _COUNTS))
    if format is not Format.JSON:
        for row in rows:
            note(Label(f"第 {row['row']} 行退回：{row['why']}", f"row {row['row']} handed back: {row['why']}"))


def _write(path: Path, rejected: tuple[Rejected, ...]) -> None:
    """The rows as they came, and beside each what is wrong, so that it can be mended and brought again."""
    keys = [key for key in COLUMNS if any(row.cells[key] for row in rejected)]
    heads = [*(str(COLUMNS[key]) for key in keys), str(Label("退回原因", "why it was handed back"))]
    with path.open("wb") as out:
        write_csv(out, heads, ([*(row.cells[key] for key in keys), "；".join(str(each.what) for each in row.faults)] for row in rejected))


def _told(line: Line) -> Mapping[str, Any]:
    return {
        "rung": line.rung.value,
        "name": line.rung.label,
        "told_fen": line.amount,
        "as_of": line.told.as_of if line.told else None,
        "with_paper_fen": line.proved,
        "without_paper_fen": line.without_paper,
        "share": share_words(line.share),
        "waiting_total_fen": line.asked.amount if line.asked else None,
        "waiting_papers_fen": line.asked_proof,
    }


_COUNTS = [Column("taken", Label("导入", "taken in"), "right"), Column("rejected", Label("退回", "handed back"), "right")]
