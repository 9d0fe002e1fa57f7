"""A list of projects: one row a project, with its contract sum and total investment. Every cell that cannot be taken is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dukou.accounts.queries.organisations import organisation_names
from dukou.enterprises.core.codes import credit_code
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault, Place
from dukou.kit.core.refusals import Malformed
from dukou.kit.core.texts import clean
from dukou.kit.sheets.headed import HeadedTable, RowReader, RowsHaveFaults, headed_table, no_longer_than
from dukou.projects.core.ladders import MOST
from dukou.projects.core.written_money import cell_name, money_in, unit_in
from dukou.projects.models import Project

UNITS = ("元", "万元", "亿元")
_MONEY = {"contract": Label("合同额", "contract amount"), "total": Label("总投资", "total investment")}
COLUMNS = {
    "name": Label("项目名称", "project"),
    "firm": Label("投资方", "investor"),
    "code": Label("统一社会信用代码", "credit code"),
    "office": Label("负责单位", "office"),
    "origin": Label("投资方来自", "origin"),
    "about": Label("项目内容", "about"),
    **_MONEY,
    **{f"{key}_{unit}": Label(f"{label.zh}（{unit}）", f"{label.en}（{unit}）") for key, label in _MONEY.items() for unit in UNITS},
}
_NEEDED = ("name", "firm", "office")


@dataclass(frozen=True, slots=True)
class Listed:
    """One row, the `number`-th of the file. `office`: its key; `contract`, `total` in fen, None where the row does not tell them."""

    number: int
    name: str
    firm: str
    code: str
    office: str
    origin: str
    about: str
    contract: int | None
    total: int | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be taken: its number in the file, its cells, and what is wrong with them."""

    number: int
    cells: Mapping[str, str]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A list as it was read."""

    table: HeadedTable
    listed: tuple[Listed, ...]
    rejected: tuple[Rejected, ...]


def read_projects(path: Path, name: str) -> Read:
    """Every row of the list, taken or rejected. A list that tells one sum in two columns is refused whole."""
    table = headed_table(path, name, COLUMNS, _NEEDED, lambda text: clean(text).text)
    money = {key: _column(table, key) for key in _MONEY}
    offices = {word: key for key, label in organisation_names().items() for word in (key, str(label))}
    units = dict.fromkeys(_MONEY, "")
    kept = set(Project.objects.values_list("name", "firm"))
    listed: list[Listed] = []
    rejected: list[Rejected] = []
    for position, (number, cells) in enumerate(table.rows):
        row = RowReader(table, position, cells, [])
        sums = {key: _sum(row, column, units, key) if column else None for key, column in money.items()}
        found = Listed(
            number=number,
            name=row.wanted("name", COLUMNS["name"], no_longer_than(200), ""),
            firm=row.wanted("firm", COLUMNS["firm"], no_longer_than(200), ""),
            code=row.read("code", credit_code, ""),
            office=row.wanted("office", COLUMNS["office"], lambda text: _office(offices, text), ""),
            origin=row.read("origin", no_longer_than(100), ""),
            about=row.read("about", no_longer_than(2000), ""),
            **sums,
        )
        _must_be_new(row, found, kept)
        if row.faults:
            rejected.append(Rejected(number, cells, tuple(row.faults)))
        else:
            listed.append(found)
    return Read(table, tuple(listed), tuple(rejected))


def _column(table: HeadedTable, key: str) -> str:
    """The column that tells a sum; empty where none does."""
    found = [column for column in table.columns if column.partition("_")[0] == key and column in COLUMNS]
    if len(found) > 1:
        heads = "、".join(COLUMNS[column].zh for column in found)
        what = Label(f"一个数写在几列里：{heads}", f"one sum stands in several columns: {heads}")
        raise RowsHaveFaults(table.name, [Fault(Place(table.name, 1), what, Label("只留一列", "leave one of them"))])
    return found[0] if found else ""


def _sum(row: RowReader, column: str, units: dict[str, str], key: str) -> int | None:
    text = row.cells[column]
    if not text:
        return None
    number, place = row.table.rows[row.position][0], row.table.columns.index(column) + 1
    head = column.partition("_")[2]
    try:
        fen = money_in(text, head or units[key], cell_name(number, place), is_head=bool(head))
        units[key] = units[key] or unit_in(text)
        if not 0 < fen <= MOST:
            raise Malformed(Label(f"“{text}”不是一个项目的金额", f"“{text}” is no amount of a project"), _CHECK)
    except Malformed as error:
        row.fault(column, error.what, error.cure)
        return None
    return fen


def _office(offices: Mapping[str, str], text: str) -> str:
    if text not in offices:
        raise Malformed(Label(f"没有“{text}”这个单位", f"there is no office “{text}”"), Label("写单位全称或代号", "write its name or key"))
    return offices[text]


def _must_be_new(row: RowReader, found: Listed, kept: set[tuple[str, str]]) -> None:
    same = (found.name, found.firm)
    if same in kept:
        what = Label(
            f"“{found.name}”（{found.firm}）已经登记，或在表里写了两次",
            f"“{found.name}” ({found.firm}) is there already, or twice in the list",
        )
        row.fault("name", what, Label("删去这一行", "delete the row"))
    elif all(same):
        kept.add(same)


_CHECK = Label("核对数字和单位", "check number and unit")
