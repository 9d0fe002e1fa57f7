"""A rule book's sentences, definitions and forms as functions of an evaluation: each made when it is first asked for, kept beside the book.

So a subject costs no walk through the trees of the book. What each form means stands in decision 0017.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar, cast

from dukou.rules.core.answers import Truth, at_least, negated
from dukou.rules.core.books import Book, Condition, Derived, HitPolicy, Item, Joint, Row, Score, Table
from dukou.rules.core.expressions import Form, OfBook
from dukou.rules.core.formulas import Reckon, all_of, any_of, function_of
from dukou.rules.core.linking import Linked
from dukou.rules.core.quantities import in_unit
from dukou.rules.core.values import Exact, Value, between, is_exact, one_of, total

if TYPE_CHECKING:
    from dukou.rules.core.evaluating import Evaluation

T = TypeVar("T")
_UNASKED = object()


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """A row of a table: what it asks of the inputs after the first, and its output in its natural size."""

    row: Row
    tests: tuple[Reckon, ...]
    gives: Any


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """Rows one after another that ask the same of the first input: where that does not hold, none of them fits."""

    head: Reckon
    rows: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """An item of a score: its bands' tests and points, and the points that it gives otherwise; ints where whole."""

    tests: tuple[tuple[Reckon, Exact], ...]
    otherwise: Exact


@dataclass(slots=True, eq=False)
class Reckoner:
    """The functions of one linked book. They are kept by what they are made of as it stands there: equal forms are slow to compare."""

    linked: Linked
    _made: dict[tuple[Any, int, int], tuple[object, Any]] = field(default_factory=dict)
    _names: dict[tuple[str, int, str], Reckon] = field(default_factory=dict)

    def of(self, form: Form, back: int = 0) -> Reckon:
        """The value of a form, so many years earlier."""
        return self._kept(function_of, form, back)

    def holds(self, condition: Condition) -> Reckon:
        """Whether a condition holds, or one of its exceptions does."""
        return self._kept(_holds, condition)

    def own(self, condition: Condition) -> Reckon:
        """Whether a condition holds by itself, its exceptions aside; reckoned once for a subject."""
        return self._kept(_own, condition)

    def answer(self) -> Reckon:
        """The book's answer: all conditions, and no veto. A book that only gives a value answers yes where it is known."""
        return self._kept(_answer, self.linked.book)

    def choices(self, table: Table, back: int) -> tuple[Choices, ...]:
        """The rows of a table."""
        return self._kept(_choices, table, back)

    def steps(self, item: Item, back: int) -> Steps:
        """The bands of an item."""
        return self._kept(_steps, item, back)

    def name(self, name: str, back: int, of_book: OfBook = "") -> Reckon:
        """What stands under a name: a fact, a definition, or another book's answer or value."""
        key = (name, back, of_book)
        if key not in self._names:
            self._names[key] = self._found(name, back, of_book)
        return self._names[key]

    def _kept(self, make: Callable[[Reckoner, Any, int], T], part: object, back: int = 0) -> T:
        found = self._made.get((make, id(part), back))
        if found is None:
            found = self._made[make, id(part), back] = (part, make(self, part, back))  # the part is held, so that its id stays its own
        return found[1]

    def _found(self, name: str, back: int, of_book: OfBook) -> Reckon:
        if of_book:
            return (lambda asked: asked.beneath(name).answer()) if of_book == "answer" else lambda asked: asked.beneath(name).result()
        used = self.linked.book.facts.get(name)
        if used is None:
            return self._defined(name, back)
        key = (used.fact, back)
        if back:
            return lambda asked: asked.facts.get(key)
        return lambda asked: asked.given[name] if name in asked.given else asked.facts.get(key)

    def _defined(self, name: str, back: int) -> Reckon:
        """A definition's value, reckoned once for a subject; its function is made only when it is asked for."""
        key = (name, back)
        made: Reckon | None = None

        def reckon(asked: Evaluation) -> Any:
            nonlocal made
            found = asked.known.get(key, _UNASKED)
            if found is _UNASKED:
                made = made or self._definition(name, back)
                found = asked.known[key] = asked.given[name] if not back and name in asked.given else made(asked)
            return found

        return reckon

    def _definition(self, name: str, back: int) -> Reckon:
        definition = self.linked.book.definitions[name]
        if isinstance(definition, Derived):
            return self.of(definition.form, back)
        if isinstance(definition, Table):
            return lambda asked: table_value(asked, definition, back)
        return lambda asked: score_value(asked, definition, back)


