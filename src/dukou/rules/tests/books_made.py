"""Random rule books, for tests that hold the evaluator and the SQL together. Everything here is made up.

A book is well typed but otherwise wild: tables have gaps and overlaps, bands come in any order, money meets people.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, cast

from hypothesis import strategies as st

from dukou.rules.core import expressions as ex
from dukou.rules.core.books import (
    Band,
    Book,
    Cell,
    Condition,
    Definition,
    Derived,
    Document,
    HitPolicy,
    Item,
    Joint,
    Row,
    Score,
    Seen,
    Table,
    UsedFact,
)
from dukou.rules.core.facts import FactType, SubjectKind
from dukou.rules.core.linking import Linked
from dukou.rules.core.quantities import measure
from dukou.rules.tests.facts_made import BASES, CODES, DAYS, FACES, OUTPUTS, TAGS, UP_TO, WORDS, Draw


@st.composite
def linked_books(draw: Draw, depth: int = 2) -> Linked:
    """A book, with up to two books beneath it, down to `depth` books."""
    beneath = {f"book{at}": draw(linked_books(depth - 1)) for at in range(draw(st.integers(0, 2)) if depth > 1 else 0)}
    maker = Maker(draw)
    for alias, linked in beneath.items():
        maker.add_book(alias, linked)
    for at in range(draw(st.integers(0, 4))):
        maker.define(f"name{at}")
    requires = tuple(maker.condition(f"requires.{at}") for at in range(1, 1 + draw(st.integers(0, 4))))
    vetoes = tuple(maker.condition(f"vetoes.{at}", deepest=1) for at in range(1, 1 + draw(st.integers(0, 2))))
    value = draw(st.sampled_from(["", *maker.definitions, *maker.definitions]))
    book = Book(
        slug=f"made-up-{depth}",
        version="1",
        name=WORDS,
        kind=SubjectKind.ENTERPRISE,
        source=Document(WORDS, Seen.EXAMPLE),
        since=date(2020, 1, 1),
        facts={alias: UsedFact(alias, each.name) for alias, each in FACES.items()},
        books=dict.fromkeys(beneath, "made-up"),
        definitions=maker.definitions,
        requires=requires,
        vetoes=vetoes,
        value=value,
    )
    return Linked(book, FACES, beneath)


@dataclass(slots=True)
class Maker:
    """Makes forms over the names that there are so far, each list of one sort."""

    draw: Draw
    numbers: list[ex.Name] = field(default_factory=lambda: _names(FactType.QUANTITY))
    words: list[ex.Name] = field(default_factory=lambda: _names(FactType.TEXT))
    truths: list[ex.Name] = field(default_factory=lambda: _names(FactType.TRUTH))
    days: list[ex.Name] = field(default_factory=lambda: _names(FactType.DATE))
    definitions: dict[str, Definition] = field(default_factory=dict)

    def pick(self, *options: Any) -> Any:
        """One of them."""
        return options[self.draw(UP_TO[len(options) - 1])]

    def some(self, least: int, most: int, make: Callable[[], Any]) -> tuple[Any, ...]:
        """Several, each made anew."""
        return tuple(make() for _ in range(least + self.draw(UP_TO[most - least])))

    def add_book(self, alias: str, linked: Linked) -> None:
        """Let the answer and the value of another book be named."""
        self.truths += [ex.Name(alias, of_book="answer")] * 2
        if linked.book.value:
            sort = _sort_of(linked, ex.Name(linked.book.value))
            {"number": self.numbers, "word": self.words, "truth": self.truths, "day": self.days}[sort].append(
                ex.Name(alias, of_book="value")
            )

    def define(self, name: str) -> None:
        """A definition; what follows can name it, and names it often."""
        kind = self.pick("number", "number", "truth", "words", "by word", "numbers", "score", "word", "day")
        ways: dict[str, tuple[list[ex.Name], Callable[[], Definition]]] = {
            "number": (self.numbers, lambda: Derived(name, WORDS, self.number(2))),
            "truth": (self.truths, lambda: Derived(name, WORDS, self.test(2))),
            "word": (self.words, lambda: Derived(name, WORDS, self.word())),
            "day": (self.days, lambda: Derived(name, WORDS, self.day())),
            "words": (self.words, lambda: self.table(name, of_words=True)),
            "by word": (self.words, lambda: self.by_word(name)),
            "numbers": (self.numbers, lambda: self.table(name, of_words=False)),
            "score": (self.numbers, lambda: self.score(name)),
        }
        into, make = ways[kind]
        self.definitions[name] = make()
        into += [ex.Name(name)] * 3

    def named(self, names: list[ex.Name]) -> ex.Name:
        """A name, now and then of an earlier year."""
        found = self.pick(*names)
        back = self.pick(0, 0, 0, 0, 1) if not found.of_book else 0
        return ex.Name(found.name, back, found.of_book)

    def number(self, deepest: int) -> ex.Expression:
        """A value that is a number."""
        kind = self.pick("name", "name", "number", "sum", "product", "extreme", "since") if deepest else self.pick("name", "number")
        if kind == "name":
            return self.named(self.numbers)
        if kind == "number":
            return self.constant()
        if kind == "since":
            return ex.Since(self.pick("years", "days"), self.named(self.days))
        if kind == "extreme":
            return ex.Extreme(self.pick(True, False), self.some(1, 3, lambda: self.number(deepest - 1)))
        sign = self.pick("+", "-") if kind == "sum" else self.pick("*", "/", "/")
        return ex.Arithmetic(sign, self.number(deepest - 1), self.number(deepest - 1))

    def constant(self) -> ex.Number:
        """A written number: of no unit, or one whose base value facts have too."""
        unit = self.pick("", "", "万元", "%", "人", "年")
        if not unit:
            return ex.Number(Fraction(self.pick("0", "1", "2", "10", "0.5", "0.03", "-1", "1.000001")))
        return ex.Number(Fraction(self.pick(*BASES[:-3]), measure(unit).per_base), unit)

    def word(self) -> ex.Expression:
        """A value that is a word."""
        return self.named(self.words) if self.pick(0, 1, 2, 3, 4) else ex.Text(self.pick(*OUTPUTS))

    def day(self) -> ex.Expression:
        """A value that is a date."""
        return self.named(self.days) if self.pick(0, 1, 2) else ex.Day(self.pick(*DAYS))

    def test(self, deepest: int) -> ex.Test:
        """A test."""
        simple = ["number", "number", "number", "same", "among", "begins", "has", "holds", "day"]
        kind = self.pick(*simple, *(["not", "every", "some", "chained"] if deepest else []))
        if kind == "not":
            return ex.Not(self.test(deepest - 1))
        if kind in ("every", "some"):
            parts = self.some(2, 3, lambda: self.test(deepest - 1))
            return ex.Every(parts) if kind == "every" else ex.Some(parts)
        if kind == "chained":
            middle = self.number(1)
            return ex.Every((self.sized(self.constant(), middle), self.sized(middle, self.number(1))))
        return self.leaf(kind)

    def leaf(self, kind: str) -> ex.Test:
        """A test of one thing."""
        if kind == "number":
            return self.sized(self.number(self.pick(0, 0, 1, 2)), self.number(self.pick(0, 0, 1)))
        if kind == "day":
            return self.sized(self.day(), self.day())
        if kind == "same":
            return ex.Comparison(self.pick("=", "!="), self.word(), self.word())
        if kind == "among":
            return ex.Among(self.word(), self.some(1, 3, lambda: self.pick(*CODES, *OUTPUTS)))
        if kind == "begins":
            return ex.Begins(self.word(), self.some(1, 3, lambda: self.pick("06", "0", "39", "甲", "s", "391")))
        if kind == "has":
            return ex.Has(self.named([ex.Name("tags")]), self.some(1, 2, lambda: self.pick(*TAGS)))
        return ex.Holds(self.named(self.truths))

    def sized(self, left: ex.Expression, right: ex.Expression) -> ex.Comparison:
        """A comparison by size."""
        return ex.Comparison(self.pick("<", "<=", "=", "!=", ">=", ">"), left, right)

    def table(self, name: str, *, of_words: bool) -> Table:
        """A decision table whose rows may leave gaps and overlap."""
        inputs = self.some(1, 3, lambda: self.pick(self.named(self.words), self.named(self.numbers), self.number(1)))
        called = {(each.name, each.of_book) for each in self.words}
        words_ = {id(each) for each in inputs if isinstance(each, ex.Name) and (each.name, each.of_book) in called}
        heads: list[ex.Test] = []

        def cell(form: ex.Expression) -> Cell:
            kind = self.pick("-", "new", "old") if form is inputs[0] and heads else self.pick("-", "new", "new")
            if kind == "-":
                return Cell("-", None)
            test = self.pick(*heads) if kind == "old" else self.of_input(form, is_word=id(form) in words_)
            heads.extend([test] if form is inputs[0] else [])
            return Cell("…", test)

        def row() -> Row:
            output = self.pick(*OUTPUTS) if of_words else Fraction(self.pick("0", "1", "2.5", "-3", "100"))
            return Row(tuple(cell(form) for form in inputs), output)

        rows = self.some(1, 5, row)
        outputs = {word: WORDS for word in OUTPUTS} if of_words else {}
        return Table(
            name, WORDS, self.pick(*HitPolicy), inputs, rows, outputs=outputs, unit=self.pick("", "万元", "%") if not of_words else ""
        )

    def by_word(self, name: str) -> Table:
        """A table like that of sizes: for each word some rows with bounds, and mostly one that asks nothing more."""
        word, inputs = self.named(self.words), self.some(1, 2, lambda: self.named(self.numbers))

        def row(head: ex.Test, *, is_last: bool) -> Row:
            bounds = [ex.Comparison(self.pick(">=", ">=", ">", "<"), each, self.constant()) for each in inputs]
            asked = [Cell("-", None) if is_last or not self.pick(0, 1, 2, 3) else Cell("…", bound) for bound in bounds]
            return Row((Cell("…", head), *asked), self.pick(*OUTPUTS))

        rows: list[Row] = []
        for _ in range(self.pick(2, 3, 4)):
            head = self.pick(
                ex.Comparison("=", word, ex.Text(self.pick(*CODES))), ex.Among(word, self.some(1, 2, lambda: self.pick(*CODES)))
            )
            rows += [row(head, is_last=False) for _ in range(self.pick(1, 2, 3))]
            rows += [row(head, is_last=True)] if self.pick(0, 1, 2, 3, 4) else []
        policy = self.pick(HitPolicy.FIRST, HitPolicy.FIRST, HitPolicy.UNIQUE)
        return Table(name, WORDS, policy, (word, *inputs), tuple(rows), outputs=dict.fromkeys(OUTPUTS, WORDS))

    def of_input(self, form: ex.Expression, *, is_word: bool) -> ex.Test:
        """What a cell asks."""
        if not is_word:
            return self.sized(form, self.number(0))
        asks_one = ex.Comparison("=", form, ex.Text(self.pick(*CODES, *OUTPUTS)))
        among = ex.Among(form, self.some(1, 2, lambda: self.pick(*CODES, *OUTPUTS)))
        return cast(ex.Test, self.pick(asks_one, among, ex.Begins(form, (self.pick("39", "0"),))))

    def score(self, name: str) -> Score:
        """A score; bands may overlap and stand in any order."""

        def item() -> Item:
            form = self.number(1)
            falls = self.pick(True, False)
            points = sorted(self.some(1, 3, self.points), reverse=True) if falls else self.some(1, 3, self.points)
            bands = tuple(Band(self.pick(self.sized(form, self.constant()), self.test(1)), each) for each in points)
            return Item("一", WORDS, bands, Fraction(0) if falls and min(points) >= 0 else self.points())

        return Score(name, WORDS, self.some(1, 3, item), self.pick(None, Fraction(20), Fraction("12.5")))

    def points(self) -> Fraction:
        """Points of a band."""
        return Fraction(self.pick("0", "5", "10", "20", "2.5", "-5"))

    def condition(self, path: str, deepest: int = 2) -> Condition:
        """A condition, joined of others or with exceptions now and then."""
        joint = self.pick(*[Joint.TEST] * 6, Joint.ALL, Joint.ANY, Joint.NOT, Joint.AT_LEAST) if deepest else Joint.TEST
        exceptions = self.some(0, 1, lambda: self.condition(f"{path}.e", 0)) if not self.pick(0, 1, 2, 3) else ()
        if joint is Joint.TEST:
            return Condition(path, joint, "一", WORDS, self.over_years(self.test(2)), exceptions=exceptions)
        parts = self.some(1, 3, lambda: self.condition(f"{path}.1", deepest - 1))
        count = self.draw(st.integers(1, len(parts))) if joint is Joint.AT_LEAST else 0
        return Condition(path, joint, "一", WORDS, parts=parts, count=count, exceptions=exceptions)

    def over_years(self, test: ex.Test) -> ex.Test:
        """The test, or the same of each or any of two years."""
        years = self.pick(0, 0, 0, 0, ex.Every, ex.Some)
        return years(tuple(ex.shifted(test, back) for back in range(2))) if years else test


def _names(holds: FactType) -> list[ex.Name]:
    return [ex.Name(alias) for alias, each in FACES.items() if each.holds is holds]


def _sort_of(linked: Linked, name: ex.Name) -> str:
    """What stands under a name: a number, a word, a truth or a day."""
    if name.of_book:
        beneath = linked.books[name.name]
        return "truth" if name.of_book == "answer" else _sort_of(beneath, ex.Name(beneath.book.value))
    if name.name in FACES:
        return {FactType.TEXT: "word", FactType.TRUTH: "truth", FactType.DATE: "day"}.get(FACES[name.name].holds, "number")
    definition = linked.book.definitions[name.name]
    if isinstance(definition, Derived):
        form = definition.form
        if isinstance(form, ex.Name):
            return _sort_of(linked, form)
        sorts = {ex.Text: "word", ex.Day: "day", **dict.fromkeys((ex.Number, ex.Arithmetic, ex.Extreme, ex.Since), "number")}
        return sorts.get(type(form), "truth")
    return "word" if isinstance(definition, Table) and definition.outputs else "number"
