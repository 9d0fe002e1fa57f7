"""A list of records of one field: one row a record. Every cell that cannot be taken is named, and then no row is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from dukou.credit.core.entering import Entered
from dukou.credit.core.kinds import Severity
from dukou.credit.intake.columns import COLUMNS, NEEDED, TOGETHER, UNITS, key_of, named
from dukou.credit.queries.fields import CreditField, Sort
from dukou.enterprises.core.days import parse_day
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.core.money import parse_money
from dukou.kit.core.places import Fault, Place
from dukou.kit.core.refusals import Malformed
from dukou.kit.core.texts import clean
from dukou.kit.sheets.headed import ColumnsMissing, HeadedTable, RowReader, RowsHaveFaults, headed_table, no_longer_than

T = TypeVar("T")
_LONGEST, _MOST = 4000, 10**15


@dataclass(frozen=True, slots=True)
class ListedRecord:
    """One row, the `number`-th of the file. `cells`: as they stand there, by their heads."""

    number: int
    firm: str
    code: str
    entered: Entered
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list that can be taken."""

    table: HeadedTable
    rows: tuple[ListedRecord, ...]


def read_records(path: Path, name: str, field: CreditField, unit: str, today: date) -> ReadList:
    """Every row of the list; refused with every cell that cannot be taken. `unit`: key of the organisation that recognised the records."""
    table = headed_table(path, name, COLUMNS, (), lambda text: clean(text).text)
    reader = _Reading(table, _columns(table), field, unit, today)
    found, faults, seen = list[ListedRecord](), list[Fault](), set[tuple[str, ...]]()
    for position, (number, cells) in enumerate(table.rows):
        row = RowReader(table, position, cells, [])
        listed = reader.row(row, number)
        same_one = (listed.firm, listed.code, listed.entered.number)
        if listed.entered.number and same_one in seen:
            reader.fault(row, "number", Label("这份文书在表里写了两次", "this paper stands in the list twice"), _DELETE)
        seen.add(same_one)
        faults += row.faults
        found.append(listed)
    table.must_have_none(faults)
    return ReadList(table, tuple(found))


@dataclass(frozen=True, slots=True)
class _Reading:
    table: HeadedTable
    columns: Mapping[str, list[str]]
    field: CreditField
    unit: str
    today: date

    def row(self, row: RowReader, number: int) -> ListedRecord:
        firm, code = self.read(row, "firm", no_longer_than(200), ""), self.read(row, "code", no_longer_than(60), "")
        if not firm and not code:
            missing = Label("没有写是哪家企业", "no firm is named")
            self.fault(row, "firm" if "firm" in self.columns else "code", missing, _FILL)
        sort = self.read(row, "sort", self._sort, None, is_wanted=True)
        decided_on = self.read(row, "decided_on", self._past, None, is_wanted=True)
        entered = Entered(
            sort=sort.key if sort else "",
            number=self.read(row, "number", no_longer_than(120), "", is_wanted=True),
            decided_on=decided_on or self.today,  # where it cannot be read the row is not taken
            text=self._text(row),
            evidence=f"{self.table.name[:280]} 第 {number} 行",
            basis=self.read(row, "basis", no_longer_than(_LONGEST), ""),
            unit=self.unit,
            severity=self._severity(row, sort),
            amount=self.read(row, "amount", lambda text: _fen(text, UNITS[self.columns["amount"][0]]), None),
            published_on=self.read(row, "published_on", parse_day, None),
            published_until=self.read(row, "published_until", parse_day, None),
        )
        if decided_on is not None:
            self._runs_forward(row, entered)
        heads = {str(COLUMNS[column].zh): row.cells[column] for column in COLUMNS if row.cells[column]}
        return ListedRecord(number, firm, code, entered, heads)

    def read(self, row: RowReader, key: str, into: Callable[[str], T], unknown: T, *, is_wanted: bool = False) -> T:
        if key not in self.columns:
            return unknown
        column = self.columns[key][0]
        return row.wanted(column, named(key), into, unknown) if is_wanted else row.read(column, into, unknown)

    def fault(self, row: RowReader, key: str, what: Label, cure: Label) -> None:
        row.fault(self.columns[key][0], what, cure)

    def _text(self, row: RowReader) -> str:
        told = [row.read(column, no_longer_than(_LONGEST), "") for column in self.columns["text"]]
        if not any(told):
            self.fault(row, "text", Label("没有写内容", "it says nothing"), _FILL)
        return "；".join(each for each in told if each)

    def _sort(self, text: str) -> Sort:
        found = [each for each in self.field.sorts if text.casefold() in (each.key, each.label.zh.casefold(), each.label.en.casefold())]
        if not found:
            known = "、".join(each.label.zh for each in self.field.sorts)
            what = Label(f"“{self.field.label.zh}”没有“{text}”这种记录", f"“{self.field.label.en}” has no sort “{text}”")
            raise Malformed(what, _USE.filled(known=known))
        return found[0]

    def _past(self, text: str) -> date:
        day = parse_day(text)
        if day > self.today:
            raise Malformed(Label(f"{day} 还没有到", f"{day} has not come"), Label("核对日期", "check the date"))
        return day

    def _severity(self, row: RowReader, sort: Sort | None) -> Severity | None:
        found = self.read(row, "severity", _severity_in, None)
        if found is not None and sort is not None and not sort.kind.is_adverse:
            what = Label("“{sort}”不是失信记录，不分轻重", "“{sort}” is no adverse record and has no severity")
            self.fault(row, "severity", what.filled(sort=sort.label), Label("留空", "leave it empty"))
        return found

    def _runs_forward(self, row: RowReader, told: Entered) -> None:
        begin, end = told.published_on, told.published_until
        if begin is None and end is None:
            return
        if begin is None or begin < told.decided_on or (end is not None and end < begin):
            key = "published_on" if "published_on" in self.columns else "published_until"
            what = Label("公示期的起止不对", "the time of publication does not run forward")
            self.fault(row, key, what, _FORWARD)


