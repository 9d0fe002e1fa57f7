"""`dukou projects promises`: what both sides promised, and how it stands."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from dukou.accounts.queries.callers import caller_viewer
from dukou.casework.core.clocks import ZONE
from dukou.kit.core.labels import Label
from dukou.kit.output import Column, Format, FormatOption, emit, table_of
from dukou.projects.commands.group import app
from dukou.projects.core.promise_kinds import PromiseState, Side
from dukou.projects.core.promises import record_of
from dukou.projects.queries.promises import promises_seen
from dukou.projects.queries.promises_told import PromiseTold
from dukou.projects.tables.promises import record_words


@app.command(
    epilog="示例 · Examples:  dukou projects promises  ·  dukou projects promises --state late  ·  dukou projects promises --format json"
)
def promises(
    owner: Annotated[str, typer.Option("--owner", metavar="KEY", help="责任单位代号 · Key of the organisation that answers")] = "",
    state: Annotated[PromiseState | None, typer.Option("--state", help="状态 · How it stands today")] = None,
    side: Annotated[Side | None, typer.Option("--side", help="哪一方 · Who promised")] = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """承诺台账：两方的承诺、状态、期限、责任岗位、按期履行率 · Promises of both sides: state, due, owner, share kept on time"""
    found = promises_seen(caller_viewer(), datetime.now(ZONE).date(), owner=owner, state=state, side=side)
    record = record_of(each.now for each in found)
    told = [_plain(each) for each in found]
    data = {
        "promises": told,
        "kept_on_time": record.rate.numerator,
        "counted": record.rate.denominator,
        "waived": record.waived,
        "moved": record.moved,
    }
    emit(data, format, lambda: table_of([each | {"state": each["word"]} for each in told], COLUMNS, record_words(record)))


def _plain(told: PromiseTold) -> dict[str, Any]:
    return {
        "promise": told.number,
        "project": told.project,
        "side": told.side.value,
        "text": told.text,
        "state": told.now.state.value,
        "word": told.now.state.label,
        "due_on": told.now.due_on,
        "condition": told.trigger or None,
        "owner": told.now.owner or None,
        "owner_name": told.owner_name,
        "post": told.now.post or None,
        "days_late": told.now.days_late,
        "moved": told.now.moved,
        "is_synthetic": told.is_synthetic,
    }


COLUMNS = [
    Column("promise", Label("编号", "number"), "right"),
    Column("project", Label("项目", "project")),
    Column("text", Label("内容", "text")),
    Column("state", Label("状态", "state")),
    Column("due_on", Label("期限", "due")),
    Column("owner_name", Label("责任单位", "owner")),
    Column("post", Label("岗位", "post")),
]
