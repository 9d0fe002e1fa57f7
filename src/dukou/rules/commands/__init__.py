"""`dukou rules`: rule books on the command line."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Group
from rich.text import Text

from dukou.accounts.queries.callers import caller_viewer
from dukou.kit.callers import caller
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.output import Column, Format, FormatOption, emit, emit_rows, table_of
from dukou.kit.packfiles.nodes import read_yaml
from dukou.kit.pages.known import usual_day
from dukou.rules.actions import decisions
from dukou.rules.commands import tables
from dukou.rules.commands.drawing import drawn
from dukou.rules.core.changes import Change
from dukou.rules.core.explaining import Explanation
from dukou.rules.core.standings import Standing
from dukou.rules.queries import Asked, catalogue, decision_row, explained, library, linked_for, rows_of
from dukou.rules.queries.decisions import replayed
from dukou.rules.queries.differences import changes_between
from dukou.rules.queries.trials import checked_file

app = typer.Typer(help="规则：检查、判断、说明理由 · Rule books: check, answer, explain", no_args_is_help=True)
app.add_typer(tables.app, name="table")
name = "rules"


class FactsUnreadable(Refusal):
    """What was given as facts is neither a JSON object nor a file with one."""

    code = "rules.facts_unreadable"
    what = Label("没有读懂 --facts", "--facts cannot be read")
    why = Label("{said}", "{said}")
    cure = Label(
        '写成 {{"staff": 30, "revenue_wan": 3000}}，或给 json、yaml 文件',
        'write {{"staff": 30, "revenue_wan": 3000}}, or name a json or yaml file',
    )


BookName = Annotated[str, typer.Argument(metavar="BOOK", help="规则名，可带版本：enterprise-size/2017 · Book, with its version if need be")]
AsOf = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="判断的日期，默认今天 · Day of the answer, today by default")
]
PlaceOf = Annotated[str, typer.Option("--place", metavar="CODE", help="区划代码，选当地的版本 · Division code: chooses the version")]


@app.command(epilog="示例 · Examples:  dukou rules books  ·  dukou rules books --format json")
def books(format: FormatOption = Format.TABLE) -> None:
    """全部规则和版本 · All rule books with their versions"""
    rows = [
        {
            "book": row.slug,
            "version": row.version,
            "name": row.label,
            "since": row.since,
            "until": row.until,
            "place": row.place,
            "standing": Standing.of(row.standing).label,
            "sha256": row.sha256,
        }
        for row in rows_of()
    ]
    emit_rows(rows, BOOKS, format, Label("规则", "rule books"))


@app.command(epilog="示例 · Examples:  dukou rules facts  ·  dukou rules facts --format json")
def facts(format: FormatOption = Format.TABLE) -> None:
    """规则可以用的事实 · The facts that rule books can name"""
    rows = [
        {
            "fact": face.name,
            "label": face.label,
            "holds": face.holds.label,
            "unit": face.unit,
            "yearly": face.is_yearly,
            "holder": face.holder,
            "visibility": face.visibility.label,
        }
        for face in (fact.face for fact in catalogue().values())
    ]
    emit_rows(rows, FACTS_TABLE, format, Label("事实", "facts"))


@app.command(
    epilog="示例 · Examples:  dukou rules check packs/our-district  ·  dukou rules check packs/national/rules/enterprise-size-2017.yaml"
)
def check(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="数据包的文件夹，或其中一部规则 · Folder of a pack, or one rule book in it")],
    format: FormatOption = Format.TABLE,
) -> None:
    """检查规则和金标准案例：每处错误写明行、列和改法 · Check rule books and their golden cases: every fault with line, column and cure"""
    report = checked_file(path)
    data = {"books": report.books, "cases": report.cases, "faults": [fault.as_dict() for fault in report.faults]}
    said = Label("{books} 部规则，{cases} 个案例，{faults} 处错误", "{books} rule books, {cases} cases, {faults} faults")
    filled = said.filled(books=report.books, cases=report.cases, faults=len(report.faults))
    emit(data, format, lambda: Group(*(Text(str(fault)) for fault in report.faults), Text(str(filled))))
    if report.faults:
        raise typer.Exit(1)


@app.command(
    epilog='示例 · Examples:  dukou rules explain enterprise-size --facts \'{"industry":"工业","staff":1000,"revenue_wan":39999.99}\''
    "  ·  dukou rules explain specialised-sme --of e12 --as-of 2026-04-01"
)
def explain(
    book: BookName,
    facts: Annotated[str, typer.Option("--facts", metavar="FILE|JSON", help="事实：JSON 或文件 · Facts: JSON or a file")] = "",
    of: Annotated[str, typer.Option("--of", metavar="KEY", help="企业编号或集群代号 · Key of the firm or cluster")] = "",
    as_of: AsOf = None,
    place: PlaceOf = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """判断并逐条说明理由 · Answer, and say why, sentence by sentence"""
    told = _explanation(book, facts, of, as_of, place)
    emit(told.as_dict(), format, lambda: drawn(told))


@app.command(epilog="示例 · Example:  dukou rules decide enterprise-size e12 --purpose census/2024")
def decide(
    book: BookName,
    of: Annotated[str, typer.Argument(metavar="KEY", help="企业编号或集群代号 · Key of the firm or cluster")],
    purpose: Annotated[str, typer.Option("--purpose", help="为什么事判断 · What it is made for")] = "",
    as_of: AsOf = None,
    place: PlaceOf = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """判断并留底：版本、事实、来源一并记下 · Answer and keep it: with version, facts and sources"""
    told = _explanation(book, "", of, as_of, place)
    row = decisions.decide(by=caller(), explanation=told, key=of, place=place, purpose=purpose)
    emit({"decision": row.pk} | told.as_dict(), format, lambda: Group(Text(f"#{row.pk}"), drawn(told)))


@app.command(epilog="示例 · Example:  dukou rules replay 12")
def replay(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="判断的编号 · Number of the decision")],
    format: FormatOption = Format.TABLE,
) -> None:
    """按当时的版本和事实重做一次判断 · Make a decision again with the version and the facts of its day"""
    again = replayed(decision_row(number))
    data = {"decision": number, "same": again.is_same, "decided": again.decision.answer, "now": again.answer.value}
    said = Label("与当时一致", "the same as then") if again.is_same else Label("与当时不一致", "not the same as then")
    emit(data | {"value": again.value}, format, lambda: Group(Text(str(said)), drawn(again.explanation)))
    if not again.is_same:
        raise typer.Exit(1)


@app.command(epilog="示例 · Example:  dukou rules diff specialised-sme/2022 specialised-sme/2026")
def diff(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="旧版本；待发布的写 BOOK/VERSION@SHA · Old version; of a proposed text BOOK/VERSION@SHA")
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="新版本 · New version")],
    format: FormatOption = Format.TABLE,
) -> None:
    """两个版本的文字、条件和金标准案例有什么不同 · How two versions differ: words, conditions, golden cases"""
    found = changes_between(old, new)
    emit(
        found.as_dict(),
        format,
        lambda: table_of([spoken_change(line) for line in found.lines], CHANGES, Label(f"{old} → {new}", f"{old} → {new}")),
    )


BOOKS = [
    Column("book", Label("规则", "book")),
    Column("version", Label("版本", "version")),
    Column("name", Label("名称", "name")),
    Column("since", Label("生效", "from")),
    Column("until", Label("失效", "until")),
    Column("place", Label("地点", "place")),
    Column("standing", Label("状态", "standing")),
]
FACTS_TABLE = [
    Column("fact", Label("事实", "fact")),
    Column("label", Label("名称", "name")),
    Column("holds", Label("类型", "holds")),
    Column("unit", Label("单位", "unit")),
    Column("holder", Label("由谁掌握", "held by")),
    Column("visibility", Label("公开程度", "visibility")),
]
CHANGES = [
    Column("what", Label("变动", "change")),
    Column("clause", Label("条款", "clause")),
    Column("before", Label("原来", "before")),
    Column("after", Label("现在", "after")),
]


def spoken_change(line: Change) -> dict[str, object]:
    """A difference as a row of a table."""
    return {"what": line.kind.label, "clause": line.where, "before": line.before, "after": line.after}


def _explanation(book: str, facts: str, of: str, as_of: datetime | None, place: str) -> Explanation:
    day = _day(as_of)
    linked = linked_for(book, day, place, books=library())
    return explained(linked, Asked(of, day, _given(facts)), viewer=caller_viewer())


def _day(as_of: datetime | None) -> date:
    return as_of.date() if as_of else usual_day()


def _given(told: str) -> dict[str, object]:
    """The facts told: JSON, or a file of JSON or YAML. Numbers stay exact."""
    if not told:
        return {}
    text, path = told, Path(told) if not told.lstrip().startswith("{") else None
    if path is not None:
        if not path.is_file():
            raise FactsUnreadable(said=Label(f"没有文件“{told}”", f"there is no file “{told}”"))
        text = path.read_text(encoding="utf-8-sig")
    found = _plain_yaml(text, told) if path is not None and path.suffix in (".yaml", ".yml") else _plain_json(text)
    if not isinstance(found, dict):
        raise FactsUnreadable(said=Label("不是一组名称和值", "these are not names with values"))
    return found


def _plain_json(text: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal, object_pairs_hook=_once_each)
    except json.JSONDecodeError as error:
        raise FactsUnreadable(
            said=Label(f"第 {error.lineno} 行第 {error.colno} 列不是 JSON", f"line {error.lineno}, column {error.colno} is not JSON")
        ) from error


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The names with their values. Of a name that stands twice JSON would keep the last value without a word."""
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise FactsUnreadable(said=Label(f"“{name}”写了两次", f"“{name}” stands twice"))
        found[name] = value
    return found


def _plain_yaml(text: str, name: str) -> Any:
    located, faults = read_yaml(text, name)
    if faults or located is None:
        said = Label(str(faults[0].what.zh), str(faults[0].what.en)) if faults else Label("文件是空的", "the file is empty")
        raise FactsUnreadable(said=said)
    return located.plain
