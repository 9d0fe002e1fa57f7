"""Decision tables out of rule books and back, as csv or xlsx."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.pages.known import usual_day
from dukou.kit.sheets.refusals import UnknownKind
from dukou.rules.core.books import Table
from dukou.rules.queries import linked_for
from dukou.rules.sheets import export_table, import_table

app = typer.Typer(help="判断表的导出和导入 · Decision tables out and in", no_args_is_help=True)


class NoSuchTable(Refusal):
    """The book has no decision table of that name."""

    code = "rules.no_such_table"
    status = 404
    what = Label("没有导出“{name}”", "“{name}” was not written")
    why = Label("“{book}”里没有叫这个名称的判断表", "“{book}” has no decision table of that name")
    cure = Label("可用：{known}", "use one of: {known}")


@app.command(epilog="示例 · Example:  dukou rules table export enterprise-size size 规模.xlsx")
def export(
    book: Annotated[str, typer.Argument(metavar="BOOK", help="规则名，可带版本 · Book, with its version if need be")],
    name: Annotated[str, typer.Argument(metavar="TABLE", help="表的名称 · Name of the table")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="写到哪个 csv 或 xlsx · csv or xlsx to write")],
    as_of: Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="哪一天的版本 · Version of which day")] = None,
    place: Annotated[str, typer.Option("--place", metavar="CODE", help="区划代码 · Division code")] = "",
) -> None:
    """把一张判断表写成 csv 或 xlsx · Write a decision table as csv or xlsx"""
    day = as_of.date() if as_of else usual_day()
    linked = linked_for(book, day, place)
    known = [each.name for each in linked.book.definitions.values() if isinstance(each, Table)]
    if name not in known:
        raise NoSuchTable(name=name, book=linked.book.key, known="、".join(known) or "—")
    if file.suffix.lower() not in (".csv", ".xlsx"):
        raise UnknownKind(name=file.name)
    export_table(linked, name, file)


@app.command("import", epilog="示例 · Example:  dukou rules table import 规模.xlsx > table.yaml")
def import_(file: Annotated[Path, typer.Argument(metavar="FILE", help="csv 或 xlsx · csv or xlsx")]) -> None:
    """把 csv 或 xlsx 的判断表变成 YAML，可贴进规则 · Turn a table of a csv or xlsx file into YAML for a rule book"""
    text, faults = import_table(file)
    for fault in faults:
        typer.echo(str(fault), err=True)
    typer.echo(text, nl=False)
    if faults:
        raise typer.Exit(1)
