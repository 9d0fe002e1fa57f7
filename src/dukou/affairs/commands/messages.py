"""`dukou affairs parts | retry | give-up | receiver`: what was handed to units, what nobody took, and how units take it."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries.callers import caller_viewer
from dukou.affairs.actions import messages as acts
from dukou.affairs.commands.group import app
from dukou.affairs.core.kinds import OutgoingKind, OutgoingState
from dukou.affairs.models import Outgoing
from dukou.affairs.queries.messages import Taker, all_takers, matter_name, messages_seen
from dukou.kit.core.labels import Label
from dukou.kit.output import Column, Format, FormatOption, emit, emit_rows

_LAST = 2**63 - 1
Number = Annotated[int, typer.Argument(metavar="NUMBER", min=1, max=_LAST, help="消息编号 · Number of the message")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="理由 · Why")]
UnitOption = Annotated[str, typer.Option("--unit", metavar="KEY", help="单位代号 · Key of a unit")]


@app.command(epilog="示例 · Examples:  dukou affairs parts --state dead  ·  dukou affairs parts --application 12 --format json")
def parts(
    state: Annotated[OutgoingState | None, typer.Option("--state", help="状态 · State")] = None,
    unit: UnitOption = "",
    application: Annotated[int | None, typer.Option("--application", metavar="NUMBER", min=1, max=_LAST, help="申请编号 · Of one")] = None,
    before: Annotated[int | None, typer.Option("--before", metavar="NUMBER", min=1, max=_LAST, help="从此编号往前 · Before it")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="最多几条 · At most so many")] = 50,
    format: FormatOption = Format.TABLE,
) -> None:
    """送达承办单位的消息，新的在前 · What is handed to units, the newest first"""
    viewer = caller_viewer()
    viewer.require(Permission.HANDLE_AFFAIRS)
    rows, mark = messages_seen(viewer, state=state, unit=unit, application=application, beneath=before, limit=limit)
    title = Label("更早的：--before {mark}", "earlier ones: --before {mark}").filled(mark=mark) if mark else None
    emit_rows([_row(each) for each in rows], MESSAGES, format, title)


@app.command(epilog="示例 · Example:  dukou --as clerk affairs retry 12 --reason 对方系统已恢复")
def retry(number: Number, reason: Reason = "", format: FormatOption = Format.TABLE) -> None:
    """重新送达一条失败的消息 · Put a message up again that nobody took"""
    _say(acts.retry(by=caller_viewer(), message=number, reason=reason), format)


@app.command("give-up", epilog="示例 · Example:  dukou --as clerk affairs give-up 12 --reason 改由人工办理")
def give_up(number: Number, reason: Reason = "", format: FormatOption = Format.TABLE) -> None:
    """停止送达，改由人工办理 · Hand it over no more: the part is worked on by hand"""
    _say(acts.give_up(by=caller_viewer(), message=number, reason=reason), format)


@app.command(epilog="示例 · Examples:  dukou affairs receiver  ·  dukou affairs receiver --unit power-grid --format json")
def receiver(unit: UnitOption = "", format: FormatOption = Format.TABLE) -> None:
    """各单位怎样接收；密钥只说设没设 · How units take what they are handed; of secrets only whether they are set"""
    caller_viewer().require(Permission.HANDLE_AFFAIRS)
    emit_rows([_taker(each) for each in all_takers() if unit in ("", each.unit)], TAKERS, format)


MESSAGES = [
    Column("number", Label("编号", "No."), "right"),
    Column("application", Label("申请", "application"), "right"),
    Column("unit_name", Label("单位", "unit")),
    Column("matter_name", Label("事项", "matter")),
    Column("kind_label", Label("类别", "kind")),
    Column("state_label", Label("状态", "state")),
    Column("attempts", Label("尝试", "attempts"), "right"),
    Column("why", Label("上次失败的原因", "why not, the last time")),
]
TAKERS = [
    Column("unit", Label("单位", "unit")),
    Column("kind_label", Label("方式", "way")),
    Column("address", Label("地址", "address")),
    Column("secret_name", Label("密钥（环境变量）", "secret (environment variable)")),
    Column("secret_is_set", Label("已设定", "is set")),
]
_SET = {True: Label("是", "yes"), False: Label("否", "no")}


def _row(row: Outgoing) -> dict[str, object]:
    kind, state = OutgoingKind.of(row.kind), OutgoingState.of(row.state)
    told = {name: getattr(row, name) for name in ("attempts", "reference", "key")}
    return told | {
        "number": row.pk,
        "application": row.part.application_id,
        "part": row.part_id,
        "unit": row.part.unit.key,
        "unit_name": row.part.unit.label,
        "matter": row.part.matter,
        "matter_name": matter_name(row),
        "kind": kind,
        "kind_label": kind.label,
        "state": state,
        "state_label": state.label,
        "made_at": timezone.localtime(row.made_at),
        "why": Label(**row.last_error) if row.last_error else None,
    }


def _taker(each: Taker) -> dict[str, object]:
    is_set = _SET[each.secret is not None] if each.secret_name else None
    told = {"unit": each.unit, "kind": each.kind, "kind_label": each.kind.label, "address": each.address}
    return told | {"secret_name": each.secret_name, "secret_is_set": is_set}


def _say(row: Outgoing, format: Format) -> None:
    state = OutgoingState.of(row.state)
    said = Label("第 {number} 号消息：{state}", "message {number}: {state}").filled(number=row.pk, state=state.label)
    emit({"number": row.pk, "state": state}, format, lambda: str(said))
