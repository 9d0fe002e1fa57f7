"""A list of stated facts: one row a firm and a fact, read whole or refused whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.core.statements import Told
from dukou.enterprises.models import Enterprise
from dukou.enterprises.queries.profiles import key_of_code
from dukou.enterprises.queries.visibility import visible_enterprises
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault, Place
from dukou.kit.core.refusals import Malformed, Refusal
from dukou.kit.sheets.reading import open_sheet
from dukou.kit.sheets.sheet import CellValue
from dukou.rules.core.facts import FactFace
from dukou.rules.core.inputs import fact_value
from dukou.rules.queries import declared_statement

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "firm": ("企业", "firm", "编号", "统一社会信用代码", "代码"),
    "fact": ("事实", "fact"),
    "value": ("值", "value"),
    "from": ("起", "from", "有效期起"),
    "until": ("止", "until", "有效期止"),
}
_NEEDED = ("firm", "fact", "value")


class ListHasFaults(Refusal):
    """A list of stated facts is taken in whole or not at all."""

    code = "enterprises.statements_have_faults"
    what = Label("没有登记“{name}”里的事实", "the facts of “{name}” were not recorded")
    why = Label("有 {count} 处错误，第一处：{first}", "it has {count} faults, the first: {first}")
    cure = Label("改正后再来", "mend them and bring it again")

    def __init__(self, name: str, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__(name=name, count=len(faults), first=str(faults[0]))


def read_statements(viewer: Viewer, path: Path, known_on: date) -> list[tuple[str, Told]]:
    """The statements of a list: the firm's key and what is told. Every row that cannot be taken is named."""
    sheet = open_sheet(path, path.name)
    rows = ((number, row) for number, row in sheet.rows() if row)
    heads = _heads(next(rows)[1], path.name)
    found: list[tuple[str, Told]] = []
    faults: list[Fault] = []
    faces: dict[str, FactFace | None] = {}
    for number, row in rows:
        cells = {name: row[column] if column < len(row) else None for name, column in heads.items()}
        try:
            found.append(_told(viewer, cells, known_on, faces))
        except Malformed as fault:
            faults.append(Fault(Place(path.name, number), fault.what, fault.cure))
    if faults:
        raise ListHasFaults(path.name, faults)
    return found


def _heads(row: list[CellValue], name: str) -> dict[str, int]:
    told = [str(cell or "").strip() for cell in row]
    heads = {key: told.index(word) for key, words in COLUMNS.items() for word in words if word in told}
    missing = [COLUMNS[key][0] for key in _NEEDED if key not in heads]
    if missing:
        what = Label(f"第一行缺少列：{'、'.join(missing)}", f"the first row lacks the columns {', '.join(missing)}")
        raise ListHasFaults(name, [Fault(Place(name), what, Label("补上列名", "add the names of the columns"))])
    return heads


def _told(viewer: Viewer, cells: Mapping[str, CellValue], known_on: date, faces: dict[str, FactFace | None]) -> tuple[str, Told]:
    fact, value = str(cells["fact"] or "").strip(), _plain(cells["value"])
    face = faces.setdefault(fact, declared_statement(fact))
    if face is None:
        raise Malformed(Label(f"没有可登记的事实“{fact}”", f"there is no fact “{fact}” to state"), _FACTS)
    fact_value(face, value)
    return _firm(viewer, str(cells["firm"] or "").strip()), Told(fact, value, known_on, _day(cells.get("from")), _day(cells.get("until")))


def _firm(viewer: Viewer, told: str) -> str:
    """The key of the firm that a key or a credit code names."""
    if visible_enterprises.filter(viewer, Enterprise.objects.filter(key=told)).exists():
        return told
    key = key_of_code(viewer, told)
    if not key:
        raise Malformed(Label(f"名录里没有“{told}”这家企业，或不止一家", f"the register has none or several firms “{told}”"), _FIRM)
    return key


def _plain(cell: CellValue) -> object:
    """A cell as it would be typed: a whole number without its point, a day without its hour."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell if isinstance(cell, bool) else str(cell or "").strip()


def _day(cell: CellValue | None) -> date | None:
    text = _plain(cell) if cell is not None else ""
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        raise Malformed(Label(f"“{text}”不是日期", f"“{text}” is not a date"), Label("写成 2024-07-01", "write it as 2024-07-01")) from None


_FACTS = Label("用 dukou rules facts 查可登记的事实", "dukou rules facts lists those that can be stated")
_FIRM = Label("写名录里的编号或统一社会信用代码", "write the firm's key or credit code")
