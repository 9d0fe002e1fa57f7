"""What may stand in a rule book's tests and values: a closed set of forms, each a plain value. There is no `eval` and no other way in.

`at` is where a form begins in its text, so that a fault can point at it; two forms are equal wherever they stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

ArithmeticSign = Literal["+", "-", "*", "/"]
ComparisonSign = Literal["<", "<=", "=", "!=", ">=", ">"]
TURNED: dict[ComparisonSign, ComparisonSign] = {"<": ">", "<=": ">=", "=": "=", "!=": "!=", ">=": "<=", ">": "<"}  # read from right to left
OfBook = Literal["", "answer", "value"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: `value` of `unit` (`2000`, 万元); `unit` is empty for a bare number."""

    value: Fraction
    unit: str = ""
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A word in quotes, or a bare Chinese word."""

    value: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Day:
    """A date, written 2026-04-01."""

    value: date
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A fact, a value, a table, a score or another book's answer or value.

    `back`: so many years earlier (`revenue@1`). `of_book`: `answer` or `value` where the name is another book's (`size.value`).
    """

    name: str
    back: int = 0
    of_book: OfBook = ""
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Sum, difference, product or quotient; a quotient by nought is unknown."""

    sign: ArithmeticSign
    left: Expression
    right: Expression
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or the greatest of its parts; a part that is unknown leaves it open on one side only."""

    is_greatest: bool
    parts: tuple[Expression, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Since:
    """Full years, or days, from a date to the day of asking; a date that lies ahead gives a negative count."""

    count: Literal["years", "days"]
    of: Name
    at: int = field(default=0, compare=False)


Expression = Number | Text | Day | Name | Arithmetic | Extreme | Since


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values compared: numbers and dates by size, words only by `=` and `!=`."""

    sign: ComparisonSign
    left: Expression
    right: Expression
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Among:
    """A word is one of several."""

    of: Expression
    words: tuple[str, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Begins:
    """A word (a code) begins with one of several."""

    of: Expression
    prefixes: tuple[str, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Has:
    """A list holds one of several words."""

    of: Name
    words: tuple[str, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Holds:
    """A fact, or a value that is a test, is true."""

    of: Name
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a test."""

    part: Test
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold."""

    parts: tuple[Test, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: tuple[Test, ...]
    at: int = field(default=0, compare=False)


Test = Comparison | Among | Begins | Has | Holds | Not | Every | Some
Form = Expression | Test


def names_in(form: Form) -> tuple[Name, ...]:
    """Every name in a form, from left to right, doubles too."""
    match form:
        case Name():
            return (form,)
        case Number() | Text() | Day():
            return ()
        case Arithmetic(_, left, right) | Comparison(_, left, right):
            return names_in(left) + names_in(right)
        case Extreme(_, parts) | Every(parts) | Some(parts):
            return tuple(name for part in parts for name in names_in(part))
        case Not(part):
            return names_in(part)
        case Since() | Among() | Begins() | Has() | Holds():
            return names_in(form.of)


def shifted(form: Form, back: int) -> Form:
    """The same form so many years earlier: each name in it moves back; what has no years ignores it (the checks see to that)."""
    if back == 0:
        return form
    match form:
        case Name(name, earlier, of_book, at):
            return Name(name, earlier + back, of_book, at)
        case Number() | Text() | Day():
            return form
        case Arithmetic(sign, left, right, at):
            return Arithmetic(sign, shifted(left, back), shifted(right, back), at)  # type: ignore[arg-type]  # a form keeps its sort
        case Comparison(sign2, left, right, at):
            return Comparison(sign2, shifted(left, back), shifted(right, back), at)  # type: ignore[arg-type]
        case Extreme(is_greatest, parts, at):
            return Extreme(is_greatest, tuple(shifted(part, back) for part in parts), at)  # type: ignore[misc]
        case Every(parts, at):
            return Every(tuple(shifted(part, back) for part in parts), at)  # type: ignore[misc]
        case Some(parts, at):
            return Some(tuple(shifted(part, back) for part in parts), at)  # type: ignore[misc]
        case Not(part, at):
            return Not(shifted(part, back), at)  # type: ignore[arg-type]
        case Since(count, of, at):
            return Since(count, shifted(of, back), at)  # type: ignore[arg-type]
        case Among(of, words, at):
            return Among(shifted(of, back), words, at)  # type: ignore[arg-type]
        case Begins(of, prefixes, at):
            return Begins(shifted(of, back), prefixes, at)  # type: ignore[arg-type]
        case Has(of, words, at):
            return Has(shifted(of, back), words, at)  # type: ignore[arg-type]
        case Holds(of, at):
            return Holds(shifted(of, back), at)  # type: ignore[arg-type]
