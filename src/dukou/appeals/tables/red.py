"""The red list as tables: what is late, what falls due next, what waits for a ruling."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from dukou.appeals.queries.red import RedLine, WaitingLine
from dukou.appeals.tables.appeals import NONE, SYNTHETIC
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Table, Text, plain_table

_APPEAL, _UNIT, _CLOCK = Heading(Label("诉求", "Appeal")), Heading(Label("承办", "In hand of")), Heading(Label("期限", "Deadline"))
_DUE, _PROVISIONAL = Label("到期", "Due"), Label("暂定", "provisional")
_WINDOW = Label("受理窗口", "the window")  # what no unit has in hand waits there: triage, dispatch, ruling, call-back
_ASKED_FOR = Label("等人裁定的申请", "What is asked for")
_NO_RUNG = Label("未到督办台阶", "no rung reached")


def late_table(rows: Sequence[RedLine]) -> Table:
    """One line for each clock that has run out, the longest first."""
    heads = [
        _APPEAL,
        _UNIT,
        _CLOCK,
        Heading(_DUE),
        Heading(Label("逾期工作日", "Working days late"), is_number=True),
        Heading(Label("督办到", "Rung reached")),
    ]
    body: list[list[Cell | Text]] = [[*_line(row), str(row.clock.days), _rung(row)] for row in rows]
    return plain_table(Label("逾期的期限（一件诉求可有几项）", "Deadlines that have passed (an appeal may have several)"), heads, body)


def soon_table(rows: Sequence[RedLine]) -> Table:
    """One line for each clock that runs out today or tomorrow, the next first."""
    return plain_table(
        Label("还没有逾期的期限", "Deadlines that have not passed yet"),
        [_APPEAL, _UNIT, _CLOCK, Heading(_DUE)],
        [_line(row) for row in rows],
    )


def waiting_table(rows: Sequence[WaitingLine], title: Label = _ASKED_FOR) -> Table:
    """What somebody asked for and nobody has ruled on."""
    heads = [
        _APPEAL,
        Heading(Label("待裁定", "Waits for a ruling")),
        Heading(Label("提出单位", "Asked by")),
        Heading(Label("理由", "Reason")),
        Heading(Label("提出时间", "Since")),
        Heading(Label("裁定期限", "To be ruled by")),
    ]
    body: list[list[Cell | Text]] = [
        [
            _title(row.number, row.title),
            Cell(row.what.label, qualifier=row.asked),
            row.unit or NONE,
            row.reason or NONE,
            _moment(row.since),
            row.due or NONE,
        ]
        for row in rows
    ]
    return plain_table(title, heads, body)


def _line(row: RedLine) -> list[Cell | Text]:
    mark: Text = f"{row.firm_name} · {SYNTHETIC}" if row.is_synthetic else row.firm_name
    title = Cell(row.title, reverse("appeals:appeal", args=[row.number]), qualifier=mark)
    units = joined(list(row.units), zh="、", en=", ") if row.units else _WINDOW
    due = _moment(row.clock.due_at) if row.clock.by_hour else str(row.clock.due_on)
    return [title, units, row.clock.name, Cell(due, qualifier="" if row.clock.is_firm else _PROVISIONAL)]


def _rung(row: RedLine) -> Cell:
    return Cell(row.clock.rung.label, light=Light.RED.value) if row.clock.rung else Cell(_NO_RUNG)


def _title(number: int, title: str) -> Cell:
    return Cell(title, reverse("appeals:appeal", args=[number]))


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
