"""Gaps and overlaps of decision tables: every case has to fit a row, of a table with unique rows only one, and every row has to count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dukou.kit.core.labels import Label, joined
from dukou.rules.core.books import HitPolicy, Table
from dukou.rules.core.checking.bounds import Bounds
from dukou.rules.core.checking.segments import Segment, asks_only, columns_of
from dukou.rules.core.checking.types import Type
from dukou.rules.core.linking import Linked
from dukou.rules.core.reading.fields import Faults

MOST_WORK = 200_000  # cases looked at for one question; a table that needs more is refused as too tangled to be sure of
Columns = Sequence[Sequence[Segment]]


class Tangled(Exception):
    """A table whose cases are too many to be looked at."""


def check_table(linked: Linked, table: Table, types: Sequence[Type], faults: Faults) -> None:
    """Whether every case has its row. `types`: of the inputs, whose cells have been checked."""
    bounds = Bounds(linked)
    if not _check_shape(table, faults) or not _check_cells(table, bounds, faults):
        return
    columns = [column.segments() for column in columns_of(table, types, bounds)]
    if not _check_rows(table, columns, faults):
        return
    try:
        counts = _check_unique if table.policy is HitPolicy.UNIQUE else _check_first
        counts(table, columns, faults)
        _check_gap(table, columns, faults)
    except Tangled:
        what = Label(f"“{table.name}”交错太多，查不清有没有漏掉的情形", f"“{table.name}” is too tangled to tell whether cases are left out")
        faults.note(table.place, what, Label("拆成几张表", "split it into several tables"))


def _check_shape(table: Table, faults: Faults) -> bool:
    if table.rows and table.inputs:
        return True
    what = Label(f"“{table.name}”没有输入或没有行", f"“{table.name}” has no inputs or no rows")
    faults.note(table.place, what, Label("写出 inputs 和 rows", "write inputs and rows"))
    return False


def _check_cells(table: Table, bounds: Bounds, faults: Faults) -> bool:
    """A cell that leans on another fact can be compared with no other row."""
    before = len(faults)
    for cell, form in ((cell, form) for row in table.rows for cell, form in zip(row.cells, table.inputs, strict=True)):
        if cell.test is not None and not asks_only(cell.test, form, bounds):
            what = Label(f"“{cell.text}”要和写出的数、日期或词比较", f"“{cell.text}” has to compare with a written number, date or word")
            cure = Label("两个事实相比的，写进 values，再作输入", "put a comparison of two facts into values and make that an input")
            faults.note(cell.place, what, cure)
    return len(faults) == before


def _check_rows(table: Table, columns: Columns, faults: Faults) -> bool:
    """Each row has to fit something by itself."""
    before = len(faults)
    for number, row in enumerate(table.rows):
        for cell, column in zip(row.cells, columns, strict=True):
            if not any(segment.rows >> number & 1 for segment in column):
                what = Label(f"“{cell.text}”永远不会命中", f"“{cell.text}” never fits")
                faults.note(cell.place, what, Label("核对数和比较号", "check numbers and signs"))
    return len(faults) == before


def _check_unique(table: Table, columns: Columns, faults: Faults) -> None:
    """No two rows may fit the same case."""
    meeting = [_meeting(column, len(table.rows)) for column in columns]
    for number, row in enumerate(table.rows):
        both = (1 << number) - 1
        for column in meeting:
            both &= column[number]
        if both:
            first = (both & -both).bit_length() - 1
            pair = 1 << first | 1 << number
            example = _joined([next(segment.example for segment in column if segment.rows & pair == pair) for column in columns])
            other = table.rows[first].place.line
            what = Label(
                f"和第 {other} 行的一行重叠，例如：{example.zh}", f"it overlaps with the row in line {other}, for example: {example.en}"
            )
            cure = Label("改成只有一行命中，或写 hit: first", "let only one of them fit, or write hit: first")
            faults.note(row.place, what, cure)


def _meeting(column: Sequence[Segment], count: int) -> list[int]:
    """For each row, the rows that fit a segment together with it."""
    found = [0] * count
    for segment in column:
        rows = segment.rows
        while rows:
            lowest = rows & -rows
            found[lowest.bit_length() - 1] |= segment.rows
            rows ^= lowest
    return found


def _check_first(table: Table, columns: Columns, faults: Faults) -> None:
    """Each row needs a case that no earlier row takes."""
    for number, row in enumerate(table.rows):
        own, earlier = 1 << number, (1 << number) - 1
        within = [[segment for segment in column if segment.rows & own] for column in columns]
        if number and _Search(within).left_out(earlier) is None:
            what = Label("这一行永远轮不到：前面的行已经全部命中", "this row is never reached: the rows before it take all of it")
            faults.note(row.place, what, Label("挪到前面，或去掉", "move it up or remove it"))


def _check_gap(table: Table, columns: Columns, faults: Faults) -> None:
    """Every case needs a row."""
    example = _Search(columns).left_out((1 << len(table.rows)) - 1)
    if example is not None:
        said = _joined(example)
        what = Label(f"“{table.name}”漏了一种情形：{said.zh}", f"“{table.name}” leaves out a case: {said.en}")
        faults.note(table.place, what, Label("补一行；其余全部的写 -", "add a row; write - where nothing more is asked"))


@dataclass(slots=True)
class _Search:
    """Looks for a case that none of some rows fits, input by input. Of segments only those are tried whose rows contain no other's."""

    columns: Columns
    known: set[tuple[int, int]] = field(default_factory=set)
    work: int = MOST_WORK
    asks_no_more: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """For each input: the rows that ask nothing of it and of those after it."""
        self.asks_no_more = [-1]
        for column in reversed(self.columns):
            rows = self.asks_no_more[0]
            for segment in column:
                rows &= segment.rows
            self.asks_no_more.insert(0, rows)

    def left_out(self, rows: int, at: int = 0) -> list[Label | None] | None:
        """An example that none of the rows fits; None where there is none."""
        if not rows:
            return [column[0].example for column in self.columns[at:]]
        if at == len(self.columns) or rows & self.asks_no_more[at] or (at, rows) in self.known:
            return None
        for segment in self._fewest(rows, at):
            found = self.left_out(rows & segment.rows, at + 1)
            if found is not None:
                return [segment.example, *found]
        self.known.add((at, rows))
        return None

    def _fewest(self, rows: int, at: int) -> list[Segment]:
        """The segments that fewest rows fit, without those that another makes needless."""
        found: list[Segment] = []
        for segment in sorted(self.columns[at], key=lambda each: (each.rows & rows).bit_count()):
            self.work -= 1
            if not any(other.rows & rows & ~segment.rows == 0 for other in found):
                found.append(segment)
        if self.work < 0:
            raise Tangled
        return found


def _joined(examples: Sequence[Label | None]) -> Label:
    told = [each for each in examples if each]
    return joined(told, zh="，", en=", ") if told else Label("任何情形", "any case")
