"""Rule books as SQL: many books over a whole register in one SELECT that reads the facts once. It says exactly what `core.evaluating` says.

The canonical text is DuckDB's; `Compiled.sql` gives the same for SQLite and PostgreSQL. It reads one wide table, `facts` (`columns`).
Layers hold what is reckoned once; numbers are whole numbers over whole numbers; what may be known in part is carried as bounds or masks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from dukou.kit.core.places import Fault
from dukou.rules.compile.books import answer_of, house_of, reader_of, tops_of, value_of
from dukou.rules.compile.columns import FACTS, KEY, Column
from dukou.rules.compile.dialects import Vendor, teach, written_for
from dukou.rules.compile.house import House
from dukou.rules.compile.nearness import Near, Nearness, failed, unknown, which
from dukou.rules.compile.outputs import Row, Told, flag
from dukou.rules.compile.sql import Cond, Sql
from dukou.rules.core.expressions import Name
from dukou.rules.core.linking import Linked
from dukou.rules.core.verdicts import Verdict

__all__ = [
    "FACTS", "KEY", "Column", "Compiled", "Near", "NearList", "Select", "TooLargeBook",
    "columns_of", "compiled", "near", "teach", "too_large",
]  # fmt: skip
_ANY_DAY = date(2024, 7, 1)


class TooLargeBook(ValueError):
    """A book whose products could pass 128 bits; the checks refuse it before it comes here. `faults` names the places."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(map(str, faults)))


@dataclass(eq=False)
class Select:
    """One SELECT over the table of facts, in whichever dialect."""

    house: House
    outputs: dict[str, Sql]
    where: Cond = True

    @cached_property
    def tree(self) -> Sql:
        """The SELECT as sqlglot has it."""
        return self.house.layers.select(self.outputs, self.where)

    @cached_property
    def text(self) -> str:
        """The canonical text."""
        return written_for("duckdb", self.tree)

    def sql(self, vendor: Vendor) -> str:
        """The text for an engine."""
        return self.text if vendor == "duckdb" else written_for(vendor, self.tree)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are read."""
        return tuple(sorted(self.house.columns))


@dataclass(eq=False)
class Compiled(Select):
    """Many books: of each `b<number>_answer` (1, 0 or null), `b<number>_value…`, and, where asked for, its counts of failed conditions."""

    values: tuple[Told, ...] = ()

    def read(self, row: Row) -> list[Verdict]:
        """What each book says in a row."""
        return [self._read(number, told, row) for number, told in enumerate(self.values)]

    def _read(self, number: int, told: Told, row: Row) -> Verdict:
        answer = row[f"b{number}_answer"]
        counts: dict[str, Any] = {name: row[f"b{number}_{name}"] for name in _COUNTS if f"b{number}_{name}" in row}
        return Verdict(None if answer is None else bool(answer), told.read(row), **counts)


@dataclass(eq=False)
class NearList(Select):
    """Who misses exactly one condition of a book."""

    nearness: Nearness | None = None

    def read(self, row: Row) -> Near:
        """One subject."""
        assert self.nearness is not None
        return self.nearness.read(row)


_COUNTS = {"failed": failed, "open": unknown, "which": which}


def compiled(books: Sequence[Linked], as_of: date, *, with_counts: bool = False) -> Compiled:
    """Books as one SELECT: answers and values, and with `with_counts` how many conditions fail. Refused where numbers grow too large."""
    house = house_of(as_of)
    outputs: dict[str, Sql] = {}
    told = []
    for number, linked in enumerate(books):
        reader = reader_of(house, linked)
        outputs[f"b{number}_answer"] = flag(answer_of(reader))
        told.append(Told(f"b{number}_value", value_of(reader), as_of))
        outputs |= dict(told[-1].outputs())
        if with_counts:
            outputs |= {f"b{number}_{name}": count(tops_of(reader)) for name, count in _COUNTS.items()}
    _refuse(house)
    return Compiled(house, outputs, values=tuple(told))


def near(linked: Linked, as_of: date) -> NearList:
    """The near list of a book as a SELECT."""
    house = house_of(as_of)
    nearness = Nearness.of(reader_of(house, linked))
    made = NearList(house, nearness.outputs(), nearness.where(), nearness)
    _refuse(house)
    return made


def columns_of(*books: Linked) -> tuple[Column, ...]:
    """The columns of the wide table that some books read, also for their near lists, which ask of nothing else."""
    return compiled(books, _ANY_DAY).columns


def too_large(*books: Linked) -> list[Fault]:
    """The places where numbers could pass 128 bits; empty: all the books can be answered exactly."""
    house = house_of(_ANY_DAY)
    for linked in books:
        reader = reader_of(house, linked)
        for name in linked.book.definitions:
            reader.named(Name(name))
        answer_of(reader)
    return house.faults


def _refuse(house: House) -> None:
    if house.faults:
        raise TooLargeBook(house.faults)
