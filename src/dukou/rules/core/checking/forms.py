"""Every form has a type, and what is asked of it has to fit: numbers of like units, words as words, dates as dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Place
from dukou.rules.core.books import Condition, Definition, Derived, Line, Score, Table
from dukou.rules.core.checking.names import Names
from dukou.rules.core.checking.types import (
    DAY,
    DAYS,
    POINTS,
    TRUTH,
    WORD,
    YEARS,
    Type,
    joint_type,
    number_in,
    product_type,
    type_of_fact,
    type_of_number,
)
from dukou.rules.core.expressions import (
    Among,
    Arithmetic,
    Begins,
    Comparison,
    Day,
    Every,
    Expression,
    Extreme,
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
from dukou.rules.core.facts import FactType
from dukou.rules.core.linking import Linked
from dukou.rules.core.reading.fields import Faults, near
from dukou.rules.core.writing import written

_TESTS = Comparison | Among | Begins | Has | Holds | Not | Every | Some
Closed = Sequence[tuple[Expression, tuple[str, ...]]]  # forms with all the words that each can be
_UNIT = Label("写出单位，如 2000万元", "write the unit, such as 2000万元")


@dataclass(slots=True)
class Forms:
    """The types of a book's definitions, and what is wrong in its lines. Where a form is faulty its type is None, and nothing follows."""

    linked: Linked
    faults: Faults
    names: Names = field(init=False)
    known: dict[str, Type | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = Names(self.linked, self.faults)

    def check(self) -> None:
        """Look at every line of the book."""
        book = self.linked.book
        for name in book.definitions:
            self.defined(name)
        for condition in book.conditions():
            self.condition(condition)

    def condition(self, condition: Condition) -> None:
        """The test of one sentence."""
        if condition.test is not None:
            self.test(condition.test, condition.line)

    def defined(self, name: str) -> Type | None:
        """The type of a definition; a ring has none."""
        if name not in self.known:
            self.known[name] = None  # while it is looked at
            self.known[name] = self.of_definition(self.linked.book.definitions[name])
        return self.known[name]

    def of_definition(self, definition: Definition) -> Type | None:
        """The type of what is defined, once all that it is made of has been looked at."""
        if isinstance(definition, Derived):
            if isinstance(definition.form, _TESTS):
                self.test(definition.form, definition.line)
                return TRUTH
            return self.value(definition.form, definition.line)
        if isinstance(definition, Score):
            for band in (band for item in definition.items for band in item.bands):
                self.test(band.when, band.line)
            return POINTS
        self.table(definition)
        return Type(FactType.TEXT, words=tuple(definition.outputs)) if definition.outputs else number_in(definition.unit)

    def table(self, table: Table) -> None:
        """The inputs and cells of a table."""
        types = [self.value(form, line) for form, line in zip(table.inputs, lines_of(table), strict=True)]
        for number, words in table.domains.items():
            self._domain(table, number, types[number], words)
        for row in table.rows:
            for number, cell in enumerate(row.cells):
                if cell.test is not None and types[number] is not None:
                    self.test(cell.test, cell.line, _closed(table.inputs[number], table.domains.get(number)))

    def inputs(self, table: Table) -> list[Type]:
        """The types of the inputs of a table that has been checked."""
        quiet = Forms(self.linked, Faults(), known=self.known)
        return [told for form, line in zip(table.inputs, lines_of(table), strict=True) if (told := quiet.value(form, line))]

    def _domain(self, table: Table, number: int, told: Type | None, words: Sequence[str]) -> None:
        if told is not None and told.holds is not FactType.TEXT:
            what = Label(
                f"“{written(table.inputs[number])}”是{told.label.zh}，没有词表",
                f"“{written(table.inputs[number])}” is {told.label.en}; it has no list of words",
            )
            self.faults.note(lines_of(table)[number].at(0), what, Label("从 domains 里去掉", "take it out of domains"))

    def value(self, form: Expression, line: Line) -> Type | None:
        """The type of a value."""
        match form:
            case Number():
                return type_of_number(form)
            case Text():
                return WORD
            case Day():
                return DAY
            case Name():
                return self.name(form, line)
            case Since():
                return self.since(form, line)
            case Extreme():
                return self.beside(form.parts, line)
            case Arithmetic("+" | "-"):
                return self.beside((form.left, form.right), line)
            case Arithmetic():
                left, right = self.number(form.left, line), self.number(form.right, line)
                return product_type(form.sign, left, right) if left and right else None

    def name(self, name: Name, line: Line) -> Type | None:
        """The type of what stands under a name."""
        if not self.names.check(name, line):
            return None
        if name.of_book == "answer":
            return TRUTH
        if name.of_book:
            beneath = self.linked.books[name.name]
            return Forms(beneath, Faults()).defined(beneath.book.value)
        face = self.linked.facts.get(name.name)
        return type_of_fact(face) if face else self.defined(name.name)

    def since(self, form: Since, line: Line) -> Type | None:
        """Years or days since a date."""
        told = self.name(form.of, line)
        if told is not None and told.holds is not FactType.DATE:
            what = Label(f"“{written(form.of)}”是{told.label.zh}，不是日期", f"“{written(form.of)}” is {told.label.en}, not a date")
            self.faults.note(line.at(form.of.at), what, Label("括号里写一个日期", "write a date in the brackets"))
            return None
        return told and (YEARS if form.count == "years" else DAYS)

    def number(self, form: Expression, line: Line) -> Type | None:
        """The type of what has to be a number."""
        told = self.value(form, line)
        if told is None or told.is_number:
            return told
        what = Label(f"“{written(form)}”是{told.label.zh}，不能计算", f"“{written(form)}” is {told.label.en}; it cannot be reckoned with")
        cure = Label("只用数来计算；日期用 years_since、days_since", "reckon with numbers only; of dates take years_since or days_since")
        self.faults.note(line.at(form.at), what, cure)
        return None

    def beside(self, parts: Sequence[Expression], line: Line) -> Type | None:
        """The type of numbers that have to measure the same."""
        found = self.number(parts[0], line)
        for part in parts[1:]:
            other = self.number(part, line)
            found = self.same(parts[0], part, found, other, line) if found and other else None
        return found

    def same(self, left: Expression, right: Expression, ours: Type, theirs: Type, line: Line) -> Type | None:
        """The one type of two numbers that stand beside each other."""
        found = joint_type(ours, theirs)
        if found is None and (ours.is_bare or theirs.is_bare):
            bare, other = (left, theirs) if ours.is_bare else (right, ours)
            what = Label(
                f"“{written(bare)}”没写单位，旁边是{other.label.zh}", f"“{written(bare)}” has no unit; beside it stands {other.label.en}"
            )
            self.faults.note(line.at(bare.at), what, _UNIT)
        elif found is None:
            what = Label(
                f"单位不同：“{written(left)}”是{ours.label.zh}，“{written(right)}”是{theirs.label.zh}",
                f"mixed units: “{written(left)}” is {ours.label.en}, “{written(right)}” is {theirs.label.en}",
            )
            self.faults.note(line.at(right.at), what, Label("两边用同类的单位", "use units of one kind on both sides"))
        return found

    def test(self, test: Test, line: Line, words: Closed = ()) -> None:
        """A test, and everything in it. `words`: closed lists that are known of some forms besides."""
        match test:
            case Every() | Some():
                for part in test.parts:
                    self.test(part, line, words)
            case Not():
                self.test(test.part, line, words)
            case Comparison():
                self.comparison(test, line, words)
            case Among():
                known = _words_of(test.of, self.asked(test.of, FactType.TEXT, line), words)
                for word in test.words:
                    self.word(test.of, word, known, line.at(test.at))
            case Begins():
                self.asked(test.of, FactType.TEXT, line)
            case Has():
                self.asked(test.of, FactType.LIST, line)
            case Holds():
                self.asked(test.of, FactType.TRUTH, line)

    def asked(self, of: Expression, holds: FactType, line: Line) -> Type | None:
        """The type of what a test asks; it has to be of the sort that is asked for."""
        told = self.value(of, line)
        if told is not None and told.holds is not holds:
            kind, cure = _ASKED[holds]
            what = Label(f"“{written(of)}”是{told.label.zh}，不是{kind.zh}", f"“{written(of)}” is {told.label.en}, not {kind.en}")
            self.faults.note(line.at(of.at), what, cure)
        return told

    def word(self, form: Expression, word: str, known: Sequence[str] | None, place: Place) -> None:
        """One word that a form is compared with: where all that the form can be is known, it has to be one of them."""
        if known is not None and word not in known:
            what = Label(f"“{written(form)}”不会是“{word}”", f"“{written(form)}” is never “{word}”")
            self.faults.note(place, what, near(word, known))

    def comparison(self, test: Comparison, line: Line, closed: Closed) -> None:
        """Two values that are compared."""
        ours, theirs = self.value(test.left, line), self.value(test.right, line)
        if ours is None or theirs is None:
            return
        if ours.is_number and theirs.is_number:
            self.same(test.left, test.right, ours, theirs, line)
        elif ours.holds is not theirs.holds:
            what = Label(
                f"不能比较：“{written(test.left)}”是{ours.label.zh}，“{written(test.right)}”是{theirs.label.zh}",
                f"these cannot be compared: “{written(test.left)}” is {ours.label.en}, “{written(test.right)}” is {theirs.label.en}",
            )
            self.faults.note(line.at(test.right.at), what, _apart(ours, theirs))
        elif ours.holds is FactType.TEXT:
            self.words(test, (ours, theirs), line, closed)
        elif ours.holds is not FactType.DATE:
            what = Label(
                f"“{written(test.left)}”是{ours.label.zh}，不用比较号", f"“{written(test.left)}” is {ours.label.en}; it takes no sign"
            )
            self.faults.note(line.at(test.left.at), what, _ALONE if ours.holds is FactType.TRUTH else _ASKED[ours.holds][1])

    def words(self, test: Comparison, types: tuple[Type, Type], line: Line, closed: Closed) -> None:
        """Words are alike or not; none is greater."""
        if test.sign not in ("=", "!="):
            what = Label(f"“{written(test.left)}”是词，没有大小", f"“{written(test.left)}” is a word; words have no size")
            self.faults.note(line.at(test.left.at), what, Label("用 =、!= 或 in", "use =, != or in"))
        for form, told, other in ((test.left, types[0], test.right), (test.right, types[1], test.left)):
            if isinstance(other, Text):
                self.word(form, other.value, _words_of(form, told, closed), line.at(other.at))


def lines_of(table: Table) -> tuple[Line, ...]:
    """Where a table's inputs stand; its own beginning where that was not kept."""
    return table.lines or (Line(table.place),) * len(table.inputs)


def _words_of(form: Expression, told: Type | None, closed: Closed) -> tuple[str, ...] | None:
    """All that a form can be, where that is known."""
    return told.words if told and told.words is not None else next((words for of, words in closed if of == form), None)


def _closed(form: Expression, words: tuple[str, ...] | None) -> Closed:
    return [] if words is None else [(form, words)]


def _apart(ours: Type, theirs: Type) -> Label:
    kinds = {ours.holds, theirs.holds}
    if kinds == {FactType.TEXT, FactType.QUANTITY}:
        return Label("词要加引号，或写成 in […]", "put the word in quotes, or write in […]")
    if kinds == {FactType.DATE, FactType.QUANTITY}:
        return Label("用 years_since 或 days_since", "use years_since or days_since")
    return _ALONE if FactType.TRUTH in kinds else Label("两边写成同一类", "let both sides be of one sort")


_ALONE = Label("是或否的事实单独写：has_award、not has_award", "what is yes or no stands alone: has_award, not has_award")
_ASKED = {
    FactType.TEXT: (
        Label("词", "a word"),
        Label("数和日期用 >=、<= 等比较，清单用 has", "compare numbers and dates by >= or <=; ask lists by has"),
    ),
    FactType.LIST: (Label("清单", "a list"), Label("词用 in，是或否单独写", "ask words by in; what is yes or no stands alone")),
    FactType.TRUTH: (Label("判断（是或否）", "yes or no"), Label("写出比较，如 staff >= 20", "write the comparison, such as staff >= 20")),
}
