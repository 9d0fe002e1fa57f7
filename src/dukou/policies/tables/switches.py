"""A new version over the register, as tables: how many move, and of each firm which sentence tells why."""

from __future__ import annotations

from collections.abc import Iterable

from dukou.enterprises.queries.lists import Listed
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text, plain_table
from dukou.policies.core.kinds import Move
from dukou.policies.core.switching import Switched
from dukou.policies.queries.switches import Switch
from dukou.policies.tables.office import FIRMS, firm_cell
from dukou.policies.tables.policies import NONE, gap_words
from dukou.rules.core.gaps import Missing
from dukou.rules.core.nearness import Close, Near

Line = tuple[Text, Text, Text, Text]  # which sentence, what is there, what is wanted, by how much
_MOVE_LIGHTS = {
    Move.STAYS: Light.GREEN,
    Move.COMES_IN: Light.GREEN,
    Move.DROPS_OUT: Light.RED,
    Move.IS_SETTLED: Light.RED,
    Move.STAYS_OUT: Light.RED,
}


def moves_table(told: Switch) -> Table:
    """How many firms each change concerns, and how many of them stand near the edge of the new version."""
    heads = [
        Heading(Label("变化", "Change")),
        Heading(Label("企业数", "Firms"), is_number=True),
        Heading(Label("其中接近", "Of these, close"), is_number=True),
    ]
    rows: list[list[Cell | Text]] = [[move.label, str(count), str(told.close.get(move, 0))] for move, count in told.counts.items()]
    note = Label(
        "“接近”：符合的，余量不超过要求的一成；不符合的，只差一条。",
        "“Close”: of those in, with a tenth of what is wanted to spare, or less; of those out, one sentence short.",
    )
    table = plain_table(Label("新旧版本对比", "Old against new"), heads, rows, unit=FIRMS)
    return Table(table.title, table.heads, table.rows, unit=table.unit, notes=(note,))


def switch_table(found: Iterable[tuple[Listed, Switched]]) -> Table:
    """The firms that a new version concerns: by which sentence, what is there, what is wanted, how far short or how much to spare."""
    heads = (
        Heading(Label("企业", "Firm")),
        Heading(Label("变化", "Change")),
        Heading(Label("新版本的哪一条", "Sentence of the new version")),
        Heading(Label("现有", "There is"), is_number=True),
        Heading(Label("要求", "Wanted"), is_number=True),
        Heading(Label("差多少，余多少", "Short, or to spare")),
    )
    rows = []
    for firm, each in found:
        for number, (text, have, need, far) in enumerate(lines_of(each)):
            name = firm_cell(firm.key, firm.name, is_synthetic=firm.is_synthetic)
            move = Cell(each.move.label, light=_MOVE_LIGHTS.get(each.move, Light.UNKNOWN).value)
            figures = (Cell(have, is_number=True), Cell(need, is_number=True), Cell(far))
            rows.append(Row((name, move, Cell(text), *figures), begins=not number))
    return Table(Label("受影响和接近的企业", "Firms concerned, and those close"), (heads,), tuple(rows), is_broad=True)


def lines_of(each: Switched) -> list[Line]:
    """Why a firm stands where it does: what it fails, what is missing, what it only just meets; an empty line where nothing is to say."""
    lines = [_short_line(near) for near in each.short] + [_missing_line(gap) for gap in each.missing]
    lines += [_close_line(each.close)] if each.close is not None else []
    return lines or [(NONE, NONE, NONE, NONE)]


def _short_line(near: Near) -> Line:
    return near.sentence, near.have or NONE, near.need or NONE, near.told or NONE


def _close_line(close: Close) -> Line:
    return close.sentence, close.have, close.need, close.spare


def _missing_line(gap: Missing) -> Line:
    ask = Label("由{holder}提供", "to be told by {holder}").filled(holder=gap.holder)
    return joined([gap_words(gap), ask], zh="，"), Label("不知", "unknown"), NONE, NONE
