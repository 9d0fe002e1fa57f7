"""The forms of a rule book as functions of an evaluation. What each form means stands in decision 0017.

What does not hang on the subject is settled when a function is made: signs, constants in their natural size, which fact stands behind a
name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from dukou.rules.core.answers import Truth, negated
from dukou.rules.core.days import days_since, years_since
from dukou.rules.core.expressions import (
    Among,
    Arithmetic,
    Begins,
    Comparison,
    ComparisonSign,
    Day,
    Every,
    Extreme,
    Form,
    Has,
    Holds,
    Name,
    Not,
    Number,
    Since,
    Some,
    Text,
)
from dukou.rules.core.quantities import in_unit
from dukou.rules.core.values import RELATIONS, Exact, Value, among, compared, extreme, reckoned

if TYPE_CHECKING:
    from dukou.rules.core.evaluating import Evaluation
    from dukou.rules.core.reckoning import Reckoner

Reckon = Callable[["Evaluation"], Any]


def function_of(reckoner: Reckoner, form: Form, back: int) -> Reckon:
    """The function that gives a form's value, so many years earlier."""
    return _OF[type(form)](reckoner, form, back)


def all_of(tests: Sequence[Reckon], asked: Evaluation) -> Truth:
    """No as soon as one is no; yes when all are yes."""
    found: Truth = True
    for test in tests:
        truth = test(asked)
        if truth is False:
            return False
        if truth is None:
            found = None
    return found


def any_of(tests: Sequence[Reckon], asked: Evaluation) -> Truth:
    """Yes as soon as one is yes; no when all are no."""
    found: Truth = False
    for test in tests:
        truth = test(asked)
        if truth is True:
            return True
        if truth is None:
            found = None
    return found


def _constant(value: Any) -> Reckon:
    return lambda asked: value


def _arithmetic(reckoner: Reckoner, form: Arithmetic, back: int) -> Reckon:
    sign, left, right = form.sign, reckoner.of(form.left, back), reckoner.of(form.right, back)
    return lambda asked: reckoned(sign, left(asked), right(asked))


def _extreme(reckoner: Reckoner, form: Extreme, back: int) -> Reckon:
    parts, is_greatest = [reckoner.of(part, back) for part in form.parts], form.is_greatest
    return lambda asked: extreme([part(asked) for part in parts], is_greatest=is_greatest)


def _since(reckoner: Reckoner, form: Since, back: int) -> Reckon:
    """The day of asking does not move: only yearly facts can be asked for earlier years."""
    of, count = reckoner.of(form.of, back), years_since if form.count == "years" else days_since

    def reckon(asked: Evaluation) -> Value:
        day = of(asked)
        return None if day is None else count(day, asked.as_of)

    return reckon


def _comparison(reckoner: Reckoner, form: Comparison, back: int) -> Reckon:
    sign, left, relation = form.sign, reckoner.of(form.left, back), RELATIONS[form.sign]
    if isinstance(form.right, Number | Text):
        return _against(sign, left, in_unit(form.right.value, form.right.unit) if isinstance(form.right, Number) else form.right.value)
    right = reckoner.of(form.right, back)

    def reckon(asked: Evaluation) -> Truth:
        ours, theirs = left(asked), right(asked)
        return relation(ours, theirs) if type(ours) is int and type(theirs) is int else compared(sign, ours, theirs)

    return reckon


def _against(sign: ComparisonSign, left: Reckon, bound: Exact | str) -> Reckon:
    """A comparison with what is written; of its own sort, as nearly all values are, it is compared at once."""
    relation, sort = RELATIONS[sign], None if isinstance(bound, Fraction) else type(bound)

    def reckon(asked: Evaluation) -> Truth:
        value = left(asked)
        return relation(value, bound) if type(value) is sort else compared(sign, value, bound)

    return reckon


def _among(reckoner: Reckoner, form: Among, back: int) -> Reckon:
    of, words = reckoner.of(form.of, back), frozenset(form.words)
    return lambda asked: among(of(asked), words)


def _begins(reckoner: Reckoner, form: Begins, back: int) -> Reckon:
    of, prefixes = reckoner.of(form.of, back), form.prefixes

    def reckon(asked: Evaluation) -> Truth:
        word = of(asked)
        return word.startswith(prefixes) if isinstance(word, str) else None

    return reckon


def _has(reckoner: Reckoner, form: Has, back: int) -> Reckon:
    of, words = reckoner.of(form.of, back), frozenset(form.words)

    def reckon(asked: Evaluation) -> Truth:
        there = of(asked)
        return None if there is None else not words.isdisjoint(there)

    return reckon


def _not(reckoner: Reckoner, form: Not, back: int) -> Reckon:
    part = reckoner.of(form.part, back)
    return lambda asked: negated(part(asked))


def _every(reckoner: Reckoner, form: Every, back: int) -> Reckon:
    parts = tuple(reckoner.of(part, back) for part in form.parts)
    return lambda asked: all_of(parts, asked)


def _some(reckoner: Reckoner, form: Some, back: int) -> Reckon:
    parts = tuple(reckoner.of(part, back) for part in form.parts)
    return lambda asked: any_of(parts, asked)


_OF: dict[type, Callable[[Reckoner, Any, int], Reckon]] = {
    Number: lambda reckoner, form, back: _constant(in_unit(form.value, form.unit)),
    Text: lambda reckoner, form, back: _constant(form.value),
    Day: lambda reckoner, form, back: _constant(form.value),
    Name: lambda reckoner, form, back: reckoner.name(form.name, form.back + back, form.of_book),
    Arithmetic: _arithmetic,
    Extreme: _extreme,
    Since: _since,
    Comparison: _comparison,
    Among: _among,
    Begins: _begins,
    Has: _has,
    Holds: lambda reckoner, form, back: reckoner.of(form.of, back),
    Not: _not,
    Every: _every,
    Some: _some,
}
