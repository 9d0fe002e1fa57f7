"""Decision tables as sheets: taken out to be edited in a spreadsheet program, and read back as the YAML block of a rule book.

The sheet, row by row: `表 table`, its key, its name in Chinese and in English · `取法 hit` · `单位 unit`, or one `取值 output` for each
word with its name in both languages · `词表 domain`, an input, its words · `名称 label`, the inputs for people, which nobody reads back ·
`条款 clause`, the inputs, `结果 gives`, `未核 unverified` · then the rows of the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault, Place
from dukou.kit.packfiles.nodes import Located, Plain
from dukou.kit.sheets.merging import address
from dukou.kit.sheets.reading import open_sheet
from dukou.kit.sheets.sheet import CellValue
from dukou.kit.sheets.writing import runs, write_csv, write_xlsx
from dukou.rules.core.books import Table
from dukou.rules.core.checking.guessing import check_alone
from dukou.rules.core.linking import Linked
from dukou.rules.core.reading.fields import NAME, Faults
from dukou.rules.core.reading.tables import table as read_table
from dukou.rules.core.shown import name_words
from dukou.rules.core.writing import digits, written

_HEADS = {
    "table": "表 table", "hit": "取法 hit", "unit": "单位 unit", "output": "取值 output", "domain": "词表 domain", "label": "名称 label",
    "clause": "条款 clause", "gives": "结果 gives", "unverified": "未核 unverified",
}  # fmt: skip
_WIDE = 100_000  # a place within a cell: the column's number times this, and the sign in the cell
_PLAIN = re.compile(r"[A-Za-z0-9\u3400-\u9fff][A-Za-z0-9_.\u3400-\u9fff-]*")
_Cells = list[Located]
_EMPTY = ("null", "Null", "NULL")  # which YAML takes for nothing


def export_table(linked: Linked, name: str, path: Path) -> None:
    """Write a table of a book as a sheet, .csv or .xlsx; what stands in it reads back as the same table."""
    table = linked.book.definitions[name]
    if not isinstance(table, Table):
        raise TypeError(f"{linked.book.key}: {name} is no table")
    heads, *rows = sheet_rows(table, linked)
    with path.open("wb") as out:
        if path.suffix.lower() == ".csv":
            write_csv(out, heads, rows)
        else:
            write_xlsx(out, name, heads, rows)


def sheet_rows(table: Table, linked: Linked) -> list[list[str]]:
    """The rows of the sheet. Where a form is written its normal form stands; cells stand as they were written."""
    inputs = [written(form) for form in table.inputs]
    labels = [name_words(linked, form) for form in table.inputs]
    rows = [[_HEADS["table"], table.name, table.label.zh, table.label.en], [_HEADS["hit"], table.policy.value]]
    if table.unit:
        rows.append([_HEADS["unit"], table.unit])
    rows += [[_HEADS["output"], word, label.zh, label.en] for word, label in table.outputs.items()]
    rows += [[_HEADS["domain"], inputs[number], *words] for number, words in table.domains.items()]
    rows.append([_HEADS["label"], *(f"{label.zh} {label.en}" if label.zh != label.en else label.zh for label in labels)])
    rows.append([_HEADS["clause"], *inputs, _HEADS["gives"], _HEADS["unverified"]])
    for row in table.rows:
        output = row.output if isinstance(row.output, str) else digits(row.output)
        rows.append([row.clause, *(cell.text for cell in row.cells), output, "yes" if row.is_unverified else ""])
    return rows


def import_table(path: Path, linked: Linked | None = None) -> tuple[str, list[Fault]]:
    """The YAML block of the table in a sheet, ready to paste, and what is wrong in it, each fault with the sheet's cell.

    With the book that it belongs to, its inputs are checked by what the book names; without, by what the cells ask.
    """
    sheet = _Sheet(path.name)
    for number, cells in open_sheet(path, path.name).rows():
        sheet.take(number, [_text(cell) for cell in cells])
    return sheet.read(linked)


@dataclass(slots=True)
class _Sheet:
    """The rows of a sheet, sorted by what they begin with; a row below the inputs is a row of the table."""

    file: str
    heads: dict[str, list[_Cells]] = field(default_factory=dict)
    rows: list[_Cells] = field(default_factory=list)

    def take(self, number: int, texts: list[str]) -> None:
        """The next row."""
        cells = [Located(text, Place(self.file, number, column * _WIDE + 1)) for column, text in enumerate(texts, 1)]
        if not any(texts):
            return
        kind = next((kind for kind, head in _HEADS.items() if texts[0] in (head, *head.split())), "")
        if "clause" in self.heads:
            self.rows.append(cells)
        else:
            self.heads.setdefault(kind, []).append(cells)

    def read(self, linked: Linked | None) -> tuple[str, list[Fault]]:
        """The YAML block, and the faults of what stands there."""
        faults = Faults()
        if "table" not in self.heads or "clause" not in self.heads:
            what = Label("缺少表头：要有“表”一行和“条款”一行", "heads are missing: a row that begins with “table”, one with “clause”")
            faults.note(Place(self.file, 1, _WIDE), what, Label("先导出一张表作样子", "export a table to see how it is written"))
            return "", _in_cells(faults)
        name = _cell(self.heads["table"][0], 1)
        if not NAME.fullmatch(str(name.plain)):
            what = Label(f"“{name.plain}”不能作名称", f"“{name.plain}” cannot be a name")
            faults.note(name.place, what, Label("用小写英文字母、数字和下划线", "use lower-case letters, digits and _"))
        located = self.located()
        table = read_table(str(name.plain), located, faults)
        if table is not None and not faults:
            check_alone(table, linked, faults)
        return block(str(name.plain), located.plain), _in_cells(faults)

    def located(self) -> Located:
        """What stands there as the reader of rule books takes it, each value with its cell."""
        first, heads = self.heads["table"][0], self.heads["clause"][0]
        inputs = [cell for cell in heads[1:] if _kind(cell) not in ("gives", "unverified") and cell.plain]
        made = {"name": _mapping(first[0].place, {"zh": _cell(first, 2), "en": _cell(first, 3)})}
        for key in ("hit", "unit"):
            if key in self.heads:
                made[key] = _cell(self.heads[key][0], 1)
        made["inputs"] = _list(heads[0].place, inputs)
        for key, read in (("domain", self._words), ("output", self._label)):
            if key in self.heads:
                named = {str(_cell(row, 1).plain): read(row) for row in self.heads[key]}
                made[f"{key}s"] = _mapping(self.heads[key][0][0].place, named)
        rows = [self._row(row, heads, len(inputs)) for row in self.rows]
        return _mapping(first[0].place, made | {"rows": _list(heads[0].place, rows)})

    def _words(self, row: _Cells) -> Located:
        return _list(row[0].place, [cell for cell in row[2:] if cell.plain])

    def _label(self, row: _Cells) -> Located:
        return _mapping(row[0].place, {"zh": _cell(row, 2), "en": _cell(row, 3)})

    def _row(self, row: _Cells, heads: _Cells, count: int) -> Located:
        """`[cells, output]`, or with its clause where there is one."""
        cells = [_or_dash(_cell(row, column)) for column in range(1, count + 1)]
        at = {_kind(cell): column for column, cell in enumerate(heads)}
        gives, unverified = _cell(row, at.get("gives", count + 1)), _cell(row, at.get("unverified", count + 2))
        if not row[0].plain and not unverified.plain:
            return _list(row[0].place, [*cells, gives])
        made = {"when": _list(row[0].place, cells), "gives": gives}
        made |= {"clause": row[0]} if row[0].plain else {}
        made |= {"unverified": unverified} if unverified.plain else {}
        return _mapping(row[0].place, made)


def block(name: str, plain: Plain) -> str:
    """A table as the YAML block of a rule book."""
    assert isinstance(plain, dict)
    lines = ["tables:", f"  {_flow(name)}:"]
    lines += [f"    {key}: {_flow(value)}" for key, value in plain.items() if key != "rows"]
    rows = plain["rows"]
    assert isinstance(rows, list)
    return "\n".join([*lines, "    rows:", *(f"      - {_flow(row)}" for row in rows)]) + "\n"


def _flow(plain: Plain) -> str:
    """A value within a line; what YAML could take for something else stands in quotes."""
    if isinstance(plain, dict):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(value)}" for key, value in plain.items()) + "}"
    if isinstance(plain, list):
        return "[" + ", ".join(map(_flow, plain)) + "]"
    text = str(plain)
    if _PLAIN.fullmatch(text) and text not in _EMPTY:
        return text
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in quoted) + '"'


def _in_cells(faults: Sequence[Fault]) -> list[Fault]:
    """The faults with the name of the cell in front, and its row and column for a place."""
    found = []
    for fault in faults:
        column = max(fault.place.column // _WIDE, 1)
        cell = address(fault.place.line, column)
        what = Label(f"{cell}：{fault.what.zh}", f"{cell}: {fault.what.en}")
        found.append(Fault(Place(fault.place.file, fault.place.line, column), what, fault.cure))
    return found


def _text(cell: CellValue) -> str:
    """A cell as a rule book writes it: the mark that keeps text from running as a formula is no part of it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}".removesuffix(".0")
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell).strip()
    return text[1:] if text.startswith("'") and runs(text[1:]) else text


def _kind(cell: Located) -> str:
    return next((kind for kind, head in _HEADS.items() if cell.plain in (head, *head.split())), "")


def _cell(row: _Cells, column: int) -> Located:
    """The cell in a column, counted from nought; an empty one where the row ends before."""
    if column < len(row):
        return row[column]
    first = row[0].place
    return Located("", Place(first.file, first.line, (column + 1) * _WIDE + 1))


def _or_dash(cell: Located) -> Located:
    return cell if cell.plain else Located("-", cell.place)


def _list(place: Place, items: Sequence[Located]) -> Located:
    return Located([item.plain for item in items], place, dict(enumerate(items)))


def _mapping(place: Place, items: dict[str, Located]) -> Located:
    places = {key: item.place for key, item in items.items()}
    children: dict[str | int, Located] = {key: item for key, item in items.items()}
    return Located({key: item.plain for key, item in items.items()}, place, children, places)
