"""Who misses exactly one condition: which one, and, where it is a comparison of numbers, what is there and what is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlglot import exp

from dukou.rules.compile import sql
from dukou.rules.compile.books import tops_of
from dukou.rules.compile.forms import Reader
from dukou.rules.compile.house import placed
from dukou.rules.compile.numbers import Number, compared
from dukou.rules.compile.outputs import Row, ratio_outputs, read_ratio
from dukou.rules.compile.ratios import Ratio
from dukou.rules.compile.sql import Cond, Sql
from dukou.rules.compile.truths import Truth
from dukou.rules.compile.wholes import Whole, chosen
from dukou.rules.core.books import Condition
from dukou.rules.core.expressions import TURNED, Comparison, ComparisonSign, Every, Test
from dukou.rules.core.expressions import Number as Written


@dataclass(frozen=True, slots=True)
class Near:
    """A subject that misses one condition and no other. `condition`: that one, or the veto that is given.

    `have`, `need`: both sides of the first comparison that fails, in their natural size; `short`: how far apart they are. None where the
    condition is no comparison of numbers, or what is there is not known exactly (`short` is then of the nearer end).
    """

    key: str
    condition: Condition
    sign: str = ""
    have: Fraction | int | None = None
    need: Fraction | int | None = None
    short: Fraction | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Check:
    condition: int
    sign: ComparisonSign
    have: Ratio
    need: Ratio
    fails: Cond


def failed(tops: list[Truth]) -> Sql:
    """How many top-level conditions do not hold."""
    return sql.joined(exp.Add, [sql.case([(each.no, sql.whole(1))], sql.whole(0)) for each in tops] or [sql.whole(0)])


def unknown(tops: list[Truth]) -> Sql:
    """How many top-level conditions are unknown."""
    return sql.joined(exp.Add, [sql.case([(each.open(), sql.whole(1))], sql.whole(0)) for each in tops] or [sql.whole(0)])


def which(tops: list[Truth]) -> Sql:
    """The first top-level condition that does not hold, counted from 1; 0 where all do."""
    return sql.case([(each.no, sql.whole(number)) for number, each in enumerate(tops, 1)], sql.whole(0))


@dataclass(slots=True, eq=False)
class Nearness:
    """The near list of one book: its outputs, whom it takes, and how a row is read."""

    reader: Reader
    tops: list[Truth]
    checks: list[_Check]

    @classmethod
    def of(cls, reader: Reader) -> Nearness:
        """The near list of a book."""
        return cls(reader, tops_of(reader), list(_checks(reader)))

    def outputs(self) -> dict[str, Sql]:
        """`failed`: which condition; `check`: which comparison of it, and both sides of that."""
        found = {"failed": which(self.tops)}
        if not self.checks:
            return found
        here = [sql.both((sql.binary(exp.EQ, which(self.tops), sql.whole(each.condition)), each.fails)) for each in self.checks]
        found["checked"] = sql.case([(cond, sql.whole(at)) for at, cond in enumerate(here)])
        for side in ("have", "need"):
            found |= ratio_outputs(side, self.side(here, side))
        return found

    def side(self, here: list[Cond], side: str) -> Ratio:
        """One side of whichever comparison fails, over whatever denominator it has."""
        ratios: list[Ratio] = [getattr(each, side) for each in self.checks]
        nums = chosen([(cond, each.num) for cond, each in zip(here, ratios, strict=True)])
        return Ratio(nums, chosen([(cond, each.den) for cond, each in zip(here, ratios, strict=True)]))

    def where(self) -> Cond:
        """Exactly one condition does not hold, and none is unknown."""
        one = sql.binary(exp.EQ, failed(self.tops), sql.whole(1))
        return sql.both((one, *(sql.opposite(each.open()) for each in self.tops)))

    def read(self, row: Row) -> Near:
        """A row of it."""
        book = self.reader.linked.book
        condition = (*book.requires, *book.vetoes)[row["failed"] - 1]
        number = row.get("checked")
        if number is None:
            return Near(row["key"], condition)
        check = self.checks[number]
        have, need = (read_ratio(side, Ratio(Whole(sql.whole(0), 0), Whole(sql.whole(0), 0)), row) for side in ("have", "need"))
        is_sized = check.sign not in ("=", "!=") and have is not None and need is not None
        short = abs(Fraction(need or 0) - Fraction(have or 0)) if is_sized else None
        return Near(row["key"], condition, check.sign, have, need, short)


def _checks(reader: Reader) -> Iterator[_Check]:
    for number, condition in enumerate(reader.linked.book.requires, 1):
        if condition.test is None:
            continue
        here = reader.on(placed(condition.line, condition.place))
        for test in _comparisons(condition.test):
            left, right, sign = test.left, test.right, test.sign
            if isinstance(left, Written) and not isinstance(right, Written):
                left, right, sign = right, left, TURNED[sign]
            ours, theirs = here.value(left), here.value(right)
            if not isinstance(ours, Number) or not isinstance(theirs, Number) or not theirs.is_exact:
                continue
            have = ours.high if sign in (">", ">=") else ours.low
            if have is not None and theirs.low is not None:
                yield _Check(number, sign, have, theirs.low, compared(sign, ours, theirs).no)


def _comparisons(test: Test) -> Iterator[Comparison]:
    """The comparisons all of which have to hold."""
    if isinstance(test, Comparison):
        yield test
    elif isinstance(test, Every):
        for part in test.parts:
            yield from _comparisons(part)


def plain_row(names: list[str], row: Any) -> Row:
    """A row by the names of its columns."""
    return dict(zip(names, row, strict=True))
