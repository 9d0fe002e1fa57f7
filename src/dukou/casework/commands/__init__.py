"""`dukou clock`: deadlines on the command line, with or without a home."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from dukou.casework.commands import upkeep as upkeep  # its verbs stand in the same group
from dukou.casework.commands.group import app as app
from dukou.casework.core.budgets import Budget, BudgetUnit, Convention
from dukou.casework.core.calendars import WorkingCalendar
from dukou.casework.core.clocks import ZONE, Clock
from dukou.casework.core.notices import named_days
from dukou.casework.core.receipts import BadReceipt, DayReason, receipt, verify
from dukou.casework.packs.shipped import shipped_calendar, shipped_notices
from dukou.casework.queries.calendars import calendar_in_force, calendars_in_force
from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.output import Column, Format, FormatOption, emit, emit_rows, table_of

name = "clock"
without_home = frozenset({"due", "verify", "calendars"})  # without one the shipped calendar holds
_USUAL = Convention()


class OneBudget(Refusal):
    """A deadline has one budget in one unit, from one up."""

    code = "casework.one_budget"
    what = Label("没有算出期限", "no deadline was reckoned")
    why = Label("时限要写一种，而且是一以上的整数；现在写了：{told}", "there is one amount of time, from one up; told was: {told}")
    cure = Label("只写 --workdays、--days、--hours、--office-hours 中的一个", "give one of --workdays, --days, --hours, --office-hours")


class BadStart(Refusal):
    """The beginning is neither a day nor a moment."""

    code = "casework.bad_start"
    what = Label("没有算出期限", "no deadline was reckoned")
    why = Label("“{start}”不是日期，也不是时刻", "“{start}” is neither a day nor a moment")
    cure = Label("写成 2026-09-24 或 2026-09-24T15:30", "write 2026-09-24 or 2026-09-24T15:30")


class BadOffice(Refusal):
    """Office time that is no row of stretches."""

    code = "casework.bad_office"
    what = Label("没有算出期限", "no deadline was reckoned")
    why = Label("“{office}”不成先后分明的办公时段", "“{office}” is no row of stretches in order")
    cure = Label("写成 09:00-12:00,14:00-18:00", "write 09:00-12:00,14:00-18:00")


class NoReceiptFile(Refusal):
    """The receipt to verify is not there, or is no JSON."""

    code = "casework.no_receipt_file"
    what = Label("没有核对", "nothing was checked")
    why = Label("没有读到“{path}”，或其中不是 JSON", "“{path}” was not read, or holds no JSON")
    cure = Label("给出凭据文件，或用 - 从标准输入读", "give the file of the receipt, or - for standard input")


CalendarOption = Annotated[str, typer.Option("--calendar", metavar="NAME", help="工作日历 · Working calendar")]


@app.command(
    epilog="示例 · Examples:  dukou clock due --start 2026-09-24 --workdays 5"
    "  ·  dukou clock due --start 2026-09-24T15:30 --office-hours 4 --format json"
)
def due(
    start: Annotated[
        str, typer.Option("--start", metavar="DAY|MOMENT", help="受理之日或时刻（北京时间） · Receipt: day, or moment in Beijing")
    ],
    workdays: Annotated[int | None, typer.Option("--workdays", metavar="N", help="工作日 · Working days")] = None,
    days: Annotated[int | None, typer.Option("--days", metavar="N", help="自然日 · Calendar days")] = None,
    hours: Annotated[int | None, typer.Option("--hours", metavar="N", help="小时，昼夜连算 · Hours, day and night")] = None,
    office_hours: Annotated[int | None, typer.Option("--office-hours", metavar="N", help="办公时间的小时 · Office hours")] = None,
    calendar: CalendarOption = "cn",
    first_day_counts: Annotated[bool, typer.Option("--first-day-counts", help="受理当日也算 · The day of receipt counts too")] = False,
    rolls: Annotated[bool, typer.Option("--rolls/--no-rolls", help="自然日末日逢休息日顺延 · A last calendar day off moves on")] = True,
    late_is_next_day: Annotated[
        bool,
        typer.Option(
            "--late-is-next-day", help="下班后或休息日收到的，算次一工作日收到 · What comes late is received the next working day"
        ),
    ] = False,
    ends_at_close: Annotated[bool, typer.Option("--ends-at-close", help="末日到下班为止 · The last day ends with office time")] = False,
    office: Annotated[str, typer.Option("--office", metavar="SPANS", help="办公时间 · Office time")] = ",".join(_USUAL.plain["office"]),
    format: FormatOption = Format.TABLE,
) -> None:
    """期限到哪天，逐日写明算或不算 · When time runs out, with every day counted or skipped

    受理当日不计入。只写日期的，视为当日零时收到；按小时的从零时起算，按办公时间的从上班起算。
    The day of receipt is not counted. A bare day means received at midnight as it begins: hours run from then, office hours from opening.
    """
    told = {"office": office.split(","), "first_day_counts": first_day_counts, "rolls": rolls}
    convention = _convention(told | {"late_is_next_day": late_is_next_day, "ends_at_close": ends_at_close}, office)
    amounts = dict(zip(BudgetUnit, (hours, office_hours, workdays, days), strict=True))
    found = receipt(Clock(_moment(start), _budget(amounts), convention), _calendar(calendar))
    emit({"due": found["due"], "firm": found["firm"], "receipt": found}, format, lambda: _drawn(found))


@app.command("verify", epilog="示例 · Examples:  dukou clock verify receipt.json  ·  cat receipt.json | dukou clock verify -")
def verify_receipt(
    path: Annotated[str, typer.Argument(metavar="RECEIPT", help="凭据文件，或 - 表示标准输入 · File of the receipt, - for standard input")],
    format: FormatOption = Format.TABLE,
) -> None:
    """按日历重算一份期限凭据；有出入时逐处列出，退出码为 1 · Reckon a receipt again; differences are listed, and it exits with 1"""
    said = _said(path)
    calendar = _calendar(_key_of(said))
    found = verify(said, calendar)
    head = Text(str(_verdict(len(found), said, calendar)))
    data = {"holds": not found, "calendar": {"key": calendar.key, "version": calendar.version}, "discrepancies": found}
    rows = [each.as_dict() for each in found]
    emit(data, format, lambda: Group(head, table_of(rows, DISCREPANCIES)) if rows else head)
    if found:
        raise typer.Exit(1)


@app.command(epilog="示例 · Examples:  dukou clock calendars  ·  dukou clock calendars --format json")
def calendars(format: FormatOption = Format.TABLE) -> None:
    """工作日历：每一年的通知、版本、说到哪一天 · Working calendars: the notice of every year, the version, how far it reaches"""
    emit_rows(list(_years()), YEARS, format, Label("工作日历", "working calendars"))


DAYS = [Column("on", Label("日期", "day")), Column("why", Label("缘由", "why")), Column("n", Label("第几", "count"), "right")]
DISCREPANCIES = [
    Column("place", Label("位置", "place")),
    Column("said", Label("凭据写的", "said")),
    Column("reckoned", Label("重算的", "reckoned")),
]
YEARS = [
    Column("calendar", Label("日历", "calendar")),
    Column("year", Label("年份", "year")),
    Column("notice", Label("通知", "notice")),
    Column("holidays", Label("放假天数", "days off"), "right"),
    Column("make_up", Label("调休上班天数", "make-up days"), "right"),
    Column("firm_until", Label("确定至", "firm until")),
    Column("number", Label("版本", "version"), "right"),
]


def _calendar(key: str) -> WorkingCalendar:
    """The home's calendar in force, or the shipped one where there is no home."""
    return calendar_in_force(key)[0] if Home.of_environment().is_built else shipped_calendar(key)


