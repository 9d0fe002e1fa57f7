"""`dukou credit fields | grade | what-if | run`: what a firm's grades rest on, and what would raise them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

import typer
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.callers import caller_viewer
from dukou.credit.actions import grades
from dukou.credit.commands.group import app
from dukou.credit.core.grading import Graded
from dukou.credit.core.schemes import Scheme
from dukou.credit.core.ways_up import ways_up
from dukou.credit.queries.fields import CreditField, field_named, fields
from dukou.credit.queries.grades import given, live, live_in_all, made_again
from dukou.credit.tables.reasons import clause_words
from dukou.enterprises.queries.own import firm_named
from dukou.enterprises.queries.the_one import key_of_firm_named
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.output import Column, Format, FormatOption, emit_rows

FirmArgument = Annotated[str, typer.Argument(metavar="USCC", help="统一社会信用代码、名录代号或全名 · Credit code, key or whole name")]
FieldOption = Annotated[str, typer.Option("--field", metavar="F", help="领域代号，缺省为各领域 · Slug of a field; all by default")]
DayOption = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="当日有效的等级，按当日规则复算 · The grade that stood, made again")
]

_NOTHING = same("—")


@app.command("fields", epilog="示例 · Examples:  dukou credit fields  ·  dukou credit fields --format json")
def list_fields(format: FormatOption = Format.TABLE) -> None:
    """列出监管领域和现行办法 · The fields of supervision with the scheme of the day"""
    today, rows = timezone.localdate(), []
    for field in fields():
        scheme = next((each for each in field.schemes if each.is_in_force(today)), None)
        told = {"version": scheme.version, "standing": scheme.standing.label, "cycle": scheme.cycle.label} if scheme else {}
        rows.append({"field": field.key, "name": field.label, "unit": field.unit} | told)
    emit_rows(rows, FIELDS, format)


@app.command(epilog="示例 · Examples:  dukou credit grade 91500104XXC4N0JJ8R  ·  dukou credit grade KEY --field tax --as-of 2025-12-31")
def grade(firm: FirmArgument, field: FieldOption = "", as_of: DayOption = None, format: FormatOption = Format.TABLE) -> None:
    """企业在各领域的等级和逐项依据；写日期就按当日规则复算 · Grades of a firm, point by point; with a day, made again under its rule"""
    number = _firm(caller_viewer(), firm)
    among = [field_named(field)] if field else fields()
    rows = [_stood(number, each, as_of.date()) for each in among] if as_of else _today(number, field, among)
    emit_rows([row for row in rows if row], GRADES, format)


@app.command(
    "what-if", epilog="示例 · Examples:  dukou credit what-if 91500104XXC4N0JJ8R  ·  dukou credit what-if KEY --field tax --format json"
)
def what_if(firm: FirmArgument, field: FieldOption = "", format: FormatOption = Format.TABLE) -> None:
    """怎样提升等级、最早哪天：只等待，或修复最少的几条 · What would raise a grade and by when: by waiting, or with the fewest repairs"""
    number, today = _firm(caller_viewer(), firm), timezone.localdate()
    found = [live(number, field_named(field), today)] if field else live_in_all(number, today)
    rows = [
        {
            "field": each.field.key,
            "grade": each.graded.grade,
            "target": way.grade,
            "on": way.on,
            "how": _HOW[bool(way.repairs)],
            "repairs": len(way.repairs),
            "records": list(way.repairs) if format is Format.JSON else "、".join(map(str, way.repairs)) or "—",
        }
        for each in found
        for way in ways_up(each.scheme, each.held, each.says, today)
    ]
    emit_rows(rows, WAYS, format)


@app.command(epilog="示例 · Examples:  dukou credit run tax  ·  dukou credit run tax --as-of 2026-06-30")
def run(
    field: Annotated[str, typer.Argument(metavar="[FIELD]", help="领域代号，缺省为各领域 · Slug of a field; all by default")] = "",
    as_of: Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="评级日，缺省为今天 · Day of the grades")] = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """给一个或全部领域的企业评级 · Grade every firm of a field, or of all"""
    viewer, day = caller_viewer(), as_of.date() if as_of else None
    made = [grades.run(by=viewer, field=field, as_of=day)] if field else grades.run_all(by=viewer, as_of=day)
    rows = [{name: getattr(each, name) for name in ("field", "version", "as_of", "covered")} for each in made]
    for row, each in zip(rows, made, strict=True):
        row["counts"] = each.counts if format is Format.JSON else "  ".join(f"{key} {count}" for key, count in each.counts.items())
    emit_rows(rows, RUN, format)


def _firm(viewer: Viewer, text: str) -> int:
    viewer.require(Permission.SEE_CREDIT)
    found = firm_named(viewer, text) or firm_named(viewer, key_of_firm_named(viewer, text))
    assert found is not None, "a key that was just found"
    return found.id


def _today(firm: int, key: str, among: list[CreditField]) -> list[dict[str, Any]]:
    today = timezone.localdate()
    found = [live(firm, among[0], today)] if key else live_in_all(firm, today)
    rows = []
    for each in found:
        told = given(firm, each.field)
        stood = {"given": told.grade, "given_on": told.run.as_of} if told else {"given": _NOTHING, "given_on": None}
        rows.append(_row(each.field, each.scheme, each.graded) | stood)
    return rows


def _stood(firm: int, field: CreditField, on: date) -> dict[str, Any]:
    """The grade that stood on a day beside what is made of it again; nothing where the field had graded nobody by then."""
    told = given(firm, field, on)
    if told is None:
        return {}
    again = made_again(told, firm)
    is_same = (again.grade, again.points) == (told.grade, told.points)
    row = _row(told.field, told.scheme, again) | {"given": told.grade, "given_on": told.run.as_of}
    return row | {"again": Label("一致", "the same") if is_same else Label("不一致", "differs")}


def _row(field: CreditField, scheme: Scheme, found: Graded) -> dict[str, Any]:
    words = [clause_words(scheme, reason) for reason in found.reasons]
    return {
        "field": field.key,
        "name": field.label,
        "version": scheme.version,
        "grade": found.grade,
        "points": found.points,
        "reasons": joined(words) if words else _NOTHING,
        "again": _NOTHING,
    }


_HOW = {False: Label("等待", "waiting"), True: Label("修复", "repair")}
FIELDS = (
    Column("field", Label("代号", "Field")),
    Column("name", Label("领域", "Name")),
    Column("unit", Label("单位", "Unit")),
    Column("version", Label("版本", "Version")),
    Column("standing", Label("来源", "Standing")),
    Column("cycle", Label("周期", "Cycle")),
)
GRADES = (
    Column("field", Label("代号", "Field")),
    Column("name", Label("领域", "Name")),
    Column("version", Label("版本", "Version")),
    Column("grade", Label("等级", "Grade")),
    Column("points", Label("分", "Points")),
    Column("reasons", Label("依据", "Reasons")),
    Column("given", Label("已评定", "Given")),
    Column("given_on", Label("评定日", "On")),
    Column("again", Label("复算", "Made again")),
)
WAYS = (
    Column("field", Label("领域", "Field")),
    Column("grade", Label("现在", "Now")),
    Column("target", Label("可到", "Target")),
    Column("on", Label("最早", "From")),
    Column("how", Label("办法", "How")),
    Column("repairs", Label("修复条数", "Repairs")),
    Column("records", Label("记录编号", "Records")),
)
RUN = (
    Column("field", Label("领域", "Field")),
    Column("version", Label("版本", "Version")),
    Column("as_of", Label("评级日", "As of")),
    Column("covered", Label("企业数", "Covered")),
    Column("counts", Label("各级", "By grade")),
)
