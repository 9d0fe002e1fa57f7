"""Cells other than names, codes and figures: what each states, and what is odd about it. What comes again is read once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from dukou.enterprises.core.capitals import CapitalFault, parse_capital
from dukou.enterprises.core.cells import is_blank, is_withheld
from dukou.enterprises.core.columns import Field
from dukou.enterprises.core.days import parse_day
from dukou.enterprises.core.industries import read_industry
from dukou.enterprises.core.kinds import Status, UnitKind
from dukou.enterprises.core.remarks import RemarkKind
from dukou.enterprises.core.vocabularies import read_status, read_unit_kind
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.refusals import Malformed
from dukou.kit.core.texts import clean

WRITTEN_LIMIT = 60  # as long as the register keeps a capital as written
NOT_TAKEN = Label("没有取用", "not taken")
_MEMORY = 50_000  # cells remembered
_BARE_INDUSTRY = re.compile(r"[A-Z]?-?(\d{2,4})(?:\.0+)?(?!\d)", re.ASCII)
_BARE = re.compile(r"[\d,，.．]+")
_DIVISION = re.compile(r"(\d{6}(?:\d{3}){0,2})(?:\.0+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Tables:
    """The code tables a list is read with. An edition of industries that is partial knows not every code there is."""

    industries: Mapping[str, str] = field(default_factory=dict)
    edition: str = ""
    is_partial: bool = True
    divisions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell states, None where nothing, and what is odd about it."""

    value: str | date | Status | UnitKind | None = None
    kind: RemarkKind | None = None
    label: Label | None = None


class Readings:
    """Reads the cells of one list. `today`: no day of a register lies after it. `capital_unit`: that of capitals in bare numbers."""

    def __init__(self, tables: Tables, today: date, capital_unit: str = "") -> None:
        self._tables, self._today = tables, today
        self._divisions = {name: code for code, name in sorted(tables.divisions.items(), reverse=True)}  # of two, the shorter code
        self._memory: dict[tuple[Field, str], Reading] = {}
        self.of: Mapping[Field, Callable[[object, str], Reading]] = {
            Field.UNIT_KIND: lambda _, text: Reading(read_unit_kind(text)),
            Field.INDUSTRY: lambda _, text: self._industry(text),
            Field.DIVISION: lambda _, text: self._division(text),
            Field.CAPITAL: lambda _, text: _capital(text + capital_unit if _BARE.fullmatch(text) else text),
            Field.FOUNDED_ON: lambda cell, _: self._day(cell),
            Field.STATUS: lambda _, text: Reading(read_status(text)),
            Field.STATUS_ON: lambda cell, _: self._day(cell),
        }

    @property
    def edition(self) -> str:
        """The edition of industries in which codes are read."""
        return self._tables.edition

    def read(self, field: Field, cell: object, text: str) -> Reading:
        """What a cell states of a field that is in `of`; `text` is its text, with that of a column beside it where there is one."""
        if not isinstance(cell, str):  # a number or a day: 20190305 as a number is another thing than as text
            return self._read(field, cell, text)
        found = self._memory.get((field, text))
        if found is None:
            if len(self._memory) >= _MEMORY:
                self._memory.clear()
            found = self._memory[field, text] = self._read(field, cell, text)
        return found

    def _read(self, field: Field, cell: object, text: str) -> Reading:
        if is_blank(text) and field is not Field.CAPITAL:
            return Reading()
        if is_withheld(text):
            return Reading(kind=RemarkKind.NOT_STATED, label=Label(f"“{text}”，按未填处理", f"“{text}”: taken as not stated"))
        try:
            return self.of[field](cell, text)
        except Malformed as error:
            return Reading(kind=RemarkKind.UNREADABLE, label=joined([error.what, NOT_TAKEN, error.cure]))

    def _day(self, cell: object) -> Reading:
        day = parse_day(clean(cell).text if isinstance(cell, str) else cell)
        if day > self._today:
            return Reading(kind=RemarkKind.IN_THE_FUTURE, label=joined([Label(f"{day} 还没有到", f"{day} is yet to come"), NOT_TAKEN]))
        return Reading(day)

    def _industry(self, text: str) -> Reading:
        """The code; of a partial edition a code of the right shape is believed, for the table cannot say otherwise."""
        plain = clean(text).text
        try:
            return Reading(read_industry(plain, self._tables.industries))
        except Malformed:
            bare = _BARE_INDUSTRY.match(plain)
            if bare is None or not self._tables.is_partial or bare[1] in self._tables.industries:
                raise
            label = Label(f"分类表不全，“{bare[1]}”照录", f"the table is partial; “{bare[1]}” is kept as written")
            return Reading(bare[1], RemarkKind.UNCHECKED, label)

    def _division(self, text: str) -> Reading:
        plain = clean(text).text
        code, _, name = plain.partition(" ")
        if match := _DIVISION.fullmatch(code):
            return Reading(match[1])
        found = self._divisions.get(plain) or self._divisions.get(name)
        if found is None:
            what = Label(
                f"“{plain[:40]}”不是区划代码，也不是已有的区划名称", f"“{plain[:40]}” is neither a code nor a known name of a division"
            )
            raise Malformed(what, Label("写 6 至 12 位区划代码", "write its code of 6 to 12 digits"))
        return Reading(found)


def _capital(text: str) -> Reading:
    written = text if text.isprintable() else clean(text).text
    if len(written) > WRITTEN_LIMIT:
        return Reading(kind=RemarkKind.TOO_LONG, label=too_long(written, WRITTEN_LIMIT))
    faults = parse_capital(written).faults
    if CapitalFault.NOT_STATED in faults:
        return Reading(kind=RemarkKind.NOT_STATED, label=Label(f"“{written}”，按未填处理", f"“{written}”: taken as not stated"))
    if not faults:
        return Reading(written)
    kind = RemarkKind.CURRENCY_OPEN if faults == (CapitalFault.CURRENCY_OPEN,) else RemarkKind.CAPITAL_UNCLEAR
    said = joined([each.label for each in faults], zh="、", en=", ")
    return Reading(written, kind, Label("“{w}”：{s}；照录", "“{w}”: {s}; kept as written").filled(w=written, s=said))


def too_long(text: str, limit: int) -> Label:
    """What is said of a text that is longer than the register keeps."""
    return Label(
        f"“{text[:20]}…”有 {len(text)} 个字，最多 {limit} 个", f"“{text[:20]}…” has {len(text)} characters; at most {limit} are kept"
    )
