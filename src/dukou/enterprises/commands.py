"""`dukou enterprises`: the register on the command line."""

from __future__ import annotations

import errno
import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from dukou.accounts.queries.callers import caller_viewer
from dukou.enterprises.actions.statements import state, state_many
from dukou.enterprises.actions.tables import import_divisions, import_industries
from dukou.enterprises.core.codes import judge
from dukou.enterprises.core.statements import Told
from dukou.enterprises.imports import EXAMPLE, import_list
from dukou.enterprises.intake.statements import read_statements
from dukou.enterprises.queries.lists import shown_by_id
from dukou.enterprises.queries.profiles import Profile, key_of_code, profile_of, stand_in_of
from dukou.enterprises.queries.search import Found, search
from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.refusals import Refusal
from dukou.kit.output import Column, Format, FormatOption, emit, emit_rows, table_of

app = typer.Typer(help="企业名录：导入、查找、核对代码 · The register: lists, search, codes", no_args_is_help=True)
name = "enterprises"


class NoSuchFirm(Refusal):
    """Neither a key nor a code of one firm."""

    code = "enterprises.no_such_firm"
    status = 404
    what = Label("没有可示的企业", "there is no firm to show")
    why = Label("“{asked}”不是名录里唯一一家企业的编号或代码", "“{asked}” is neither the key nor the code of exactly one firm")
    cure = Label("用 dukou enterprises search 查编号", "look it up with dukou enterprises search")


class NoSuchFile(Refusal):
    """The file cannot be opened."""

    code = "enterprises.no_such_file"
    what = Label("没有读取文件", "the file was not read")
    why = Label("打不开“{path}”：{said}", "“{path}” cannot be opened: {said}")
    cure = Label("核对路径和权限", "check path and rights")


@app.command("search", epilog="示例 · Examples:  dukou enterprises search 云帆  ·  dukou enterprises search hkws --format json")
def search_firms(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="名称片段、简称、拼音首字母或代码 · Part of a name, initials or a code")],
    size: Annotated[int, typer.Option("--size", min=1, max=200, help="最多几家 · At most so many")] = 20,
    format: FormatOption = Format.TABLE,
) -> None:
    """查找企业 · Find firms."""
    by = caller_viewer()
    found = {hit.id: hit for hit in search(by, text, size)}
    rows = [_found(found[each.id]) | {"key": each.key, "code": each.code, "name": each.name} for each in shown_by_id(by, list(found))]
    emit_rows(rows, FOUND, format, Label("找到的企业", "firms found"))


@app.command(epilog="示例 · Examples:  dukou enterprises show e12  ·  dukou enterprises show 91500104MA5U00000X --format json")
def show(
    firm: Annotated[str, typer.Argument(metavar="KEY|CODE", help="编号或统一社会信用代码 · Key or credit code")],
    format: FormatOption = Format.TABLE,
) -> None:
    """一家企业的登记内容 · What the register holds of a firm."""
    by = caller_viewer()
    key = stand_in_of(by, firm) or firm
    profile = profile_of(by, key) or profile_of(by, key_of_code(by, firm))
    if profile is None:
        raise NoSuchFirm(asked=firm)
    emit(profile, format, lambda: table_of(_lines(profile), LINES, Label(profile.name, profile.name)))


@app.command(epilog="示例 · Examples:  dukou enterprises codes 代码.txt > verdicts.jsonl")
def codes(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="每行一个代码；- 为标准输入 · One code a line; - is standard input")],
) -> None:
    """核对统一社会信用代码：每行出一个 JSON · Judge credit codes: one JSON line each."""
    try:
        lines = sys.stdin if str(file) == "-" else file.open(encoding="utf-8-sig", errors="replace")
        with lines:
            for line in lines:
                verdict = judge(line.rstrip("\r\n"))
                said = {"code": verdict.code, "valid": verdict.is_valid, "faults": [each.fault.value for each in verdict.faults]}
                sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    except OSError as error:
        raise NoSuchFile(path=file, said=error.strerror or error) from error


class TableKind(LabelledEnum):
    """The code tables that the office imports."""

    INDUSTRIES = "industries", "行业分类", "industries"
    DIVISIONS = "divisions", "行政区划", "divisions"


TABLE_EXAMPLE = (
    '示例 · Example:  dukou enterprises table gbt4754.csv --kind industries --edition "GB/T 4754-2017" --source "国家统计局公布的全表"'
)


@app.command(epilog=TABLE_EXAMPLE)
def table(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="csv 或 xlsx，第一行为列名 · csv or xlsx with the names of its columns")],
    kind: Annotated[TableKind, typer.Option("--kind", help="哪一种表 · Which table")],
    source: Annotated[str, typer.Option("--source", help="来源 · Where the table comes from")],
    edition: Annotated[str, typer.Option("--edition", help="行业分类的版本 · Edition of the industries")] = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """导入代码表：全部或一行不留 · Import a code table: all rows or none"""
    by = caller_viewer()
    if not file.is_file():
        raise NoSuchFile(path=file, said=os.strerror(errno.ENOENT))
    if kind is TableKind.INDUSTRIES:
        count = import_industries(by=by, path=file, name=file.name, edition=edition, source=source)
    else:
        count = import_divisions(by=by, path=file, name=file.name, source=source)
    emit({"file": file.name, "kind": kind.value, "written": count}, format, lambda: str(_written(file.name, count)))