def _moment(told: str) -> datetime:
    try:
        found = datetime.fromisoformat(told.strip())
    except ValueError as error:
        raise BadStart(start=told) from error
    return found if found.tzinfo else found.replace(tzinfo=ZONE)


def _budget(amounts: dict[BudgetUnit, int | None]) -> Budget:
    told = {unit: value for unit, value in amounts.items() if value is not None}
    try:
        [(unit, value)] = told.items()
        return Budget(value, unit)
    except ValueError as error:
        raise OneBudget(told=", ".join(f"{value} {unit}" for unit, value in told.items()) or "—") from error


def _convention(told: dict[str, Any], office: str) -> Convention:
    try:
        return Convention.read(told)
    except (ValueError, TypeError) as error:
        raise BadOffice(office=office) from error


def _said(path: str) -> Any:
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
        said = json.loads(text)
    except (OSError, ValueError) as error:
        raise NoReceiptFile(path=path) from error
    return said["receipt"] if isinstance(said, dict) and "receipt" in said else said  # what `due --format json` wrote holds it


def _key_of(said: Any) -> str:
    try:
        return str(said["calendar"]["key"])
    except (KeyError, TypeError) as fault:
        raise BadReceipt(missing="calendar") from fault


def _verdict(differing: int, said: dict[str, Any], calendar: WorkingCalendar) -> Label:
    if not differing:
        return Label("相符：期限 {due}", "it holds: due {due}").filled(due=said["due"])
    if said["calendar"].get("version") == calendar.version:
        return Label("有 {count} 处不符", "{count} places differ").filled(count=differing)
    return Label(
        "有 {count} 处不符。凭据出自日历的另一版本；暂定的日子可能已由后来的通知改变",
        "{count} places differ. The receipt is of another version of the calendar; a later notice may have moved provisional days",
    ).filled(count=differing)


