"""Appeals as tables show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils import timezone

from dukou.appeals.core.kinds import Ending
from dukou.appeals.queries.boards import PartOf
from dukou.appeals.queries.lists import ListedAppeal
from dukou.casework.queries.parts import Part
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Table, Text, plain_table

SYNTHETIC = Label("合成数据", "synthetic")
NONE = Label("—", "—")
_LATE, _STANDING = Label("已逾期", "late"), Label("暂停计时", "standing still")
YOU_CALL = Label("您可以回访", "you may")
OTHERS_CALL = Label("您经办过此件，由其他人员回访", "you had a part in it: somebody else calls")
_PROVISIONAL = Label("暂定", "provisional")
_PRESSING = Label("称正在停产或有安全风险", "says: standing still, or danger")
_TODAY = Label("今天到期", "due today")
_IN_TIME, _NOT_IN_TIME = Label("按期", "in time"), Label("未按期", "not in time")


def appeals_table(
    rows: Sequence[ListedAppeal], topics: Mapping[str, Label], *, with_firm: bool = True, title: Label | None = None
) -> Table:
    """One line an appeal: what, whose, where it stands, in whose hands, until when."""
    heads = [
        Heading(Label("编号", "No.")),
        Heading(Label("诉求", "Appeal")),
        *([Heading(Label("企业", "Enterprise"))] if with_firm else []),
        Heading(Label("状态", "Where it stands")),
        Heading(Label("承办", "In hand of")),
        Heading(Label("期限", "Due")),
    ]
    return plain_table(title or Label("企业诉求", "Appeals"), heads, [_line(row, topics, with_firm=with_firm) for row in rows])


def _line(row: ListedAppeal, topics: Mapping[str, Label], *, with_firm: bool) -> list[Cell | Text]:
    marks = [*([_PRESSING] if row.is_pressing else []), *([topics[row.topic]] if row.topic in topics else [])]
    title = Cell(row.title, reverse("appeals:appeal", args=[row.number]), qualifier=joined(marks, zh="，", en=", ") if marks else "")
    firm = Cell(row.firm_name, qualifier=SYNTHETIC if row.is_synthetic else "")
    units = joined(list(row.units), zh="、", en=", ") if row.units else NONE
    return [str(row.number), title, *([firm] if with_firm else []), _state(row), units, due_cell(row)]


def _state(row: ListedAppeal) -> Cell:
    word = row.ending.label if row.ending else row.state.label
    light = Light.GREEN if row.ending is Ending.SOLVED else Light.RED if row.is_late else ""
    came_back = row.sent_back + row.reopenings
    note: Text = Label(f"退回、重开 {came_back} 次", f"came back {came_back} times") if came_back else ""
    return Cell(word, qualifier=note, light=str(light))


def due_cell(row: ListedAppeal) -> Cell:
    """Until when, by which clock, and in words whether that is late, stands still, or is not certain yet."""
    if row.is_standing:
        return Cell(_STANDING)
    if row.due_on is None:
        return Cell(NONE if row.was_on_time is None else _IN_TIME if row.was_on_time else _NOT_IN_TIME)
    words = [*([row.clock] if row.clock else []), *([_LATE] if row.is_late else [] if row.is_firm else [_PROVISIONAL])]
    return Cell(row.due, qualifier=joined(words, zh="，", en=", ") if words else "")


def calls_table(rows: Sequence[tuple[ListedAppeal, bool]]) -> Table:
    """What waits for a call back, until when, and whether the reader may make it."""
    heads = [
        Heading(Label("编号", "No.")),
        Heading(Label("诉求", "Appeal")),
        Heading(Label("企业", "Enterprise")),
        Heading(Label("期限", "Due")),
        Heading(Label("由谁回访", "Who calls")),
    ]
    lines: list[list[Cell | Text]] = []
    for row, may_call in rows:
        firm = Cell(row.firm_name, qualifier=SYNTHETIC if row.is_synthetic else "")
        title = Cell(row.title, reverse("appeals:appeal", args=[row.number]))
        lines.append([str(row.number), title, firm, due_cell(row), YOU_CALL if may_call else OTHERS_CALL])
    return plain_table(Label("待回访", "To call back about"), heads, lines)


def parts_table(rows: Sequence[PartOf]) -> Table:
    """The parts of one's unit: what is due first stands first."""
    heads = [
        Heading(Label("诉求", "Appeal")),
        Heading(Label("企业", "Enterprise")),
        Heading(Label("角色", "Part")),
        Heading(Label("期限", "Due")),
    ]
    lines: list[list[Cell | Text]] = []
    for each in rows:
        title = Cell(each.title, reverse("appeals:appeal", args=[each.part.case]), qualifier=each.part.unit)
        firm = Cell(each.firm_name, qualifier=SYNTHETIC if each.is_synthetic else "")
        lines.append([title, firm, each.part.role.label, _part_due(each.part)])
    return plain_table(Label("本单位在办", "In our hands"), heads, lines)


def _part_due(part: Part) -> Cell:
    if part.due_on is None:
        return Cell(_STANDING)
    word = _LATE if part.is_late else _TODAY if part.is_today else "" if part.is_firm else _PROVISIONAL
    return Cell(str(part.due_on), qualifier=word, light=str(Light.RED) if part.is_late else str(Light.YELLOW) if part.is_today else "")


def filed_word(row: ListedAppeal) -> str:
    """The day on which it was filed."""
    return f"{timezone.localtime(row.filed_at):%Y-%m-%d}"
