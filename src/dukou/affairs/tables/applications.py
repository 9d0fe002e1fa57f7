"""Applications as a list shows them."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from dukou.affairs.core.kinds import AffairEnding
from dukou.affairs.queries.lists import ListedApplication
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Table, Text, plain_table

SYNTHETIC, NONE = Label("合成数据", "synthetic"), Label("—", "—")
_LATE, _STANDING, _PROVISIONAL = Label("已逾期", "late"), Label("暂停计时", "standing still"), Label("暂定", "provisional")
_IN_TIME, _NOT_IN_TIME = Label("按期", "in time"), Label("未按期", "not in time")
TITLE = Label("联办申请", "Applications")


def applications_table(rows: Sequence[ListedApplication], title: Label | None = None) -> Table:
    """One line an application: what, whose, where it stands, in whose hands, until when."""
    heads = [
        Heading(Label("编号", "No.")),
        Heading(Label("事项", "Affair")),
        Heading(Label("申请企业", "Applicant")),
        Heading(Label("状态", "Where it stands")),
        Heading(Label("在办单位", "In hand of")),
        Heading(Label("期限", "Due")),
    ]
    return plain_table(title or TITLE, heads, [_line(row) for row in rows])


def due_cell(row: ListedApplication) -> Cell:
    """Until when, and in words whether that is late, stands still, or is not certain yet."""
    if row.is_standing:
        return Cell(_STANDING)
    if row.due_on is None:
        return Cell(NONE if row.was_on_time is None else _IN_TIME if row.was_on_time else _NOT_IN_TIME)
    words = [row.clock or NONE, *([_LATE] if row.is_late else [] if row.is_firm else [_PROVISIONAL])]
    return Cell(str(row.due_on), qualifier=joined(words, zh="，", en=", "))


def _line(row: ListedApplication) -> list[Cell | Text]:
    affair = Cell(row.affair, reverse("affairs:application", args=[row.number]))
    applicant = Cell(row.applicant, qualifier=SYNTHETIC if row.is_synthetic else "")
    light = Light.GREEN if row.ending is AffairEnding.DONE else Light.RED if row.is_late else ""
    units = joined(list(row.units), zh="、", en=", ") if row.units else NONE
    return [str(row.number), affair, applicant, Cell(row.state_label, light=str(light)), units, due_cell(row)]
