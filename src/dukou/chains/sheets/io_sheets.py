"""An input–output table as a sheet: users across, suppliers down, and one row of outputs."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from dukou.chains.core.linkages.tables import Numbers
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault, Place
from dukou.kit.core.refusals import Refusal
from dukou.kit.sheets.reading import open_sheet
from dukou.kit.sheets.sheet import CellValue, Row

OUTPUT_WORDS = frozenset({"output", "x", "total output", "总产出", "总投入", "产出"})
_MOST_FAULTS = 20


class SheetNotSquare(Refusal):
    """The sheet has not the form of a table of deliveries."""

    code = "chains.sheet_not_square"
    what = Label("没有读投入产出表“{name}”", "the input–output table “{name}” was not read")
    why = Label("{said}", "{said}")
    cure = Label(
        "第一行写使用部门，第一列按同样的次序写供给部门，最后一行写“总产出”；其他行列去掉",
        "users in the first row, suppliers in the first column in the same order, last a row “output”; take other rows and columns out",
    )


class CellsWithoutNumber(Refusal):
    """Cells that hold no number: an empty one is unknown, not nought."""

    code = "chains.cells_without_number"
    what = Label("没有读投入产出表“{name}”", "the input–output table “{name}” was not read")
    why = Label(
        "{count} 格不是数，第一格在第 {row} 行第 {column} 列", "{count} cells hold no number, the first in row {row}, column {column}"
    )
    cure = Label("填上数；确实没有供给的写 0", "fill them in; write 0 where nothing is delivered")


def squared(path: Path, name: str) -> tuple[tuple[str, ...], Numbers, Numbers]:
    """Sectors, deliveries Z (supplier, user) and outputs x out of a sheet; refused with the places where it is not so."""
    rows = [row for row in open_sheet(path, name).rows() if row[1]]
    users = [_word(cell) for cell in rows[0][1][1:]]
    below = {number: _word(cells[0]) for number, cells in rows[1:]}
    outputs = [row for row in rows[1:] if below[row[0]].lower() in OUTPUT_WORDS]
    suppliers = [row for row in rows[1:] if row not in outputs]
    _judge(name, users, [below[number] for number, _ in suppliers], len(outputs))
    numbers, faults = _numbers(name, [*suppliers, outputs[0]], len(users))
    if faults:
        refusal = CellsWithoutNumber(name=name, count=len(faults), row=faults[0].place.line, column=faults[0].place.column)
        refusal.faults = faults[:_MOST_FAULTS]
        raise refusal
    return tuple(users), numbers[:-1], numbers[-1]


def _judge(name: str, users: list[str], suppliers: list[str], outputs: int) -> None:
    if outputs != 1:
        said = Label(f"“总产出”应当有一行，现有 {outputs} 行", f"there should be one row “output”; there are {outputs}")
        raise SheetNotSquare(name=name, said=said)
    if users == suppliers and "" not in users:
        return
    at = next((place for place, pair in enumerate(zip(users, suppliers, strict=False)) if pair[0] != pair[1] or not pair[0]), None)
    if at is None:
        said = Label(
            f"使用部门 {len(users)} 个，供给部门 {len(suppliers)} 个", f"there are {len(users)} users and {len(suppliers)} suppliers"
        )
    else:
        said = Label(
            f"第 {at + 1} 个部门：列为“{users[at]}”，行为“{suppliers[at]}”",
            f"sector {at + 1} is “{users[at]}” across and “{suppliers[at]}” down",
        )
    raise SheetNotSquare(name=name, said=said)


def _numbers(name: str, rows: list[Row], width: int) -> tuple[Numbers, list[Fault]]:
    found = np.full((len(rows), width), np.nan)
    faults: list[Fault] = []
    for at, (number, cells) in enumerate(rows):
        for column in range(width):
            cell = cells[column + 1] if column + 1 < len(cells) else None
            value = _number(cell)
            if value is None:
                what = Label("空格", "an empty cell") if cell is None else Label(f"“{cell}”不是数", f"“{cell}” is no number")
                faults.append(Fault(Place(name, number, column + 2), what, CellsWithoutNumber.cure))
            else:
                found[at, column] = value
    return found, faults


def _number(cell: CellValue) -> float | None:
    """A finite number in a cell; commas may part its thousands."""
    if isinstance(cell, str):
        try:
            value = float(cell.replace(",", ""))
        except ValueError:
            return None
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        value = float(cell)
    else:
        return None
    return value if math.isfinite(value) else None


def _word(cell: CellValue) -> str:
    """A heading as text: codes that a spreadsheet program took for numbers keep their digits."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
