"""Between which bounds a number can lie whatever the facts are, which words a name can be, and on which grid facts are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from dukou.rules.core.books import Definition, Derived, Score, Table
from dukou.rules.core.expressions import (
    TURNED,
    Arithmetic,
    Comparison,
    ComparisonSign,
    Day,
    Expression,
    Extreme,
    Name,
    Number,
    Since,
    Text,
    shifted,
)
from dukou.rules.core.facts import FactType
from dukou.rules.core.linking import Linked
from dukou.rules.core.quantities import in_unit, measure, scale_of
from dukou.rules.core.values import Exact, Span, bounds, extreme, reckoned, spanned, total
from dukou.rules.core.values import Number as Known

_DEEPEST = 60
_MAY_BE_NEGATIVE = {"money", "share", "multiple", "difference of shares", "points"}


@dataclass(slots=True)
class Bounds:
    """What can be said of a book's numbers and words without any fact. Dates count as days from the year 1."""

    linked: Linked
    known: dict[str, Known] = field(default_factory=dict)

    def of(self, form: Expression) -> Known:
        """The number: exact where it is made of written numbers only, a span, or None where there is no bound."""
        match form:
            case Number():
                return in_unit(form.value, form.unit)
            case Day():
                return form.value.toordinal()
            case Text() | Since():
                return None
            case Name():
                return self.named(form)
            case Extreme():
                return extreme([self.of(part) for part in form.parts], is_greatest=form.is_greatest)
            case Arithmetic("+" | "-"):
                return reckoned(form.sign, self.of(form.left), self.of(form.right))
            case Arithmetic():
                return _scaled(form.sign, self.of(form.left), self.of(form.right))

    def constant(self, form: Expression) -> Exact | None:
        """The exact number that a form is without any fact; None where it leans on one."""
        found = self.of(form)
        return None if found is None or isinstance(found, Span) else found

    def named(self, name: Name) -> Known:
        """The bounds of what stands under a name, the same in every year."""
        if name.of_book:
            beneath = self.linked.books[name.name]
            return Bounds(beneath).named(Name(beneath.book.value)) if name.of_book == "value" else None
        definition = self.linked.book.definitions.get(name.name)
        if definition is None:
            return None
        if name.name not in self.known:
            self.known[name.name] = self.defined(definition)
        return self.known[name.name]

    def defined(self, definition: Definition) -> Known:
        """The bounds of a definition; a test or a table of words has none."""
        if isinstance(definition, Derived):
            return self.of(definition.form) if isinstance(definition.form, Expression) else None
        if isinstance(definition, Score):
            return total((_between([item.otherwise, *(band.points for band in item.bands)]) for item in definition.items), definition.cap)
        if definition.outputs:
            return None
        return _between([in_unit(Fraction(row.output), definition.unit) for row in definition.rows])

    def words(self, form: Expression) -> frozenset[str] | None:
        """All the words that a form can be, where they are known: those that the rows of a table give."""
        if isinstance(form, Text):
            return frozenset([form.value])
        if not isinstance(form, Name) or form.of_book == "answer":
            return None
        if form.of_book:
            beneath = self.linked.books[form.name]
            return Bounds(beneath).words(Name(beneath.book.value))
        definition = self.linked.book.definitions.get(form.name)
        if isinstance(definition, Derived) and isinstance(definition.form, Expression):
            return self.words(definition.form)
        is_of_words = isinstance(definition, Table) and bool(definition.outputs)
        return frozenset(str(row.output) for row in definition.rows) if is_of_words and isinstance(definition, Table) else None

    def step(self, form: Expression) -> Fraction | None:
        """The grid on which a form's values lie: whole people, whole fen, millionths of a ratio; None where there is none."""
        if isinstance(form, Since):
            return Fraction(1)
        face = self.linked.facts.get(form.name) if isinstance(form, Name) and not form.of_book else None
        if face is None:
            return None
        return Fraction(1, scale_of(measure(face.unit))) if face.holds is FactType.QUANTITY else Fraction(1)

    def solved(self, form: Expression, sign: ComparisonSign, number: Exact) -> tuple[Expression, ComparisonSign, Exact]:
        """The same comparison with a constant, of what the form is made of: a sum, product or quotient with a constant is turned round.

        So `twice >= 100` with twice = staff * 2 narrows staff. What is multiplied by nought or stands below a line stays as it is.
        """
        for _ in range(_DEEPEST):
            inner = self._turned(form, sign, number)
            if inner is None:
                break
            form, sign, number = inner
        return form, sign, number

    def _turned(self, form: Expression, sign: ComparisonSign, number: Exact) -> tuple[Expression, ComparisonSign, Exact] | None:
        made = self._made_of(form)
        if made is None:
            return None
        left, right = self.constant(made.left), self.constant(made.right)
        if (left is None) is (right is None):
            return None
        inner, constant = (made.left, right) if right is not None else (made.right, left)
        assert constant is not None
        if made.sign == "+":
            return inner, sign, number - constant
        if made.sign == "-":
            return (inner, sign, number + constant) if right is not None else (inner, TURNED[sign], constant - number)
        if constant == 0 or (made.sign == "/" and right is None):
            return None
        factor = Fraction(constant) if made.sign == "*" else 1 / Fraction(constant)
        return inner, sign if factor > 0 else TURNED[sign], number / factor

    def _made_of(self, form: Expression) -> Arithmetic | None:
        if isinstance(form, Arithmetic):
            return form
        definition = self.linked.book.definitions.get(form.name) if isinstance(form, Name) and not form.of_book else None
        if isinstance(form, Name) and isinstance(definition, Derived) and isinstance(definition.form, Arithmetic):
            moved = shifted(definition.form, form.back)
            return moved if isinstance(moved, Arithmetic) else None
        return None

    def least_sensible(self, form: Expression) -> Exact | None:
        """Nought for what is counted or measured, which is never less; None for money, shares, points and dates."""
        if isinstance(form, Since):
            return 0
        face = self.linked.facts.get(form.name) if isinstance(form, Name) and not form.of_book else None
        if face is None or face.holds is not FactType.QUANTITY or measure(face.unit).dimension in _MAY_BE_NEGATIVE:
            return None
        return 0


def day_of(ordinal: Exact) -> date:
    """The date that a count of days stands for, kept within the calendar."""
    return date.fromordinal(min(max(int(ordinal), 1), date.max.toordinal()))


def facing(test: Comparison, form: Expression) -> Expression | None:
    """What a comparison compares a form with; None where the form is on neither side."""
    return test.right if test.left == form else test.left if test.right == form else None


def _between(numbers: Iterable[Exact]) -> Known:
    told = list(numbers)
    return spanned(min(told), max(told)) if told else None


def _scaled(sign: str, left: Known, right: Known) -> Known:
    """A product or quotient: exact of exact numbers; bounds go through where the other side is one."""
    if sign == "*" and isinstance(left, int | Fraction) and isinstance(right, Span):
        left, right = right, left
    if not isinstance(left, Span):
        return reckoned("*" if sign == "*" else "/", left, right)
    if not isinstance(right, int | Fraction) or (sign == "/" and right == 0):
        return None
    factor = Fraction(right) if sign == "*" else 1 / Fraction(right)
    ends = [None if end is None else end * factor for end in bounds(left)]
    return spanned(*(reversed(ends) if factor < 0 else ends)) if factor else 0
