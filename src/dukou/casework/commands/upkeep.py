"""`dukou clock sweep | reproject | replay`: what workers do by themselves, done at once; and a profile tried before it is adopted."""

from __future__ import annotations

from typing import Annotated

import typer

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries.callers import caller_viewer
from dukou.casework.actions import deadlines, ladder
from dukou.casework.actions.refusals import NoSuchProfile
from dukou.casework.commands.group import app
from dukou.casework.queries.profiles import profile_in_force, profile_of
from dukou.casework.queries.replays import replayed
from dukou.casework.queries.timing import timing_of
from dukou.kit.callers import caller
from dukou.kit.core.labels import Label
from dukou.kit.output import Column, Format, FormatOption, emit, progress, table_of


@app.command(epilog="示例 · Examples:  dukou clock sweep  ·  dukou clock sweep --format json")
def sweep(format: FormatOption = Format.TABLE) -> None:
    """执行到期的提醒、催办和督办；重复执行无妨 · Take the rungs of the ladder that are due; doing it twice does no harm"""
    caller_viewer().require(Permission.HANDLE_APPEALS)
    with progress(Label("催办", "sweeping"), format):
        taken = ladder.sweep(by=caller())
    emit({"taken": taken}, format, lambda: str(Label("执行 {n} 级", "rungs taken: {n}").filled(n=taken)))


@app.command(epilog="示例 · Examples:  dukou clock reproject  ·  dukou clock reproject --calendar cn --format json")
def reproject(
    calendar: Annotated[str, typer.Option("--calendar", metavar="NAME", help="工作日历 · Working calendar")] = "cn",
    format: FormatOption = Format.TABLE,
) -> None:
    """按日历的新版本重算期限，逐件留痕 · Reckon deadlines anew under the newest calendar, each with its event"""
    caller_viewer().require(Permission.LOAD_PACK)
    with progress(Label("重算期限", "reckoning anew"), format):
        moved = deadlines.reproject(by=caller(), calendar=calendar)
    emit({"calendar": calendar, "moved": moved}, format, lambda: str(Label("变动 {n} 个", "deadlines moved: {n}").filled(n=moved)))


@app.command(epilog="示例 · Examples:  dukou clock replay --profile shandong-1-3-15-30  ·  dukou clock replay --profile P --format json")
def replay(
    profile: Annotated[str, typer.Option("--profile", metavar="KEY", help="要试的办理规则 · Profile to try")],
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="办件种类 · Kind of cases")] = "appeal",
    format: FormatOption = Format.TABLE,
) -> None:
    """用另一套规则试算已办结的办件：会有多少逾期 · Try a profile on closed cases: how many would have been late, and how many were

    同名等级对同名等级，没有同名的按该规则的通常等级；延期单位不同的不比。只读，不改任何数据。
    Grades meet by name, else the usual one; clocks extended in units that the profile does not count in are left out. Nothing is changed.
    """
    caller_viewer().require(Permission.SEE_APPEALS)
    found = profile_in_force(profile)
    if found is None:
        raise NoSuchProfile(profile=profile)
    with progress(Label("试算", "replaying"), format) as step:
        lines = replayed(kind, timing_of(profile_of(found)), lambda done, total: step(str(Label("试算", "replaying")), done, total))
    rows = [line.as_dict() | {"was_rate": _rate(line.late, line.count), "would_rate": _rate(line.would, line.count)} for line in lines]
    data = {"profile": profile, "version": found.sha256, "kind": kind, "clocks": rows}
    emit(data, format, lambda: table_of([row | {"under": _under(row)} for row in rows], REPLAYED))


REPLAYED = [
    Column("grade", Label("等级", "grade")),
    Column("under", Label("按新规则的等级", "grade in the profile")),
    Column("key", Label("期限", "clock")),
    Column("count", Label("可比", "counted"), "right"),
    Column("late", Label("原来逾期", "were late"), "right"),
    Column("would", Label("会逾期", "would be late"), "right"),
    Column("was_rate", Label("原逾期率", "was"), "right"),
    Column("would_rate", Label("会逾期率", "would be"), "right"),
    Column("no_clock", Label("新规则无此期限", "no such clock"), "right"),
    Column("not_alike", Label("延期单位不同", "extended in other units"), "right"),
]


def _under(row: dict[str, object]) -> str:
    return str(row["under"]) if row["by_name"] else f"{row['under']} {Label('（通常等级）', '(the usual one)')}"


def _rate(part: int, base: int) -> str | None:
    """A share in words; None without a base."""
    return f"{100 * part / base:.1f} %" if base else None
