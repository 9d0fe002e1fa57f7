"""The bank's clock on the page of an application."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from dukou.casework.core.states import ClockState
from dukou.casework.queries.short_clocks import ShortClock
from dukou.finance.tables.money import NONE
from dukou.kit.core.labels import Label
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Table, Text, plain_table

_LATE, _LATE_NOW = Label("逾期答复", "late"), Label("已逾期", "overdue")
_RUNS, _KEPT, _LEFT = Label("计时中", "running"), Label("按期答复", "in time"), Label("不再计", "not counted")


def clock_table(clocks: Sequence[ShortClock]) -> Table:
    """Each clock with its last day and how it fared; it leads to its receipt."""
    heads = (Heading(Label("期限", "Clock")), Heading(Label("到期", "By")), Heading(Label("情况", "How it fares")))
    rows: list[Sequence[Cell | Text]] = []
    for each in clocks:
        word, light = _fared(each)
        rows.append([Cell(each.name, reverse("casework:clock", args=[each.number])), each.due or NONE, Cell(word, light=light.value)])
    return plain_table(Label("银行答复期限", "The bank's clock"), heads, rows)


def _fared(each: ShortClock) -> tuple[Label, Light]:
    if each.state is not ClockState.STOPPED:
        return (_LATE_NOW, Light.RED) if each.is_late else (_RUNS, Light.UNDECIDED)
    if each.is_moot:
        return _LEFT, Light.UNKNOWN
    return (_LATE, Light.RED) if each.is_late else (_KEPT, Light.GREEN)
