"""One rule book over one subject: every definition and condition with its value, each reckoned once and only when it is asked for.

The batch (`dukou.rules.compile`) says the same in SQL; a property test holds both together. What each form means stands in decision 0017.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dukou.rules.core.answers import Truth
from dukou.rules.core.books import Condition, Item, Row, Table
from dukou.rules.core.expressions import Expression, Form, Name, Test
from dukou.rules.core.linking import FactKey, Linked
from dukou.rules.core.reckoning import Reckoner, fitting, points_of
from dukou.rules.core.values import Exact, Value

Facts = Mapping[FactKey, Value]  # natural values; a key that is missing or None is unknown


@dataclass(slots=True, eq=False)
class Evaluation:
    """`given`: values of definitions handed in from outside, which are then not reckoned."""

    linked: Linked
    facts: Facts
    as_of: date
    given: Mapping[str, Value] = field(default_factory=dict)
    reckoner: Reckoner = field(init=False)
    known: dict[tuple[str, int], Any] = field(default_factory=dict, init=False)  # of definitions, by name and years back
    truths: dict[int, Truth] = field(default_factory=dict, init=False)  # of conditions, by where they stand in the book
    _beneath: dict[str, Evaluation] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.reckoner = self.linked.once(Reckoner)

    def answer(self) -> Truth:
        """Yes, no or unknown: all conditions, and no veto. A book that only gives a value answers yes where it is known."""
        truth: Truth = self.reckoner.answer()(self)
        return truth

    def result(self) -> Value:
        """The value that the book gives beside its answer; None where it gives none or it is unknown."""
        name = self.linked.book.value
        return self.reckoner.name(name, 0)(self) if name else None

    def condition(self, condition: Condition) -> Truth:
        """Whether a condition of the book holds, or one of its exceptions does."""
        truth: Truth = self.reckoner.holds(condition)(self)
        return truth

    def own(self, condition: Condition) -> Truth:
        """Whether a condition of the book holds by itself, its exceptions aside."""
        truth: Truth = self.reckoner.own(condition)(self)
        return truth

    def test(self, test: Test) -> Truth:
        """Whether a test holds."""
        truth: Truth = self.reckoner.of(test)(self)
        return truth

    def value(self, form: Expression) -> Value:
        """The value of a form."""
        value: Value = self.reckoner.of(form)(self)
        return value

    def beneath(self, alias: str) -> Evaluation:
        """The evaluation of another book over the same subject. What was given and is not this book's goes on to it."""
        if alias not in self._beneath:
            mine = self.linked.book.definitions
            given = {name: value for name, value in self.given.items() if name not in mine}
            self._beneath[alias] = Evaluation(self.linked.books[alias], self.facts, self.as_of, given)
        return self._beneath[alias]

    def named(self, name: Name) -> Any:
        """What stands under a name: a fact, a definition, or another book's answer or value."""
        return self.reckoner.name(name.name, name.back, name.of_book)(self)


def read(evaluation: Evaluation, form: Form, back: int = 0) -> Any:
    """The value of any form, so many years earlier."""
    return evaluation.reckoner.of(form, back)(evaluation)


def possible_rows(evaluation: Evaluation, table: Table, back: int = 0) -> list[tuple[Row, Truth]]:
    """The rows that can give the table's value, with what is known of each, in their order."""
    return [(choice.row, fits) for choice, fits in fitting(evaluation, table, back)]


def item_points(evaluation: Evaluation, item: Item, back: int = 0) -> list[tuple[Exact, int | None, Truth]]:
    """The points an item can give: points, which band (None: otherwise), and whether it surely is that one."""
    return points_of(evaluation, item, back)