def _drawn(found: dict[str, Any]) -> RenderableType:
    certainty = (
        Label("确定", "firm")
        if found["firm"]
        else Label("暂定：那年的放假通知还没有载入", "provisional: the notice of that time is not loaded")
    )
    head = Label("期限 {due}（{certainty}），过期时刻 {at}", "due {due} ({certainty}), too late from {at}")
    at = datetime.fromisoformat(found["due_at"]).strftime("%Y-%m-%d %H:%M")
    text = Text(str(head.filled(due=found["due"], certainty=certainty, at=at)))
    return Group(text, table_of(list(_lines(found["days"])), DAYS)) if found["days"] else text


def _lines(days: list[dict[str, Any]]) -> Iterator[dict[str, object]]:
    """The days as lines of a table; those that count are numbered."""
    count = 0
    for day in days:
        count += day["counts"]
        words = [str(DayReason.of(day["why"]).label), day.get("name"), day.get("provisional") and str(Label("暂定", "provisional"))]
        on = date.fromisoformat(day["on"])
        yield {"on": f"{on} {WEEKDAYS[on.weekday()]}", "why": " · ".join(filter(None, words)), "n": count if day["counts"] else None}


def _years() -> Iterator[dict[str, object]]:
    if Home.of_environment().is_built:
        known = [(row.key, row.number, row.content) for row in calendars_in_force()]
    else:
        known = [(key, 0, content) for key, content in shipped_notices().items()]
    for key, number, content in known:
        for notice in sorted(content.values(), key=lambda each: each["year"]):
            named = list(named_days(notice))
            make_up = sum(day.kind.counts for day in named)
            yield {
                "calendar": key,
                "year": notice["year"],
                "notice": notice["notice"]["number"] or Label("文号未查到", "number not found"),
                "holidays": len(named) - make_up,
                "make_up": make_up,
                "firm_until": notice["firm_until"],
                "number": number or Label("随程序", "shipped"),
            }


WEEKDAYS = (
    Label("周一", "Mon"),
    Label("周二", "Tue"),
    Label("周三", "Wed"),
    Label("周四", "Thu"),
    Label("周五", "Fri"),
    Label("周六", "Sat"),
    Label("周日", "Sun"),
)
