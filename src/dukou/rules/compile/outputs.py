"""What a SELECT gives of each book, under which names, and how a row of it is read back into values of the core."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from dukou.rules.compile import sql
from dukou.rules.compile.house import Day, Symbol
from dukou.rules.compile.numbers import Number
from dukou.rules.compile.ratios import Ratio
from dukou.rules.compile.sql import Sql
from dukou.rules.compile.truths import Truth
from dukou.rules.compile.wholes import Whole
from dukou.rules.compile.words import AT_ONCE, FactWord, Mask, Written
from dukou.rules.core import values
from dukou.rules.core.values import Value

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A value among the outputs, whose names begin with `name`."""

    name: str
    symbol: Symbol
    as_of: date

    def outputs(self) -> Iterator[tuple[str, Sql]]:
        """Words: `_word` and what it can be, `_can_be`; numbers: both ends, each over its own denominator; a date: days since it."""
        symbol = self.symbol
        if isinstance(symbol, Number):
            for end, ratio in self._ends(symbol):
                yield from _ratio(f"{self.name}_{end}", ratio)
        elif isinstance(symbol, Truth):
            yield self.name, flag(symbol)
        elif isinstance(symbol, Mask):
            yield f"{self.name}_word", symbol.word()
            yield from ((f"{self.name}_can_be{at or ''}", mask) for at, mask in enumerate(symbol.masks))
        elif isinstance(symbol, FactWord | Written):
            yield f"{self.name}_word", symbol.node if isinstance(symbol, FactWord) else sql.text(symbol.word)
        elif isinstance(symbol, Day):
            yield from Told(f"{self.name}_days", symbol.days, self.as_of).outputs()

    def read(self, row: Row) -> Value:
        """The value in a row, as the evaluator gives it."""
        symbol = self.symbol
        if isinstance(symbol, Number):
            ends = {end: read_ratio(f"{self.name}_{end}", ratio, row) for end, ratio in self._ends(symbol)}
            return values.spanned(ends.get("low", ends.get("exact")), ends.get("high", ends.get("exact")))
        if isinstance(symbol, Truth):
            return None if row[self.name] is None else bool(row[self.name])
        if isinstance(symbol, Mask):
            bits = [row[f"{self.name}_can_be{at or ''}"] for at in range(len(symbol.masks))]
            return values.one_of(word for at, word in enumerate(symbol.outputs) if bits[at // AT_ONCE] >> (at % AT_ONCE) & 1)
        if isinstance(symbol, Day):
            days = Told(f"{self.name}_days", symbol.days, self.as_of).read(row)
            return None if days is None else self.as_of - timedelta(days=int(days))  # type: ignore[arg-type]  # an exact number
        found: str | None = row[f"{self.name}_word"]
        return found

    def _ends(self, number: Number) -> list[tuple[str, Ratio]]:
        if number.is_exact:
            return [("exact", number.low)] if number.low else []
        return [(end, ratio) for end, ratio in (("low", number.low), ("high", number.high)) if ratio]


def flag(truth: Truth) -> Sql:
    """1, 0 or null."""
    whens = [(truth.yes, sql.cast(sql.whole(1), "INT")), (truth.no, sql.whole(0))]
    return sql.case(whens, sql.null("INT") if truth.is_constant else None)


def _ratio(name: str, ratio: Ratio) -> Iterator[tuple[str, Sql]]:
    yield f"{name}_num", _shown(ratio.num)
    if ratio.den.constant is None:
        yield f"{name}_den", _shown(ratio.den)


def _shown(number: Whole) -> Sql:
    return sql.cast(number.sql(), "INT128" if number.is_wide else "BIGINT") if number.constant is not None else number.sql()


def read_ratio(name: str, ratio: Ratio, row: Row) -> Fraction | int | None:
    """An exact number in a row; SQLite gives wide numbers as text, PostgreSQL as Decimal."""
    num = row[f"{name}_num"]
    if num is None:
        return None
    found = Fraction(int(num), ratio.den.constant or int(row[f"{name}_den"]))
    return found.numerator if found.denominator == 1 else found


def ratio_outputs(name: str, ratio: Ratio) -> dict[str, Sql]:
    """The outputs of a number by itself."""
    return dict(_ratio(name, ratio))
