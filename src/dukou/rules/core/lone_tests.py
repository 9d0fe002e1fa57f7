"""A test that stands by itself, without a rule book: asked of values that are handed in under their names, with three answers.

Forms ask so (a field that is asked only of some, a material that is wanted only sometimes), by the same grammar and the same meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from dukou.kit.core.labels import Label
from dukou.rules.core.answers import Truth
from dukou.rules.core.expressions import (
    Among,
    Arithmetic,
    Begins,
    Comparison,
    Every,
    Extreme,
    Form,
    Not,
    OfBook,
    Since,
    Some,
    Test,
    names_in,
)
from dukou.rules.core.formulas import Reckon, function_of
from dukou.rules.core.grammar import parse_test
from dukou.rules.core.tokens import Misread
from dukou.rules.core.values import Value

if TYPE_CHECKING:
    from dukou.rules.core.evaluating import Evaluation
    from dukou.rules.core.reckoning import Reckoner


@dataclass(frozen=True, slots=True)
class LoneTest:
    """`line`: as it was written; `names`: every name in it, once, in order of appearance."""

    line: str
    form: Test = field(compare=False)
    names: tuple[str, ...] = field(compare=False)

    def holds(self, values: Mapping[str, Value]) -> Truth:
        """Whether it holds for these values; a name that is not among them is unknown."""
        return cast("Truth", _reckoned(self)(cast("Evaluation", values)))


def lone_test(line: str) -> LoneTest:
    """The test of a line; a `Misread` names the place in it. Earlier years, other books and the day of asking have no meaning here."""
    form = parse_test(line)
    names = names_in(form)
    for name in names:
        if name.back or name.of_book:
            raise Misread(name.at, _STRANGE.filled(name=name.name), _STRANGE_CURE)
    _refuse_since(form)
    return LoneTest(line.strip(), form, tuple(dict.fromkeys(name.name for name in names)))


def _refuse_since(form: Form) -> None:
    """What is handed in has no day on which it is asked."""
    match form:
        case Since(at=at):
            raise Misread(at, _SINCE, _SINCE_CURE)
        case Every(parts) | Some(parts) | Extreme(_, parts):
            for part in parts:
                _refuse_since(part)
        case Comparison(_, left, right) | Arithmetic(_, left, right):
            _refuse_since(left)
            _refuse_since(right)
        case Not(part) | Among(part) | Begins(part):
            _refuse_since(part)


@cache
def _reckoned(test: LoneTest) -> Reckon:
    return function_of(cast("Reckoner", _Handed()), test.form, 0)


class _Handed:
    """What a `Reckoner` is to a book, to values that are handed in: the forms ask nothing else of it."""

    def of(self, form: Form, back: int = 0) -> Reckon:
        return function_of(cast("Reckoner", self), form, back)

    def name(self, name: str, back: int, of_book: OfBook = "") -> Reckon:
        def found(values: Any) -> Value:
            return None if back or of_book else cast("Mapping[str, Value]", values).get(name)

        return found


_STRANGE = Label("“{name}”在这里没有往年，也不属于别的规则", "“{name}” has no earlier year here, and belongs to no other rule book")
_STRANGE_CURE = Label("只写名称", "write the name alone")
_SINCE = Label("这里没有“今天”，不能数年数和天数", "there is no day of asking here from which years or days are counted")
_SINCE_CURE = Label("同一个日期比，例如 founded_on <= 2024-12-31", "compare with a date, such as founded_on <= 2024-12-31")
