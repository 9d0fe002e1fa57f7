"""Decision tables as SQL. First comes which row surely counts, in one CASE; what else may count is asked only of subjects with gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from sqlglot import exp

from dukou.rules.compile import sql, truths, wholes
from dukou.rules.compile.house import placed
from dukou.rules.compile.items import Choice
from dukou.rules.compile.numbers import NOTHING, Number, over_one
from dukou.rules.compile.ratios import Ratio
from dukou.rules.compile.scores import bounded
from dukou.rules.compile.sql import Cond, Sql
from dukou.rules.compile.switches import FEWEST, Line, Switch
from dukou.rules.compile.truths import Truth
from dukou.rules.compile.words import AT_ONCE, NAMED, UNNAMED, FactWord, Mask
from dukou.rules.core.books import HitPolicy, Table
from dukou.rules.core.expressions import Among, Comparison, Test, Text
from dukou.rules.core.quantities import in_unit

if TYPE_CHECKING:
    from dukou.rules.compile.forms import Reader


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """A row that can fit: what its cells ask, and which output it gives. `head`: its first test, by which rows in a row are taken together.

    `word`: where that asks whether a word is one of several, this word; `tests`: what is asked besides.
    """

    head: Test | None
    cells: tuple[Truth, ...]
    output: int
    word: Mask | FactWord | None = None
    tests: tuple[Test, ...] = ()

    @property
    def fits(self) -> Truth:
        return truths.every(self.cells)


def table_of(reader: Reader, table: Table) -> Number | Mask:
    """The table's value: a mask over its words, or the least and most of the numbers that it can give."""
    numbers = [Fraction(in_unit(cast(Fraction, row.output), table.unit)) for row in table.rows] if not table.outputs else []
    given: list[object] = [*(numbers or (row.output for row in table.rows))]
    outputs = [*(sorted(set(numbers)) if numbers else dict.fromkeys(given))]
    rows = _rows(reader, table, [outputs.index(each) for each in given])
    tests = [cell.test for row in table.rows for cell in row.cells if cell.test is not None]
    known = reader.known(*tests)
    has_no_gap = any(row.fits.yes is True for row in rows)
    if numbers and has_no_gap and table.policy is HitPolicy.FIRST:
        told, den = over_one(cast(list[Fraction], outputs))
        choice = Choice([(row.fits, told[row.output]) for row in rows[:-1]], told[rows[-1].output], known, reader.gap(*tests))
        if choice.is_plain:
            return bounded([choice], den, reader.house.layers.keep)
    keep, masks = reader.house.layers.keep, []
    for first in range(0, len(outputs), AT_ONCE):
        chunk = _Chunk(table.policy, rows, known, first, min(AT_ONCE, len(outputs) - first))
        masks.append(keep(chunk.either_way(reader)))
    if not has_no_gap:
        is_none = sql.both(sql.binary(exp.EQ, mask, sql.whole(0)) for mask in masks)
        masks[0] = keep(sql.case([(is_none, sql.whole(1 << NAMED | 1 << UNNAMED))], masks[0]))
    if not numbers:
        return Mask(tuple(map(str, outputs)), tuple(masks), not has_no_gap)
    return _between(Mask(tuple(map(str, range(len(outputs)))), tuple(masks), not has_no_gap), cast(list[Fraction], outputs))


def _rows(reader: Reader, table: Table, outputs: Sequence[int]) -> list[_Row]:
    found = []
    for row, output in zip(table.rows, outputs, strict=True):
        told = [(cell.test, reader.on(placed(cell.line, cell.place)).test(cell.test)) for cell in row.cells if cell.test is not None]
        head = told[0][0] if told and told[0][0] is row.cells[0].test else None
        made = _Row(head, tuple(truth for _, truth in told), output, _word(reader, head), tuple(test for test, _ in told[1:]))
        if made.fits.no is not True:
            found.append(made)
        if made.fits.yes is True and table.policy is HitPolicy.FIRST:
            break
    return found


def _word(reader: Reader, head: Test | None) -> Mask | FactWord | None:
    """The word of which a head asks whether it is one of several."""
    if isinstance(head, Among) or (isinstance(head, Comparison) and head.sign == "=" and isinstance(head.right, Text)):
        found = reader.value(head.of if isinstance(head, Among) else head.left)
        return found if isinstance(found, Mask | FactWord) else None
    return None


def _words(head: Test | None) -> tuple[str, ...]:
    """The words that such a head names."""
    if isinstance(head, Among):
        return head.words
    return (head.right.value,) if isinstance(head, Comparison) and isinstance(head.right, Text) else ()


