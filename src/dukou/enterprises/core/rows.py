"""One row of a list read as one firm: what it states, its figures, and a remark for everything that is odd.

A row falls only with its name or its code. Any other cell that cannot be read is left out, and the remark keeps what was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dukou.enterprises.core.amounts import Amount, read_amount
from dukou.enterprises.core.cells import is_blank, is_withheld, text_of
from dukou.enterprises.core.codes import CodeFault, CodeVerdict, judge
from dukou.enterprises.core.columns import Columns, Field, FigureColumn
from dukou.enterprises.core.entries import NAME_LIMIT, Entry
from dukou.enterprises.core.lines import Lines
from dukou.enterprises.core.names import normal
from dukou.enterprises.core.readings import NOT_TAKEN, Readings, Tables, too_long
from dukou.enterprises.core.remarks import Remark, RemarkKind, Weight
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.refusals import Malformed
from dukou.kit.core.texts import clean

ADDRESS_LIMIT = 300  # as long as the register keeps
_ANY = 10**6  # no limit here: what is too long is told by the caller
_BETWEEN_NAMES = re.compile(r"[、;；,，/\n]")
_BESIDE = {Field.INDUSTRY: Field.INDUSTRY_NAME, Field.DIVISION: Field.DIVISION_NAME}
Cells = Sequence[object]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a row with the column it stands in."""

    column: FigureColumn
    amount: Amount


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it was read. `entry` is None where the row is refused, passed over or empty."""

    number: int
    entry: Entry | None = None
    figures: tuple[Figure, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return self.entry is None and not self.remarks


class RowReader:
    """Reads the rows of one list. `today`: no firm was founded after it."""

    def __init__(self, columns: Columns, tables: Tables, today: date) -> None:
        self._lines, self._readings = Lines(columns), Readings(tables, today, columns.capital_unit)
        self._headings, self._width = columns.headings, max(columns.headings) + 1
        self._at = {each: column for column, each in columns.meanings.items() if isinstance(each, Field)}
        for code, name in _BESIDE.items():
            if code not in self._at and name in self._at:  # a name alone is read as the code would be
                self._at[code] = self._at.pop(name)
        self._figures = columns.figures

    def identity(self, cells: Cells) -> tuple[str, str] | None:
        """Code and name of the row's firm as they are compared; None where the row is about none or is refused. Quick: no remarks."""
        if self._lines.is_empty(cells) or self._lines.passed_over(cells):
            return None
        name, code = (clean(self._text(cells, each)).text for each in (Field.NAME, Field.CODE))
        if is_blank(name) or not normal(name) or len(name) > NAME_LIMIT:
            return None
        verdict = None if is_blank(code) or is_withheld(code) else judge(code)
        if verdict is not None and verdict.is_refused:
            return None
        return (verdict.code if verdict else "", normal(name))

    def read(self, number: int, cells: Cells) -> ReadRow:
        """The row of this number."""
        if self._lines.is_empty(cells):
            return ReadRow(number)
        if kind := self._lines.passed_over(cells):
            shown = next((text for cell in cells if (text := text_of(cell))), "")[:40]
            return ReadRow(
                number, remarks=(Remark(kind, Label(f"“{shown}”不是企业，没有取用", f"“{shown}” is no firm, not taken"), number),)
            )
        return _Reader(self, number, cells).read()

    def _text(self, cells: Cells, field: Field) -> str:
        column = self._at.get(field)
        return text_of(cells[column]) if column is not None and column < len(cells) else ""


