"""Forms of a rule book as SQL: the same meaning, form by form, as `core.evaluating` gives them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import cast

from dukou.rules.compile import numbers, truths, words
from dukou.rules.compile.house import Ages, Held, House, Symbol, placed
from dukou.rules.compile.house import Day as DaySymbol
from dukou.rules.compile.numbers import NOTHING
from dukou.rules.compile.numbers import Number as NumberSymbol
from dukou.rules.compile.sql import Cond, Sql, both, is_null
from dukou.rules.compile.truths import UNKNOWN, Truth
from dukou.rules.compile.wholes import TooLarge
from dukou.rules.compile.words import FactWord, Word, Written
from dukou.rules.core.books import NO_LINE, Derived, Line
from dukou.rules.core.expressions import (
    TURNED,
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
from dukou.rules.core.linking import Linked
from dukou.rules.core.quantities import in_unit

_TESTS = (Comparison, Among, Begins, Has, Holds, Not, Every, Some)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the forms of one book, so many years back. `line`: where the form stands that is read.

    `ages`: what the book that is answered allows, with all that it names (`needs`); it holds for the books beneath too.
    """

    house: House
    linked: Linked
    back: int = 0
    line: Line = NO_LINE
    ages: Ages = field(default_factory=dict)

    @property
    def book_number(self) -> int:
        """The number of the book."""
        return self.house.number_of(self.linked, self.ages)

    def on(self, line: Line) -> Reader:
        """The same reader on another line."""
        return replace(self, line=line)

    def value(self, form: Expression) -> Symbol:
        """The value of a form."""
        match form:
            case Number():
                return numbers.constant(in_unit(form.value, form.unit))
            case Text():
                return Written(form.value)
            case Day():
                return self.house.written(form.value)
            case Name():
                return self.named(form)
            case Since():
                day = cast(DaySymbol, self.named(form.of))
                return day.years if form.count == "years" else day.days
            case Arithmetic() | Extreme():
                return self.reckoned(form)

    def reckoned(self, form: Arithmetic | Extreme) -> NumberSymbol:
        """A number made of others; what is too large is noted and then taken as unknown."""
        keep = self.house.layers.keep
        parts = [self.number(part) for part in (form.parts if isinstance(form, Extreme) else (form.left, form.right))]
        try:
            if isinstance(form, Extreme):
                return numbers.extreme(parts, keep, is_greatest=form.is_greatest)
            left, right = parts
            return numbers.reckoned(form.sign, left, right, keep)
        except TooLarge:
            self.house.note(self.line, form.at)
            return NOTHING

    def number(self, form: Expression) -> NumberSymbol:
        """The value of a form that is a number, as the checks have seen."""
        return cast(NumberSymbol, self.value(form))

    def test(self, test: Test) -> Truth:
        """Whether a test holds."""
        match test:
            case Comparison():
                return self.compared(test)
            case Among():
                return words.among(cast(Word, self.value(test.of)), test.words)
            case Begins():
                return words.begins(cast(Word, self.value(test.of)), test.prefixes)
            case Has():
                held = cast(Held, self.named(test.of))
                return truths.some(held.has(word) for word in test.words)
            case Holds():
                return cast(Truth, self.named(test.of))
            case Not():
                return truths.negated(self.test(test.part))
            case Every():
                return truths.every(map(self.test, test.parts))
            case Some():
                return truths.some(map(self.test, test.parts))

    def compared(self, test: Comparison) -> Truth:
        """Two values compared; dates by the days since them, of which the later date has fewer."""
        left, right = self.value(test.left), self.value(test.right)
        try:
            if isinstance(left, NumberSymbol):
                return numbers.compared(test.sign, left, cast(NumberSymbol, right))
            if isinstance(left, DaySymbol):
                return numbers.compared(TURNED[test.sign], left.days, cast(DaySymbol, right).days)
            return words.compared(test.sign, cast(Word, left), cast(Word, right))
        except TooLarge:
            self.house.note(self.line, test.at)
            return UNKNOWN

    def named(self, name: Name) -> Symbol:
        """What stands under a name: a fact, a definition, or another book's answer or value."""
        if name.of_book:
            return self.house.makers.of_book(Reader(self.house, self.linked.books[name.name], ages=self.ages), name.of_book)
        back = name.back + self.back
        if name.name in self.linked.book.facts:
            face = self.linked.facts[name.name]
            return self.house.fact(face, back, self.ages.get((face.name, back), 0))
        key = (self.book_number, name.name, back)
        if key not in self.house.symbols:
            self.house.symbols[key] = self.house.keep(replace(self, back=back).defined(name.name))
        return self.house.symbols[key]

    def defined(self, name: str) -> Symbol:
        """A definition of the book."""
        definition = self.linked.book.definitions[name]
        if not isinstance(definition, Derived):
            return self.house.makers.definition(self, definition)
        reader = self.on(placed(definition.line, definition.place))
        form = definition.form
        return reader.test(form) if isinstance(form, _TESTS) else reader.value(form)

    def leaves(self, form: Form) -> Iterator[Symbol]:
        """The values that a test asks of; where all of them are known the test is decided."""
        match form:
            case Comparison():
                yield from (self.value(form.left), self.value(form.right))
            case Among() | Begins():
                yield self.value(form.of)
            case Has():
                held = cast(Held, self.named(form.of))
                yield from (held.has(word) for word in form.words)
            case Holds():
                yield self.named(form.of)
            case Not():
                yield from self.leaves(form.part)
            case Every() | Some():
                for part in form.parts:
                    yield from self.leaves(part)
            case _:
                yield self.value(form)

    def known(self, *tests: Form) -> Cond:
        """That all that these tests ask of is known."""
        return both(symbol.known() for test in tests for symbol in self.leaves(test))

    def gap(self, *tests: Form) -> Sql | None:
        """That what these tests ask of is unknown, where that is one thing only, known wholly or not at all; else None."""
        asked = [symbol for test in tests for symbol in self.leaves(test) if symbol.known() is not True]
        nodes = {_only(symbol) for symbol in asked}
        node = nodes.pop() if len(nodes) == 1 else None
        return None if node is None else is_null(node)


def _only(symbol: Symbol) -> Sql | None:
    """The node that is null exactly where a value is unknown; None where a part of it may be known, or nothing ever is."""
    if isinstance(symbol, NumberSymbol) and symbol.is_exact and symbol.low is not None:
        return symbol.low.num.sql()
    return symbol.node if isinstance(symbol, FactWord) else symbol.told if isinstance(symbol, Truth) else None
