"""One rule book over one subject: every definition and condition with its value, each reckoned once and only when it is asked for.

The batch (`dukou.rules.compile`) says the same in SQL; a property test holds both together. What each form means stands in decision 0017.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, cast

from dukou.rules.core.answers import Truth, at_least, every, negated, some
from dukou.rules.core.books import Condition, Derived, HitPolicy, Item, Joint, Row, Score, Table
from dukou.rules.core.days import days_since, years_since
from dukou.rules.core.expressions import (
    Among,
    Arithmetic,
    Begins,
    Comparison,
    Day,
    Every,
    Expression,
    Extreme,
    Form,
    Has,
    Holds,
    Name,
    Not,
    Number,
    Since,
    Some,
    Test,
    Text,
)
from dukou.rules.core.linking import FactKey, Linked
from dukou.rules.core.quantities import measure, natural
from dukou.rules.core.values import Value, among, between, compared, extreme, one_of, reckoned, total

Facts = Mapping[FactKey, Value]  # natural values; a key that is missing or None is unknown


@dataclass(slots=True, eq=False)
class Evaluation:
    """`given`: values of definitions handed in from outside, which are then not reckoned."""

    linked: Linked
    facts: Facts
    as_of: date
    given: Mapping[str, Value] = field(default_factory=dict)
    _known: dict[tuple[str, int], Any] = field(default_factory=dict)
    _beneath: dict[str, Evaluation] = field(default_factory=dict)
    behind: dict[Name, Any] = field(default_factory=dict)  # what `gaps` found behind a name

    def answer(self) -> Truth:
        """Yes, no or unknown: all conditions, and no veto. A book that only gives a value answers yes where it is known."""
        book = self.linked.book
        if not book.requires and not book.vetoes:
            return True if is_exact(self.result()) else None
        return every((*map(self.condition, book.requires), negated(some(map(self.condition, book.vetoes)))))

    def result(self) -> Value:
        """The value that the book gives beside its answer; None where it gives none or it is unknown."""
        name = self.linked.book.value
        return self.named(Name(name)) if name else None

    def condition(self, condition: Condition) -> Truth:
        """Whether a condition holds, or one of its exceptions does."""
        own = self.own(condition)
        return own if own is True or not condition.exceptions else some((own, *map(self.condition, condition.exceptions)))

    def own(self, condition: Condition) -> Truth:
        """Whether a condition holds by itself, its exceptions aside."""
        if condition.joint is Joint.TEST:
            return self.test(cast(Test, condition.test))
        parts = map(self.condition, condition.parts)
        if condition.joint is Joint.ALL:
            return every(parts)
        if condition.joint is Joint.AT_LEAST:
            return at_least(condition.count, parts)
        return some(parts) if condition.joint is Joint.ANY else negated(some(parts))

    def test(self, test: Test) -> Truth:
        """Whether a test holds."""
        return cast(Truth, _READ[type(test)](self, test))

    def value(self, form: Expression) -> Value:
        """The value of a form."""
        return cast(Value, _READ[type(form)](self, form))

    def beneath(self, alias: str) -> Evaluation:
        """The evaluation of another book over the same subject. What was given and is not this book's goes on to it."""
        if alias not in self._beneath:
            mine = self.linked.book.definitions
            given = {name: value for name, value in self.given.items() if name not in mine}
            self._beneath[alias] = Evaluation(self.linked.books[alias], self.facts, self.as_of, given)
        return self._beneath[alias]

    def named(self, name: Name) -> Any:
        """What stands under a name: a fact, a definition, or another book's answer or value."""
        key = (name.name + name.of_book, name.back)
        if key not in self._known:
            self._known[key] = self._found(name)
        return self._known[key]

    def _found(self, name: Name) -> Any:
        if name.of_book:
            other = self.beneath(name.name)
            return other.answer() if name.of_book == "answer" else other.result()
        if name.back == 0 and name.name in self.given:
            return self.given[name.name]
        used = self.linked.book.facts.get(name.name)
        if used is not None:
            return self.facts.get((used.fact, name.back))
        return self._defined(name)

    def _defined(self, name: Name) -> Any:
        definition = self.linked.book.definitions[name.name]
        earlier = self if name.back == 0 else Earlier(self, name.back)
        if isinstance(definition, Derived):
            return _READ[type(definition.form)](earlier, definition.form)
        return table_value(earlier, definition) if isinstance(definition, Table) else score_value(earlier, definition)


