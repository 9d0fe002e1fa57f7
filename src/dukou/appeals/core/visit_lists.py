"""A list of appeals from visits: every row is read, every fault is named with its row, and it is taken in whole or not at all.

Who the firm is, is decided by the function that is handed in: the register is not this module's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dukou.enterprises.core.codes import credit_code
from dukou.enterprises.core.days import parse_day
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.core.refusals import Malformed
from dukou.kit.sheets.headed import HeadedTable, RowReader, no_longer_than

COLUMNS = {
    "enterprise": Label("企业名称", "enterprise"),
    "code": Label("统一社会信用代码", "credit code"),
    "subject": Label("诉求主题", "subject"),
    "topic": Label("类别", "topic"),
    "text": Label("内容", "text"),
    "contact": Label("联系人", "contact"),
    "phone": Label("电话", "phone"),
    "visited_on": Label("走访日期", "visited on"),
    "visitor": Label("走访人", "visitor"),
}
WANTED = ("enterprise", "subject", "topic", "text", "visited_on", "visitor")
SUBJECT_LIMIT, TEXT_LIMIT, NAME_LIMIT = 120, 4000, 60
OLDEST = timedelta(days=366)  # an appeal of a visit longer ago is a slip of the pen, or was seen to long since
_PHONE_SIGNS = set("0123456789+-() ")

Firm = Callable[[str, str], str]  # (name, code) → the firm's key; Malformed where there is none, or more than one


@dataclass(frozen=True, slots=True)
class Visited:
    """One row. `firm`: the key of the enterprise; `number`: of the row in the sheet."""

    number: int
    firm: str
    subject: str
    topic: str
    text: str
    contact: str
    phone: str
    visited_on: date
    visitor: str


def read_visits(table: HeadedTable, topics: Mapping[str, str], firm: Firm, as_of: date) -> list[Visited]:
    """The rows of a list of visits; refused with every fault of every row. `topics`: their keys by key and by word in either language."""
    faults, visits, seen = list[Fault](), list[Visited](), dict[tuple[str, ...], int]()
    for position, (number, cells) in enumerate(table.rows):
        row = RowReader(table, position, cells, [])
        visit = _visit(row, number, topics, firm, as_of)
        if not row.faults:
            visits.append(visit)
            row.faults.extend(_again(table, position, visit, seen))
        faults += row.faults
    table.must_have_none(sorted(faults, key=lambda fault: fault.place))
    return visits


def _visit(row: RowReader, number: int, topics: Mapping[str, str], firm: Firm, as_of: date) -> Visited:
    """The row as it is kept, where none of its cells has a fault."""
    code = row.read("code", credit_code, "")
    return Visited(
        number,
        firm=_wanted(row, "enterprise", lambda name: firm(name, code)),
        subject=_wanted(row, "subject", no_longer_than(SUBJECT_LIMIT)),
        topic=_wanted(row, "topic", lambda word: _topic(word, topics)),
        text=_wanted(row, "text", no_longer_than(TEXT_LIMIT)),
        contact=row.read("contact", no_longer_than(NAME_LIMIT), ""),
        phone=row.read("phone", _phone, ""),
        visited_on=row.wanted("visited_on", COLUMNS["visited_on"], lambda text: _visited_on(text, as_of), as_of),
        visitor=_wanted(row, "visitor", no_longer_than(NAME_LIMIT)),
    )


def _wanted(row: RowReader, column: str, into: Callable[[str], str]) -> str:
    return row.wanted(column, COLUMNS[column], into, "")


def _again(table: HeadedTable, position: int, visit: Visited, seen: dict[tuple[str, ...], int]) -> Iterator[Fault]:
    """The same appeal of the same firm twice in one list."""
    key = (visit.firm, visit.topic, visit.subject, visit.text)
    first = seen.setdefault(key, visit.number)
    if first != visit.number:
        what = Label("与第 {row} 行相同", "the same as row {row}").filled(row=first)
        yield table.fault(position, "subject", what, Label("删去一行", "delete one of them"))


def _topic(word: str, topics: Mapping[str, str]) -> str:
    if word not in topics:
        known = dict.fromkeys(topics)
        raise Malformed(
            Label("没有“{word}”这一类", "there is no topic “{word}”").filled(word=word),
            Label("写成其中之一：{known}", "write one of: {known}").filled(known="、".join(_words(known))),
        )
    return topics[word]


def _words(known: Collection[str]) -> list[str]:
    """What may be written, without the keys where there are words."""
    return [word for word in known if not word.isascii()] or list(known)


def _phone(text: str) -> str:
    if not set(text) <= _PHONE_SIGNS or sum(sign.isdigit() for sign in text) < 7:
        cure = Label("写区号和号码，或 11 位手机号，或留空", "write area code and number or a mobile number, or leave it empty")
        raise Malformed(Label("不像电话号码", "it is no telephone number"), cure)
    return text


def _visited_on(text: str, as_of: date) -> date:
    on = parse_day(text)
    if not as_of - OLDEST <= on <= as_of:
        raise Malformed(
            Label(f"{on} 不在最近一年内", f"{on} is not within the last year"), Label("核对走访日期", "check the day of the visit")
        )
    return on
