"""`dukou appeals`: lists, one appeal, filing, lists of visits, triage and dispatch on the command line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils import timezone
from rich.console import Group, RenderableType
from rich.text import Text

from dukou.accounts.queries.callers import caller_viewer
from dukou.appeals.actions import appeals as acts
from dukou.appeals.actions import dispatch as dispatching
from dukou.appeals.actions import replies, triage
from dukou.appeals.actions import visits as lists
from dukou.appeals.core.kinds import AppealState, Channel, VerdictKind
from dukou.appeals.models import Appeal
from dukou.appeals.queries.handlers import may_ask
from dukou.appeals.queries.lists import ListedAppeal, Narrowed, page_of
from dukou.appeals.queries.shown import ShownAppeal, shown
from dukou.appeals.queries.visibility import appeal_of
from dukou.enterprises.queries.the_one import key_of_firm_meant
from dukou.kit.core.labels import Label, joined
from dukou.kit.output import Column, Format, FormatOption, emit, emit_rows, progress, table_of

app = typer.Typer(help="企业诉求：清单、提交、受理、派单、答复 · Appeals: lists, filing, triage, dispatch, replies", no_args_is_help=True)
name = "appeals"
Number = Annotated[int, typer.Argument(metavar="NUMBER", min=1, max=2**63 - 1, help="诉求编号 · Number of the appeal")]
TextOption = Annotated[str, typer.Option("--text", metavar="TEXT", help="内容 · What it says")]


@app.command("list", epilog="示例 · Examples:  dukou appeals list --state filed  ·  dukou appeals list --late --format json")
def list_(
    state: Annotated[AppealState | None, typer.Option("--state", help="状态 · State")] = None,
    topic: Annotated[str, typer.Option("--topic", metavar="KEY", help="类别代号 · Key of a topic")] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="KEY", help="承办单位代号 · Key of a unit")] = "",
    late: Annotated[bool, typer.Option("--late", help="只看已逾期的 · Only those that are late")] = False,
    firm: Annotated[str, typer.Option("--firm", metavar="TEXT", help="编号、企业名称或代码 · Number, or name or code of a firm")] = "",
    before: Annotated[int | None, typer.Option("--before", metavar="NUMBER", help="从此编号往前 · Those before this number")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="最多几条 · At most so many")] = 50,
    format: FormatOption = Format.TABLE,
) -> None:
    """诉求清单，编号大的在前 · Appeals in sight, the highest number first"""
    asked = Narrowed((state,) if state else (), topic, unit, late, firm.strip())
    page = page_of(caller_viewer(), asked, timezone.now(), before=before, size=limit)
    title = Label("更早的：--before {mark}", "earlier ones: --before {mark}").filled(mark=page.after) if page.after else None
    emit_rows([_row(each) for each in page.rows], LISTED, format, title)


@app.command(epilog="示例 · Examples:  dukou appeals show 12  ·  dukou appeals show 12 --format json")
def show(number: Number, format: FormatOption = Format.TABLE) -> None:
    """一件诉求：期限、承办、答复 · One appeal: its clocks, parts and replies"""
    viewer = caller_viewer()
    row = appeal_of(viewer, number)
    told = shown(viewer, row)
    contact = {"name": row.contact_name, "phone": row.contact_phone} if may_ask(viewer, row) else None
    data = _row(told.line) | {"text": row.text, "place": row.place, "contact": contact}
    data |= {name: getattr(told, name) for name in ("topic", "grade", "profile", "is_official", "clocks", "legs", "replies", "calls")}
    emit(data, format, lambda: _drawn(told))


@app.command(epilog="示例 · Example:  dukou --as clerk appeals file --firm 示例市云帆虚构制造有限公司 --title 迁改线路 --text 线路影响封顶")
def file(
    firm: Annotated[str, typer.Option("--firm", metavar="FIRM", help="企业代码、编号或全名 · Code, key or whole name of the firm")],
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="一句话说明要解决什么 · What is wanted, in a line")],
    text: TextOption,
    topic: Annotated[str, typer.Option("--topic", metavar="KEY", help="类别代号，空则按文字归类 · Topic; empty: read off the text")] = "",
    place: Annotated[str, typer.Option("--place", metavar="TEXT", help="地点 · Place")] = "",
    contact: Annotated[str, typer.Option("--contact", metavar="NAME", help="联系人 · Whom to ask")] = "",
    phone: Annotated[str, typer.Option("--phone", metavar="NUMBER", help="电话 · Telephone")] = "",
    channel: Annotated[Channel, typer.Option("--channel", help="来源 · How it came")] = Channel.PHONE_DESK,
    once: Annotated[str, typer.Option("--once", metavar="KEY", help="同一键只提交一次 · The same key files once")] = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """代企业提交一件诉求 · File an appeal on behalf of a firm"""
    viewer = caller_viewer()
    made = acts.whistle(
        by=viewer,
        firm=key_of_firm_meant(viewer, firm),
        title=title,
        text=text,
        topic=topic,
        place=place,
        contact=acts.Contact(contact, phone),
        channel=channel,
        form_key=once,
    )
    _say(made, format)


@app.command(epilog="示例 · Examples:  dukou appeals visits 走访清单.xlsx  ·  dukou appeals visits visits.csv --format json")
def visits(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="走访清单（xlsx、csv） · List of visits")],
    format: FormatOption = Format.TABLE,
) -> None:
    """导入走访清单：全部或全不，逐行指出错误 · Take in a list of visits: all or none, every bad row named"""
    with progress(Label("导入走访清单", "taking in"), format):
        numbers = lists.take_in(by=caller_viewer(), path=path)
    said = Label("已提交 {n} 件：{first}–{last}", "filed {n}: {first}–{last}").filled(n=len(numbers), first=numbers[0], last=numbers[-1])
    emit({"filed": len(numbers), "numbers": numbers}, format, lambda: str(said))


@app.command(epilog="示例 · Example:  dukou --as clerk appeals accept 12 --topic power --grade ordinary")
def accept(
    number: Number,
    topic: Annotated[str, typer.Option("--topic", metavar="KEY", help="类别代号，空则不改 · Key of a topic; empty: as it is")] = "",
    grade: Annotated[str, typer.Option("--grade", metavar="KEY", help="等级，空则不改 · Grade; empty: as it is")] = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """受理 · Accept an appeal"""
    _say(triage.accept(by=caller_viewer(), number=number, topic=topic, grade=grade), format)


@app.command(epilog="示例 · Example:  dukou --as clerk appeals dispatch 12 --lead power-office --assisting social-office")
def dispatch(
    number: Number,
    lead: Annotated[str, typer.Option("--lead", metavar="UNIT", help="主办单位代号 · Key of the unit that leads")] = "",
    assisting: Annotated[list[str] | None, typer.Option("--assisting", metavar="UNIT", help="协办单位，可多次 · Assisting; repeat")] = None,
    separate: Annotated[
        list[str] | None, typer.Option("--separate", metavar="UNIT", help="分办单位，可多次 · Each for its part; repeat")
    ] = None,
    task: Annotated[str, typer.Option("--task", metavar="TEXT", help="交办要求 · What is asked of them")] = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """派单 · Dispatch an appeal to units"""
    units: dict[str, Any] = {"lead": lead, "assisting": assisting or [], "separate": separate or [], "task": task}
    _say(dispatching.send(by=caller_viewer(), number=number, **units), format)


@app.command(epilog="示例 · Example:  dukou --as officer appeals reply 12 --verdict solved --text 已迁改 --done 完成迁改")
def reply(
    number: Number,
    verdict: Annotated[VerdictKind, typer.Option("--verdict", help="结论 · Verdict")],
    text: TextOption,
    done: Annotated[str, typer.Option("--done", metavar="TEXT", help="采取的措施和结果 · What was done")] = "",
    ground: Annotated[str, typer.Option("--ground", metavar="TEXT", help="依据 · Ground")] = "",
    promised_on: Annotated[
        datetime | None, typer.Option("--promised-on", formats=["%Y-%m-%d"], help="承诺下次答复的日期 · When it hears again")
    ] = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """主办单位答复企业 · The lead replies to the enterprise"""
    day = promised_on.date() if promised_on else None
    made = replies.reply(by=caller_viewer(), number=number, verdict=verdict, text=text, done=done, ground=ground, promised_on=day)
    _say(made, format)


LISTED = [
    Column("number", Label("编号", "No."), "right"),
    Column("filed_at", Label("提交时间", "filed")),
    Column("firm_name", Label("企业", "enterprise")),
    Column("title", Label("诉求", "appeal")),
    Column("state_label", Label("状态", "state")),
    Column("in_hand", Label("承办", "in hand of")),
    Column("due", Label("期限", "due")),
    Column("clock", Label("期限名称", "which")),
    Column("late", Label("逾期", "late")),
]
CLOCKS = [
    Column("name", Label("期限", "clock")),
    Column("of", Label("单位", "unit")),
    Column("due", Label("到期", "due")),
    Column("state", Label("状态", "state")),
    Column("late", Label("逾期", "late")),
]
PARTS = [
    Column("number", Label("编号", "No."), "right"),
    Column("unit", Label("单位", "unit")),
    Column("role", Label("分工", "role")),
    Column("outcome", Label("结果", "outcome")),
    Column("answer", Label("答复", "answer")),
]
_LATE = {True: Label("是", "yes"), False: Label("否", "no")}


def _row(each: ListedAppeal) -> dict[str, object]:
    wanted = ("number", "title", "firm", "firm_name", "state", "state_label", "ending", "channel", "topic", "grade", "due_on", "is_firm")
    units = joined(list(each.units), zh="、", en=", ") if each.units else None
    told = {name: getattr(each, name) for name in (*wanted, "due", "clock", "is_late", "sent_back", "reopenings", "is_synthetic")}
    return told | {"filed_at": timezone.localtime(each.filed_at), "in_hand": units, "late": _LATE[each.is_late]}


def _drawn(told: ShownAppeal) -> RenderableType:
    head = Label("第 {number} 号 {title}（{state}）", "appeal {number}, {title} ({state})")
    line = told.line
    text = Text(f"{head.filled(number=line.number, title=line.title, state=line.state_label)}\n{line.firm_name}\n{told.row.text}")
    clocks = [
        {"name": each.name, "of": each.of, "due": each.due, "state": each.state.label, "late": _LATE[each.is_late]} for each in told.clocks
    ]
    parts = [
        {"number": leg.number, "unit": leg.unit, "role": leg.role.label, "outcome": leg.outcome and leg.outcome.label, "answer": leg.answer}
        for leg in told.legs
    ]
    return Group(text, table_of(clocks, CLOCKS), *([table_of(parts, PARTS)] if parts else []))


def _say(made: Appeal, format: Format) -> None:
    state = AppealState.of(made.state)
    said = Label("第 {number} 号：{state}", "appeal {number}: {state}").filled(number=made.pk, state=state.label)
    emit({"number": made.pk, "state": state, "topic": made.topic}, format, lambda: str(said))