@dataclass(slots=True, eq=False)
class Earlier:
    """The same evaluation so many years earlier: each name it is asked for moves back."""

    now: Evaluation
    back: int

    @property
    def as_of(self) -> date:
        """The day of asking does not move: only yearly facts can be asked for earlier years."""
        return self.now.as_of

    def named(self, name: Name) -> Any:
        """What stands under a name, so many years earlier."""
        return self.now.named(Name(name.name, name.back + self.back, name.of_book))


Reader = Evaluation | Earlier


def is_exact(value: Value) -> bool:
    """Whether a value is known wholly."""
    return value is not None and not isinstance(value, frozenset) and type(value).__name__ != "Span"


def read(reader: Reader, form: Form) -> Any:
    """The value of any form."""
    return _READ[type(form)](reader, form)


def possible_rows(reader: Reader, table: Table) -> list[tuple[Row, Truth]]:
    """The rows that can give the table's value, with what is known of each, in their order.

    First: those up to the first that surely fits, but none that surely does not. Unique: the one that surely fits, else all that may.
    """
    found: list[tuple[Row, Truth]] = []
    for row in table.rows:
        fits = every(read(reader, cell.test) for cell in row.cells if cell.test is not None)
        if fits is True and table.policy is HitPolicy.UNIQUE:
            return [(row, True)]
        if fits is not False:
            found.append((row, fits))
        if fits is True:
            break
    return found


def table_value(reader: Reader, table: Table) -> Value:
    """What the table gives: one output, or what it can still be."""
    outputs = [row.output for row, _ in possible_rows(reader, table)]
    if table.outputs:
        return one_of(cast(list[str], outputs))
    return between(in_unit(cast(Fraction, output), table.unit) for output in outputs)


def in_unit(number: Fraction, unit: str) -> Fraction | int:
    """A number of a unit in its natural size; an int where it is whole, which is quicker to reckon with."""
    found = natural(number, measure(unit)) if unit else number
    return found.numerator if found.denominator == 1 else found


def item_points(reader: Reader, item: Item) -> list[tuple[Fraction, int | None, Truth]]:
    """The points an item can give: points, which band (None: otherwise), and whether it surely is that one."""
    found: list[tuple[Fraction, int | None, Truth]] = []
    for number, band in enumerate(item.bands):
        holds = read(reader, band.when)
        if holds is not False:
            found.append((band.points, number, True if holds and not found else None))
        if holds is True:
            return found
    return [*found, (item.otherwise, None, None if found else True)]


def score_value(reader: Reader, score: Score) -> Value:
    """The sum of the items between its worst and its best case."""
    return total((between(points for points, _, _ in item_points(reader, item)) for item in score.items), score.cap)


def _begins(reader: Reader, test: Begins) -> Truth:
    word = read(reader, test.of)
    return word.startswith(test.prefixes) if isinstance(word, str) else None


def _has(reader: Reader, test: Has) -> Truth:
    words = reader.named(test.of)
    return None if words is None else any(word in words for word in test.words)


def _since(reader: Reader, form: Since) -> Value:
    day = reader.named(form.of)
    if day is None:
        return None
    return years_since(day, reader.as_of) if form.count == "years" else days_since(day, reader.as_of)


_NUMBERS: dict[tuple[Fraction, str], Fraction | int] = {}


def _number(reader: Reader, form: Number) -> Fraction | int:
    """A written number in its natural size; each is reckoned once in the life of the program, for books write the same ones."""
    key = (form.value, form.unit)
    if key not in _NUMBERS:
        _NUMBERS[key] = in_unit(form.value, form.unit)
    return _NUMBERS[key]


_READ: dict[type, Callable[[Any, Any], Any]] = {
    Number: _number,
    Text: lambda reader, form: form.value,
    Day: lambda reader, form: form.value,
    Name: lambda reader, form: reader.named(form),
    Arithmetic: lambda reader, form: reckoned(form.sign, read(reader, form.left), read(reader, form.right)),
    Extreme: lambda reader, form: extreme([read(reader, part) for part in form.parts], is_greatest=form.is_greatest),
    Since: _since,
    Comparison: lambda reader, form: compared(form.sign, read(reader, form.left), read(reader, form.right)),
    Among: lambda reader, form: among(read(reader, form.of), form.words),
    Begins: _begins,
    Has: _has,
    Holds: lambda reader, form: reader.named(form.of),
    Not: lambda reader, form: negated(read(reader, form.part)),
    Every: lambda reader, form: every(read(reader, part) for part in form.parts),
    Some: lambda reader, form: some(read(reader, part) for part in form.parts),
}
