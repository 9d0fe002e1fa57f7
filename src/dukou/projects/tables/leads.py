"""The clocks of a lead, and how many were kept, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from dukou.casework.core.states import ClockState
from dukou.casework.queries.kept import Kept
from dukou.casework.queries.short_clocks import ShortClock
from dukou.kit.core.labels import Label
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Row, Table, plain_table

NAMES: Mapping[str, Label] = {
    "registered": Label("登记", "Registered"),
    "judged": Label("研判", "Judged"),
    "fed_back": Label("反馈推荐人", "Word to the referrer"),
    "reported": Label("进展报告", "Progress report"),
}
_MOOT = Label("未办，线索已转段或结束", "not done, the lead had moved on or ended")
_LATE, _RUNS, _KEPT = Label("已逾期", "late"), Label("计时中", "running"), Label("按时", "in time")


def clocks_table(clocks: Sequence[ShortClock]) -> Table:
    """Each clock with its last day and how it fared; it leads to its receipt."""
    heads = (Heading(Label("时限", "Clock")), Heading(Label("到期", "By")), Heading(Label("情况", "How it fares")))
    return Table(Label("线索时限", "Clocks of the lead"), (heads,), tuple(_row(each) for each in clocks))


def kept_table(kept: Mapping[str, Kept]) -> Table:
    """Of each clock how many times it was kept, with the number that is of; one lead is reported on many times."""
    heads = (
        Heading(Label("时限", "Clock")),
        Heading(Label("按时的次数", "Times in time"), is_number=True),
        Heading(Label("还没到期", "Still open"), is_number=True),
        Heading(Label("未办，线索已转段或结束", "Not done, the lead had moved on or ended"), is_number=True),
    )
    rows: list[Sequence[Cell | Label | str]] = [
        [NAMES[key], Cell(each.rate.label, is_number=True), Cell(str(each.open), is_number=True), Cell(str(each.moot), is_number=True)]
        for key, each in kept.items()
    ]
    return plain_table(Label("线索时限按时次数", "Times that the clocks of leads were kept"), heads, rows)


def _row(clock: ShortClock) -> Row:
    word, light = (_LATE, Light.RED) if clock.is_late else (_RUNS, Light.UNDECIDED)
    if clock.state is ClockState.STOPPED and not clock.is_late:
        word, light = _KEPT, Light.GREEN
    if clock.is_moot:
        word, light = _MOOT, Light.UNDECIDED
    name = Label("{name}（第 {n} 次）", "{name} ({n})").filled(name=clock.name, n=clock.round) if clock.round else clock.name
    return Row((Cell(name, reverse("casework:clock", args=[clock.number])), Cell(clock.due), Cell(word, light=light.value)))