def _columns(table: HeadedTable) -> dict[str, list[str]]:
    """By what is told the columns that tell it."""
    found: dict[str, list[str]] = {}
    for column in table.columns:
        if key := key_of(column):
            found.setdefault(key, []).append(column)
    missing = [named(key) for key in NEEDED if key not in found]
    if "firm" not in found and "code" not in found:
        missing = [named("firm"), *missing]
    if missing:
        raise ColumnsMissing(name=table.name, columns=joined(missing, zh="、", en=", "))
    for key, columns in found.items():
        if len(columns) > 1 and key not in TOGETHER:
            heads = joined([COLUMNS[column] for column in columns], zh="、", en=", ")
            what = Label("一项写在几列里：{heads}", "one thing stands in several columns: {heads}").filled(heads=heads)
            raise RowsHaveFaults(table.name, [Fault(Place(table.name, 1), what, Label("只留一列", "leave one of them"))])
    return found


def _severity_in(text: str) -> Severity:
    for each in Severity:
        if text in (each.value, each.label.zh, each.label.zh.removesuffix("失信"), each.label.en):
            return each
    known = same("、".join(each.label.zh for each in Severity))
    raise Malformed(Label(f"没有“{text}”这个程度", f"there is no severity “{text}”"), _USE.filled(known=known))


def _fen(text: str, unit: str) -> int:
    """A fine in fen: a bare number is of the unit in its head; where the head has none, or the cell another, it is not guessed."""
    own = next((each for each in ("亿元", "万元", "元", "亿", "万") if text.endswith(each)), "")
    if own and unit and own not in (unit, unit.removesuffix("元")):
        what = Label(f"写的是“{text}”，表头的单位却是{unit}", f"it says “{text}”, but the head of its column says {unit}")
        raise Malformed(what, _ONE_UNIT)
    if not own and not unit:
        raise Malformed(Label(f"“{text}”没有单位，表头也没有写", f"“{text}” has no unit, nor has the head of its column"), _ONE_UNIT)
    try:
        fen = parse_money(text if own else f"{text}{unit}")
    except Malformed as error:
        raise Malformed(_NO_FINE.filled(text=text), error.cure) from None
    if not 0 <= fen <= _MOST:
        raise Malformed(_NO_FINE.filled(text=text), Label("核对数字", "check the number"))
    return fen


_NO_FINE = Label("“{text}”不是罚款金额", "“{text}” is no amount of a fine")
_FORWARD = Label("起始不早于决定日，截止不早于起始", "begin no earlier than the paper, end no earlier than that")
_USE = Label("可用：{known}", "use one of: {known}")
_FILL = Label("补上，或删去这一行", "fill it in, or delete the row")
_DELETE = Label("删去重复的行", "delete one of the rows")
_ONE_UNIT = Label("在表头写明一个单位，如 罚款金额（万元）", "write one unit behind the name of the column")
