"""What would raise a grade, and by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dukou.credit.core.schemes import Scheme
from dukou.credit.core.ways_up import Bonus, WayUp
from dukou.credit.queries.behind import Behind
from dukou.credit.tables.firms import record_words
from dukou.credit.tables.words import grade_cell, months_words, points_words
from dukou.kit.core.labels import Label, joined
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text, plain_table

_WAIT = Label("等待即可，不用办什么", "waiting is enough")
_NOW = Label("现在就可以", "now")


def ways_table(scheme: Scheme, ways: Sequence[WayUp], behind: Mapping[int, Behind], able: Mapping[int, date], today: date) -> Table:
    """For each better grade by waiting and by repair: the first day, and each record to be repaired with its own first day."""
    heads = (
        Heading(Label("可到等级", "Grade")),
        Heading(Label("最早", "On")),
        Heading(Label("怎么做", "How")),
    )
    rows = []
    for place, each in enumerate(ways):
        begins = bool(place) and ways[place - 1].grade != each.grade
        rows.append(Row((grade_cell(scheme, each.grade), _day(each.on, today), Cell(_how(each, behind, able, today))), begins=begins))
    notes = (
        Label(
            "算的是：此后没有新的记录，规则册的条件不变；修复以文书规定的义务已履行为前提。每行是办得最少的一种办法。",
            "Reckoned as if no further record came and rule books answered as now; a repair presupposes that what the paper imposed is "
            "done. Each line is the way with the fewest repairs.",
        ),
    )
    return Table(Label("怎样提升，何时可到", "What would raise the grade, and by when"), (heads,), tuple(rows), notes=notes)


def _day(on: date, today: date) -> Cell:
    return Cell(_NOW) if on <= today else Cell(str(on))


def _how(way: WayUp, behind: Mapping[int, Behind], able: Mapping[int, date], today: date) -> Label:
    if not way.repairs:
        return _WAIT
    told = []
    for number in way.repairs:
        first, what = able.get(number), record_words(behind[number])
        when = Label("现在", "now") if first is None or first <= today else Label(f"{first} 起", f"from {first}")
        told.append(Label(f"修复：{what.zh}（{when.zh}可修复）", f"repair {what.en} (possible {when.en})"))
    return joined(told)


def bonuses_table(found: Sequence[Bonus]) -> Table:
    """What a further good record would add."""
    heads = (
        Heading(Label("加分条目", "Item that adds")),
        Heading(Label("再加", "Would add"), is_number=True),
        Heading(Label("计多久", "Counts for")),
    )
    rows: list[list[Cell | Text]] = []
    for each in found:
        clause = each.item.clause
        rows.append([clause.text, points_words(each.points), months_words(clause.months)])
    return plain_table(Label("还能加分的", "What would still add points"), heads, rows)
