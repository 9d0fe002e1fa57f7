"""Whole books as SQL: their conditions with exceptions, the answer, the value, and what each top-level condition says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from dukou.rules.compile import truths
from dukou.rules.compile.forms import Reader
from dukou.rules.compile.house import House, Symbol, placed
from dukou.rules.compile.numbers import NOTHING
from dukou.rules.compile.scores import score_of
from dukou.rules.compile.tables import table_of
from dukou.rules.compile.truths import Truth, plain
from dukou.rules.core.books import Condition, Joint, Score, Table
from dukou.rules.core.expressions import Name, Test
from dukou.rules.core.linking import Linked
from dukou.rules.core.needs import needs_of


@dataclass(frozen=True, slots=True)
class _Makers:
    def definition(self, reader: Reader, definition: Table | Score) -> Symbol:
        return table_of(reader, definition) if isinstance(definition, Table) else score_of(reader, definition)

    def of_book(self, reader: Reader, asked: Literal["answer", "value"]) -> Symbol:
        return answer_of(reader) if asked == "answer" else value_of(reader)


def house_of(as_of: date) -> House:
    """An empty house for a day of asking."""
    return House(as_of, _Makers())


def reader_of(house: House, linked: Linked) -> Reader:
    """Who reads a book."""
    return Reader(house, linked, ages={key: age for key, age in needs_of([linked]).items() if age})


def tops_of(reader: Reader) -> list[Truth]:
    """What each condition of `requires` says, and of each veto that it is not given."""
    book = reader.linked.book
    found = [_condition(reader, each) for each in book.requires]
    found += [truths.negated(_condition(reader, each)) for each in book.vetoes]
    return [each if each.is_constant else plain(reader.house.layers.keep(each.sql())) for each in found]


def answer_of(reader: Reader) -> Truth:
    """All conditions, and no veto; of a book that only gives a value, whether it is known."""
    house, book = reader.house, reader.linked.book
    key = (reader.book_number, "", 0)
    if key not in house.symbols:
        is_asking = bool(book.requires or book.vetoes)
        house.symbols[key] = house.keep(truths.every(tops_of(reader)) if is_asking else Truth(value_of(reader).known(), False))
    return cast(Truth, house.symbols[key])


def value_of(reader: Reader) -> Symbol:
    """The value that the book gives beside its answer."""
    return reader.named(Name(reader.linked.book.value)) if reader.linked.book.value else NOTHING


def _condition(reader: Reader, condition: Condition) -> Truth:
    """Whether a condition holds, or one of its exceptions does."""
    return truths.some((_own(reader, condition), *(_condition(reader, each) for each in condition.exceptions)))


def _own(reader: Reader, condition: Condition) -> Truth:
    if condition.joint is Joint.TEST:
        return reader.on(placed(condition.line, condition.place)).test(cast(Test, condition.test))
    parts = [_condition(reader, each) for each in condition.parts]
    if condition.joint is Joint.ALL:
        return truths.every(parts)
    if condition.joint is Joint.AT_LEAST:
        return truths.at_least(condition.count, parts)
    found = truths.some(parts)
    return found if condition.joint is Joint.ANY else truths.negated(found)
