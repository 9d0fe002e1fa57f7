"""What is kept while books are compiled: the layers, the columns of facts that are read, what stands under each name, what is too large."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault, Place
from dukou.rules.compile import numbers, sql, truths
from dukou.rules.compile.columns import Column, Sort
from dukou.rules.compile.layers import Layers
from dukou.rules.compile.numbers import Number
from dukou.rules.compile.sql import Cond, Sql
from dukou.rules.compile.truths import Truth
from dukou.rules.compile.words import FactWord, Word
from dukou.rules.core.books import Line, Score, Table
from dukou.rules.core.days import days_since, years_since
from dukou.rules.core.facts import FactFace, FactType
from dukou.rules.core.linking import FactKey, Linked
from dukou.rules.core.quantities import LARGEST, measure, scale_of

if TYPE_CHECKING:
    from dukou.rules.compile.forms import Reader

Ages = Mapping[FactKey, int]  # by how many years a figure may be older, where it may
MOST_DAYS = 4_000_000  # more than the calendar has


@dataclass(frozen=True, slots=True, eq=False)
class Day:
    """A date, as the days and the full years from it to the day of asking."""

    days: Number
    years: Number

    def known(self) -> Cond:
        """That it is known."""
        return self.days.known()


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A list: a truth for each word that is asked."""

    has: Callable[[str], Truth]

    def known(self) -> Cond:
        """That it is known; any word tells that, so the first that was asked serves."""
        return self.has("").known()


Symbol = Number | Truth | Word | Day | Held


class Makers(Protocol):
    """How what is larger than a form is made; forms name such things, and are what they are made of."""

    def definition(self, reader: Reader, definition: Table | Score) -> Symbol:
        """A table or score."""

    def of_book(self, reader: Reader, asked: Literal["answer", "value"]) -> Symbol:
        """The answer or value of a book."""


@dataclass(slots=True)
class House:
    """`symbols`: by book, name and years back. `books`: each with a number, the same for books that name the same facts and books."""

    as_of: date
    makers: Makers
    layers: Layers = field(default_factory=Layers)
    columns: dict[Column, None] = field(default_factory=dict)
    symbols: dict[tuple[int, str, int], Symbol] = field(default_factory=dict)
    books: dict[Hashable, tuple[int, Linked]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def number_of(self, linked: Linked, ages: Ages) -> int:
        """The number of a book: a book that several others name is read once, if they allow figures of the same ages."""
        return self.books.setdefault((_identity(linked), frozenset(ages.items())), (len(self.books), linked))[0]

    def fact(self, face: FactFace, back: int, may_be_older: int) -> Symbol:
        """What is read of a fact."""

        def read(sort: Sort, word: str = "") -> Sql:
            found = Column(face.name, back, sort, word, may_be_older)
            self.columns[found] = None
            self.layers.words |= {found.name} if sort == "text" else set()
            return sql.column(found.name)

        if face.holds is FactType.QUANTITY:
            return numbers.whole_number(read("base"), LARGEST, scale_of(measure(face.unit)))
        if face.holds is FactType.TRUTH:
            return truths.plain(read("truth"))
        if face.holds is FactType.DATE:
            return Day(*(numbers.whole_number(read(sort), MOST_DAYS) for sort in _OF_DATE))
        return FactWord(read("text")) if face.holds is FactType.TEXT else Held(lambda word: truths.plain(read("has", word)))

    def written(self, day: date) -> Day:
        """A date as written."""
        return Day(numbers.constant(days_since(day, self.as_of)), numbers.constant(years_since(day, self.as_of)))

    def keep(self, symbol: Symbol) -> Symbol:
        """What stands under a name, reckoned once."""
        if isinstance(symbol, Number):
            return symbol.kept(self.layers.keep)
        if isinstance(symbol, Truth) and not symbol.is_constant:
            return truths.plain(self.layers.keep(symbol.sql()))
        return symbol

    def note(self, line: Line, at: int) -> None:
        """A form whose numbers could pass 128 bits."""
        fault = Fault(line.at(at), _TOO_LARGE, _CURE)
        if fault not in self.faults:
            self.faults.append(fault)


def _identity(linked: Linked) -> Hashable:
    """What a book's meaning hangs on. The book itself is kept beside, so that its identity is not given to another."""
    return id(linked.book), tuple(linked.facts.items()), tuple((alias, _identity(each)) for alias, each in linked.books.items())


def placed(line: Line, place: Place) -> Line:
    """A line that says where it stands even where only the place of its item was kept."""
    return line if line.place != Place("") else replace(line, place=place)


_OF_DATE: tuple[Sort, Sort] = ("days", "years")
_TOO_LARGE = Label("这里的乘积可能超过 128 位，不能精确比较", "products here could pass 128 bits; they cannot be compared exactly")
_CURE = Label("拆成几步比较，或少乘几次", "compare in several steps, or multiply fewer values")
