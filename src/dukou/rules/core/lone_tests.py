"""A test that stands by itself, without a rule book: asked of values that are handed in under their names, with three answers.

Forms ask so (a field that is asked only of some, a material that is wanted only sometimes), by the same grammar and the same meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from dukou.rules.core.answers import Truth
from dukou.rules.core.expressions import Form, OfBook, Test, names_in
from dukou.rules.core.formulas import Reckon, function_of
from dukou.rules.core.grammar import parse_test
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
    """The test of a line; a `Misread` names the place in it. Earlier years and other books mean nothing here: `strangers` tells them."""
    form = parse_test(line)
    return LoneTest(line.strip(), form, tuple(dict.fromkeys(name.name for name in names_in(form))))


def strangers(test: LoneTest) -> tuple[str, ...]:
    """The names that ask for earlier years or for another book: nothing can stand under them here."""
    return tuple(name.name for name in names_in(test.form) if name.back or name.of_book)


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