@dataclass(frozen=True, slots=True, eq=False)
class _Chunk:
    """Some of the outputs. A row's code is its number and, in the lowest bits, the bit of its output."""

    policy: HitPolicy
    rows: Sequence[_Row]
    known: Cond
    first: int
    count: int

    def bit(self, row: int) -> int:
        """The bit of a row's output; nought where it lies in another chunk."""
        at = self.rows[row].output - self.first
        return 1 << at if 0 <= at < self.count else 0

    def number(self, at: int, bit: int = 0) -> Sql:
        """The code of a row by its place."""
        return sql.whole((at << self.count) + bit)

    def code(self) -> Sql:
        """The code of the first row that surely fits; beyond all rows where none does."""
        whens: list[tuple[Cond, Sql]] = []
        for run in self.runs():
            ends = self.rows[run[-1]].cells[1:]
            if len(run) == 1 or ends:  # rows of one head can be asked together only where its holding surely settles which
                whens += [(self.rows[at].fits.yes, self.number(at, self.bit(at))) for at in run]
            else:
                within = [(truths.every(self.rows[at].cells[1:]).yes, self.number(at, self.bit(at))) for at in run]
                whens.append((self.rows[run[0]].cells[0].yes, sql.case(within)))
        return sql.case(whens, self.number(len(self.rows)))

    def runs(self) -> list[list[int]]:
        """Rows one after the other with one first test; a row that asks nothing more ends its run."""
        found: list[list[int]] = []
        for at, row in enumerate(self.rows):
            before = self.rows[at - 1] if at else None
            if before is not None and row.head is not None and before.head == row.head and len(before.cells) > 1:
                found[-1].append(at)
            else:
                found.append([at])
        return found

    def mask(self, code: Sql) -> Sql:
        """The outputs that can be given: of the row that surely counts, and of those that may come before it."""
        sure = sql.binary(exp.BitwiseAnd, code, sql.whole((1 << self.count) - 1))
        parts = [self.may(run, code) for run in self.runs() if any(map(self.bit, run))]
        if self.known is True or not parts:
            return sure
        open_ = sql.joined(exp.BitwiseOr, parts)
        if self.policy is HitPolicy.UNIQUE:
            is_sure = sql.binary(exp.LT, code, self.number(len(self.rows)))
            return sql.case([(self.known, sure), (is_sure, sure)], open_)
        return sql.case([(self.known, sure)], sql.binary(exp.BitwiseOr, sure, open_))

    def either_way(self, reader: Reader) -> Sql:
        """What the table can give: by a switch where there is one, for whom that serves; for the others row by row."""
        keep = reader.house.layers.keep
        switch = self.switch(reader)
        if switch is None:
            return self.mask(keep(self.code()))
        is_served, mask = switch.mask(self.known)
        code = keep(sql.case([(is_served, sql.whole(0))], self.code()))
        return sql.case([(is_served, mask)], self.mask(code))

    def switch(self, reader: Reader) -> Switch | None:
        """The table by the word of its first column, where every row asks about that."""
        words = [row.word for row in self.rows]
        if self.policy is not HitPolicy.FIRST or len(words) < FEWEST or _node(words[0]) is None:
            return None
        if any(_node(word) != _node(words[0]) for word in words):
            return None
        named = dict.fromkeys(word for row in self.rows for word in _words(row.head))
        lines = []
        for word in named:
            here = [Line(row.tests, self.bit(at)) for at, row in enumerate(self.rows) if word in _words(row.head)]
            ends = next((at for at, line in enumerate(here) if not line.tests), len(here))
            lines.append((_is(words[0], word), here[: ends + 1]))
        lines = [(is_word, rows) for is_word, rows in lines if is_word is not False]
        return Switch.of(lines, reader.value, reader.house.layers.keep) if lines else None

    def may(self, run: Sequence[int], code: Sql) -> Sql:
        """The bits of those rows of a run that may fit, where no row before them surely does."""
        if len(run) == 1:
            return self.unless(code, run[0], self.rows[run[0]].fits.no, sql.whole(self.bit(run[0])))
        within = [self.unless(code, at, truths.every(self.rows[at].cells[1:]).no, sql.whole(self.bit(at))) for at in run if self.bit(at)]
        return self.unless(code, run[0], self.rows[run[0]].cells[0].no, sql.joined(exp.BitwiseOr, within))

    def unless(self, code: Sql, at: int, no: Cond, bits: Sql) -> Sql:
        """The bits, but none where a row before counts, this one included, or where it surely does not fit."""
        is_settled = sql.binary(exp.LT, code, self.number(at + 1))
        return sql.case([(is_settled, sql.whole(0)), (no, sql.whole(0))], bits)


def _node(word: Mask | FactWord | None) -> Sql | None:
    return None if word is None else word.node if isinstance(word, FactWord) else word.masks[0]


def _is(word: Mask | FactWord | None, name: str) -> Cond:
    if isinstance(word, Mask):
        return word.is_only(name)
    return word is not None and sql.binary(exp.EQ, word.node, sql.text(name))


def _between(mask: Mask, outputs: Sequence[Fraction]) -> Number:
    """The least and most of the numbers that can be given; `outputs` ascend."""
    if not outputs:
        return NOTHING
    told, den = over_one(outputs)
    whens = [(mask.can_be((str(at),)), wholes.const(number)) for at, number in enumerate(told)]
    ends = [Ratio(wholes.chosen(part), wholes.const(den)) for part in (whens, list(reversed(whens)))]
    return Number(*ends)
