"""A table in which a word decides which bounds hold (sizes by industry) as SQL: bounds are looked up by the word, then all rows are alike.

So a table of seventy rows costs as much as its four classes. Subjects whose word is not known go the general way (`tables`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from sqlglot import exp

from dukou.rules.compile import sql, truths, wholes
from dukou.rules.compile.numbers import Number
from dukou.rules.compile.ratios import Keep
from dukou.rules.compile.sql import Cond, Sql
from dukou.rules.compile.truths import Truth
from dukou.rules.compile.wholes import Whole
from dukou.rules.core.expressions import Comparison, ComparisonSign, Expression, Test
from dukou.rules.core.expressions import Every as EveryTest
from dukou.rules.core.expressions import Number as Written
from dukou.rules.core.quantities import in_unit

FEWEST = 6  # rows from which on it pays


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A row for one word: what it asks besides, and the bit of its output."""

    tests: tuple[Test, ...]
    bit: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """A bound: at which level, of which form, by which sign."""

    level: int
    form: Expression
    sign: ComparisonSign


@dataclass(slots=True, eq=False)
class Switch:
    """`lines`: by the condition that the word is it. `bounds`: of each bound and word the number."""

    lines: Sequence[tuple[Cond, Sequence[Line]]]
    bounds: Mapping[_Asked, Mapping[int, int]]
    numbers: Mapping[Expression, Whole]
    keep: Keep

    @classmethod
    def of(cls, lines: Sequence[tuple[Cond, Sequence[Line]]], value: Callable[[Expression], object], keep: Keep) -> Switch | None:
        """The switch, or None where rows ask for more than bounds of exact numbers, or leave gaps."""
        bounds: dict[_Asked, dict[int, int]] = {}
        numbers: dict[Expression, Whole] = {}
        for at, (_, rows) in enumerate(lines):
            if not rows or rows[-1].tests:
                return None
            for level, row in enumerate(rows):
                for test in (each for told in row.tests for each in _comparisons(told)):
                    number = _number(value(test.left)) if isinstance(test, Comparison) else None
                    bound = _bound(test, number) if isinstance(test, Comparison) and number else None
                    if number is None or bound is None or not isinstance(test, Comparison):
                        return None
                    asked = _Asked(level, test.left, ">=" if test.sign in (">", ">=") else "<")
                    if at in bounds.setdefault(asked, {}):
                        return None
                    bounds[asked][at], numbers[test.left] = bound, number[0]
        return cls(lines, bounds, numbers, keep)

    @property
    def levels(self) -> int:
        """The most rows that a word has."""
        return max(len(rows) for _, rows in self.lines)

    def bit(self, level: int) -> Sql:
        """The bit of the output at a level: nought where the word is not known, or not named."""
        whens = [(is_word, sql.whole(rows[level].bit)) for is_word, rows in self.lines if level < len(rows)]
        return self.keep(sql.case(whens, sql.whole(0)))

    def truth(self, level: int) -> Truth:
        """Whether the row at a level fits."""
        return truths.every(self._holds(asked, told) for asked, told in self.bounds.items() if asked.level == level)

    def _holds(self, asked: _Asked, told: Mapping[int, int]) -> Truth:
        whens = [(is_word, sql.cast(sql.whole(told[at]), "BIGINT")) for at, (is_word, _) in enumerate(self.lines) if at in told]
        number = self.numbers[asked.form]
        bound = self.keep(sql.case(whens))
        is_within = wholes.compared(asked.sign, number, Whole(bound, number.most + 1))
        found = truths.plain(is_within) if not isinstance(is_within, bool) else truths.YES
        if len(told) == len(self.lines):
            return found
        return Truth(sql.either((sql.is_null(bound), found.yes)), found.no)

    def mask(self, known: Cond) -> tuple[Cond, Sql]:
        """For whom the switch serves, and what the table can give them."""
        rows = [self.truth(level) for level in range(self.levels)]
        bits = [self.bit(level) for level in range(self.levels)]
        level = self.keep(sql.case([(row.yes, sql.whole(at)) for at, row in enumerate(rows)]))
        sure = self.keep(sql.case([(sql.binary(exp.EQ, level, sql.whole(at)), bit) for at, bit in enumerate(bits[:-1])], bits[-1]))
        may: list[Sql] = [sure]
        for at, (row, bit) in enumerate(zip(rows[:-1], bits, strict=False)):
            is_settled = sql.binary(exp.LTE, level, sql.whole(at))
            may.append(sql.case([(is_settled, sql.whole(0)), (row.no, sql.whole(0))], bit))
        is_served = sql.binary(exp.NEQ, bits[0], sql.whole(0))
        return is_served, sql.case([(known, sure)], sql.joined(exp.BitwiseOr, may))


def _comparisons(test: Test) -> Sequence[Test]:
    return [each for part in test.parts for each in _comparisons(part)] if isinstance(test, EveryTest) else [test]


def _number(symbol: object) -> tuple[Whole, int] | None:
    """A number over a constant, that is known wholly or not at all."""
    if not isinstance(symbol, Number) or not symbol.is_exact or symbol.low is None or symbol.low.den.constant is None:
        return None
    return (symbol.low.num, symbol.low.den.constant) if symbol.low.num.constant is None else None


def _bound(test: Comparison, number: tuple[Whole, int]) -> int | None:
    """The least whole number that is not beneath (`>=`, `>`), or that is above (`<`, `<=`), what is written."""
    if not isinstance(test.right, Written) or test.sign in ("=", "!="):
        return None
    exact = in_unit(test.right.value, test.right.unit) * number[1]
    bound = ceil(exact) if test.sign in (">=", "<") else floor(exact) + 1
    return min(max(bound, -number[0].most - 1), number[0].most + 1)