def fitting(asked: Evaluation, table: Table, back: int) -> list[tuple[Choice, Truth]]:
    """The rows that can give the table's value, with what is known of each, in their order.

    First: those up to the first that surely fits, but none that surely does not. Unique: the one that surely fits, else all that may.
    """
    found: list[tuple[Choice, Truth]] = []
    for choices in asked.reckoner.choices(table, back):
        head = choices.head(asked)
        for choice in choices.rows if head is not False else ():
            fits = all_of(choice.tests, asked)
            if fits is True and head is True:
                return [(choice, True)] if table.policy is HitPolicy.UNIQUE else [*found, (choice, True)]
            if fits is not False:
                found.append((choice, None))
    return found


def table_value(asked: Evaluation, table: Table, back: int) -> Value:
    """What the table gives: one output, or what it can still be."""
    outputs = [choice.gives for choice, _ in fitting(asked, table, back)]
    return one_of(outputs) if table.outputs else between(outputs)


def points_of(asked: Evaluation, item: Item, back: int) -> list[tuple[Exact, int | None, Truth]]:
    """The points an item can give: points, which band (None: otherwise), and whether it surely is that one."""
    steps = asked.reckoner.steps(item, back)
    found: list[tuple[Exact, int | None, Truth]] = []
    for number, (test, points) in enumerate(steps.tests):
        holds = test(asked)
        if holds is not False:
            found.append((points, number, True if holds and not found else None))
        if holds is True:
            return found
    return [*found, (steps.otherwise, None, None if found else True)]


def score_value(asked: Evaluation, score: Score, back: int) -> Value:
    """The sum of the items between its worst and its best case."""
    return total((between(points for points, _, _ in points_of(asked, item, back)) for item in score.items), score.cap)


def _choices(reckoner: Reckoner, table: Table, back: int) -> tuple[Choices, ...]:
    return tuple(
        Choices(reckoner.of(head, back) if head is not None else _always, tuple(_choice(reckoner, table, row, back) for row in rows))
        for head, rows in groupby(table.rows, key=lambda row: row.cells[0].test)
    )


def _choice(reckoner: Reckoner, table: Table, row: Row, back: int) -> Choice:
    tests = tuple(reckoner.of(cell.test, back) for cell in row.cells[1:] if cell.test is not None)
    return Choice(row, tests, row.output if table.outputs else in_unit(cast(Fraction, row.output), table.unit))


def _steps(reckoner: Reckoner, item: Item, back: int) -> Steps:
    tests = tuple((reckoner.of(band.when, back), in_unit(band.points, "")) for band in item.bands)
    return Steps(tests, in_unit(item.otherwise, ""))


def _answer(reckoner: Reckoner, book: Book, back: int) -> Reckon:
    if not book.requires and not book.vetoes:
        return lambda asked: True if is_exact(asked.result()) else None
    requires, vetoes = [reckoner.holds(each) for each in book.requires], [reckoner.holds(each) for each in book.vetoes]
    sentences = (*requires, lambda asked: negated(any_of(vetoes, asked)))
    return lambda asked: all_of(sentences, asked)


def _holds(reckoner: Reckoner, condition: Condition, back: int) -> Reckon:
    own = reckoner.own(condition)
    if not condition.exceptions:
        return own
    ways = (own, *map(reckoner.holds, condition.exceptions))
    return lambda asked: any_of(ways, asked)


def _own(reckoner: Reckoner, condition: Condition, back: int) -> Reckon:
    made = reckoner.of(condition.test) if condition.test is not None else _joined(reckoner, condition)
    key = id(condition)

    def reckon(asked: Evaluation) -> Truth:
        if key not in asked.truths:
            asked.truths[key] = made(asked)
        return asked.truths[key]

    return reckon


def _joined(reckoner: Reckoner, condition: Condition) -> Reckon:
    parts, count = tuple(map(reckoner.holds, condition.parts)), condition.count
    if condition.joint is Joint.ALL:
        return lambda asked: all_of(parts, asked)
    if condition.joint is Joint.AT_LEAST:
        return lambda asked: at_least(count, (part(asked) for part in parts))
    return (lambda asked: any_of(parts, asked)) if condition.joint is Joint.ANY else lambda asked: negated(any_of(parts, asked))


def _always(asked: Evaluation) -> Truth:
    return True