class _Reader:
    """One row while it is read: remarks gather as its cells are looked at."""

    def __init__(self, list_: RowReader, number: int, cells: Cells) -> None:
        self._list, self._number, self._cells = list_, number, cells
        self._remarks: list[Remark] = []

    def read(self) -> ReadRow:
        at = self._list._at
        name, code = self._name(), self._code() if Field.CODE in at else ""
        values = {each: self._value(each) for each in at if each in self._list._readings.of}
        entry = self._entry(name, code, values)
        figures = tuple(found for column, holds in self._list._figures.items() if (found := self._figure(column, holds)))
        if len(self._cells) > self._list._width:
            label = Label("多出的格子没有取用；可能有逗号没有加引号", "the cells beyond are not taken; perhaps a comma without quotes")
            self._remarks.append(Remark(RemarkKind.MORE_CELLS, label, self._number, self._list._width + 1))
        remarks = tuple(self._remarks)
        if any(each.kind.weight is Weight.REFUSED for each in remarks):
            return ReadRow(self._number, remarks=remarks)
        return ReadRow(self._number, entry, figures, remarks)

    def _entry(self, name: str, code: str, values: Mapping[Field, object]) -> Entry:
        industry = str(values.get(Field.INDUSTRY) or "")
        return Entry(
            name=name,
            code=code,
            unit_kind=values.get(Field.UNIT_KIND),  # type: ignore[arg-type]  # each column gives its own kind of value
            industry=industry,
            industry_edition=self._list._readings.edition if industry else "",
            division=str(values.get(Field.DIVISION) or ""),
            address=self._cleaned(Field.ADDRESS, ADDRESS_LIMIT),
            capital=str(values.get(Field.CAPITAL) or ""),
            founded_on=values.get(Field.FOUNDED_ON),  # type: ignore[arg-type]
            status=values.get(Field.STATUS),  # type: ignore[arg-type]
            status_on=values.get(Field.STATUS_ON),  # type: ignore[arg-type]
            short_names=self._names(Field.SHORT_NAME, name),
            former_names=self._names(Field.FORMER_NAME, name),
        )

    def _say(self, kind: RemarkKind, label: Label, column: Field | int) -> None:
        place = self._list._at[column] if isinstance(column, Field) else column
        self._remarks.append(Remark(kind, label, self._number, place + 1, self._list._headings[place]))

    def _cleaned(self, field: Field, limit: int) -> str:
        """The text of a column; invisible signs are taken out and named, what is too long is not taken."""
        raw = self._list._text(self._cells, field)
        if not raw:
            return ""
        cleaned = clean(raw)
        if cleaned.oddities:
            those = joined([each.label for each in cleaned.oddities], zh="、", en=", ")
            self._say(RemarkKind.INVISIBLE, Label("已去掉：{t}", "taken out: {t}").filled(t=those), field)
        if is_blank(cleaned.text):
            return ""
        if len(cleaned.text) > limit:
            self._say(RemarkKind.TOO_LONG, joined([too_long(cleaned.text, limit), NOT_TAKEN]), field)
            return ""
        return cleaned.text

    def _name(self) -> str:
        name = self._cleaned(Field.NAME, _ANY)
        if not name or not normal(name):
            self._say(
                RemarkKind.NAME_MISSING, Label("没有填；填上营业执照上的名称", "none stated; fill in the name on the licence"), Field.NAME
            )
        elif len(name) > NAME_LIMIT:
            self._say(RemarkKind.NAME_TOO_LONG, too_long(name, NAME_LIMIT), Field.NAME)
        return name

    def _code(self) -> str:
        code = self._cleaned(Field.CODE, _ANY)
        if not code or is_withheld(code):
            self._say(RemarkKind.NO_CODE, Label("没有填，只按名称对照", "none stated; compared by name alone"), Field.CODE)
            return ""
        verdict = judge(code)
        for each in verdict.faults:
            self._say(_kind_of(verdict, each.fault), _of_code(each.label, code, verdict), Field.CODE)
        return code

    def _names(self, field: Field, own: str) -> tuple[str, ...]:
        """Further names; the firm's own name is none."""
        text, known = self._cleaned(field, _ANY), ("", normal(own))
        names = [name for part in _BETWEEN_NAMES.split(text) if not is_blank(name := part.strip()) and normal(name) not in known]
        for name in names:
            if len(name) > NAME_LIMIT:
                self._say(RemarkKind.TOO_LONG, joined([too_long(name, NAME_LIMIT), NOT_TAKEN]), field)
        return tuple(name for name in names if len(name) <= NAME_LIMIT)

    def _value(self, field: Field) -> object:
        column = self._list._at[field]
        cell = self._cells[column] if column < len(self._cells) else None
        text = text_of(cell)
        beside = self._list._text(self._cells, _BESIDE[field]) if field in _BESIDE else ""
        if not text and not beside:
            return None
        found = self._list._readings.read(field, cell, f"{text} {beside}".strip() if beside else text)
        if found.kind and found.label:
            self._say(found.kind, found.label, field)
        return found.value

    def _figure(self, column: int, holds: FigureColumn) -> Figure | None:
        cell = self._cells[column] if column < len(self._cells) else None
        text = clean(text_of(cell)).text
        if is_blank(text):
            return None
        if is_withheld(text):
            self._say(RemarkKind.NOT_STATED, Label(f"“{text}”，不作数", f"“{text}”: no figure"), column)
            return None
        try:
            amount = read_amount(text if isinstance(cell, str) else cell, holds)
        except Malformed as error:
            said = Label(f"“{text[:40]}”", f"“{text[:40]}”")
            self._say(RemarkKind.UNREADABLE, joined([said, error.what, NOT_TAKEN, error.cure]), column)
            return None
        if amount.is_rounded:
            written = str(amount.quantity)
            self._say(RemarkKind.ROUNDED, Label(f"“{text}”记为 {written}", f"“{text}” is recorded as {written}"), column)
        return Figure(holds, amount)


def _kind_of(verdict: CodeVerdict, fault: CodeFault) -> RemarkKind:
    if verdict.is_refused:
        return RemarkKind.CODE_REFUSED
    return RemarkKind.OLD_LICENCE if fault is CodeFault.OLD_LICENCE else RemarkKind.CODE_DOUBTED


def _of_code(said: Label, code: str, verdict: CodeVerdict) -> Label:
    done = Label("对照营业执照改正", "compare with the licence") if verdict.is_refused else Label("照录", "kept as written")
    return joined([Label(f"“{code[:40]}”{said.zh}", f"“{code[:40]}” {said.en}"), done])