app.command("import", epilog=EXAMPLE)(import_list)


@app.command(
    "state",
    epilog="示例 · Example:  dukou enterprises state e12 enterprise.has-award yes --known-on 2024-06-30 --evidence 渝科发〔2024〕1号",
)
def state_fact(
    firm: Annotated[str, typer.Argument(metavar="KEY", help="企业编号 · Key of the firm")],
    fact: Annotated[str, typer.Argument(metavar="FACT", help="事实：dukou rules facts 列出 · The fact: see dukou rules facts")],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="yes、no、日期、词或带单位的数 · yes, no, a date, a word, a number with unit")
    ],
    known_on: Annotated[datetime, typer.Option("--known-on", formats=["%Y-%m-%d"], help="何日得知 · Since when it is known")],
    evidence: Annotated[str, typer.Option("--evidence", help="依据 · What it rests on")],
    from_on: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="何日起有效 · Holds from")] = None,
    until_on: Annotated[datetime | None, typer.Option("--until", formats=["%Y-%m-%d"], help="何日失效 · Holds until")] = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记一项规则要用的事实（称号、证书、事故等） · State a fact that rule books need: a title, a certificate, an accident"""
    days = [each.date() if each else None for each in (from_on, until_on)]
    told = Told(fact, value, known_on.date(), *days)
    row = state(by=caller_viewer(), key=firm, told=told, evidence=evidence)
    data = {"statement": row.pk, "firm": firm, "fact": fact, "value": row.value}
    emit(data, format, lambda: str(Label("已登记", "recorded")))


STATE_MANY = "示例 · Example:  dukou enterprises state-many 称号名单.xlsx --known-on 2024-06-30 --evidence 渝科发〔2024〕1号"


@app.command("state-many", epilog=STATE_MANY)
def state_many_facts(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="列：企业、事实、值、起、止 · Columns: firm, fact, value, from, until")],
    known_on: Annotated[datetime, typer.Option("--known-on", formats=["%Y-%m-%d"], help="何日得知 · Since when they are known")],
    evidence: Annotated[str, typer.Option("--evidence", help="依据 · What they rest on")],
    format: FormatOption = Format.TABLE,
) -> None:
    """按名单登记事实：全部或一行不留 · State facts from a list: all rows or none"""
    by = caller_viewer()
    if not file.is_file():
        raise NoSuchFile(path=file, said=os.strerror(errno.ENOENT))
    told = read_statements(by, file, known_on.date())
    rows = state_many(by=by, told=told, evidence=evidence)
    emit({"file": file.name, "stated": len(rows)}, format, lambda: str(Label(f"已登记 {len(rows)} 项", f"{len(rows)} recorded")))


FOUND = [
    Column("key", Label("编号", "key")),
    Column("name", Label("名称", "name")),
    Column("code", Label("代码", "code")),
    Column("found_by", Label("按什么找到", "found by")),
    Column("matched", Label("对上的名称", "name that matched")),
]
LINES = [Column("what", Label("项目", "field")), Column("value", Label("内容", "content"))]


def _found(hit: Found) -> dict[str, object]:
    return {"found_by": hit.hit.label, "matched": hit.name}


def _written(file: str, count: int) -> Label:
    if not count:
        return Label("“{file}”与已有内容相同，没有改动", "“{file}” says what is stored: nothing changed").filled(file=file)
    return Label("已从“{file}”导入 {count} 个代码", "{count} codes were taken from “{file}”").filled(file=file, count=count)


def _lines(firm: Profile) -> list[dict[str, object]]:
    """The profile line by line, what is not known left out."""
    stated: list[tuple[Label, object]] = [
        (Label("编号", "key"), firm.key),
        *((each.kind.label, each.text) for each in firm.names),
        (Label("类型", "kind"), firm.unit_kind.label),
        (Label("代码", "code"), firm.code.code if firm.code else ""),
        *((Label("代码存疑", "doubt of the code"), fault.label) for fault in (firm.code.faults if firm.code else ())),
        (Label("行业", "industry"), f"{firm.industry} {firm.industry_name}".strip()),
        (Label("区划", "division"), f"{firm.division} {firm.division_name}".strip()),
        (Label("地址", "address"), firm.address),
        (Label("注册资本", "capital"), firm.capital.written if firm.capital else ""),
        (Label("成立", "founded"), firm.founded_on or ""),
        (Label("状态", "status"), firm.status.label),
        *((each.what, f"{each.about} {each.evidence}") for each in (*firm.life, *firm.sites, *firm.parts, *firm.charges)),
        *((each.record.what, each.name) for each in firm.relatives),
    ]
    if firm.is_synthetic:
        stated.append((Label("性质", "nature"), Label("合成数据，并无此企业", "made up: there is no such firm")))
    return [{"what": what, "value": value} for what, value in stated if str(value)]
