"""Values that may be known in part: a number between two bounds, a word out of several; and how they are reckoned and compared.

A number is an exact int or Fraction, a `Span` where only bounds are known, or None where nothing is. A word is a str, a frozenset of the
words it can be, or None. Nothing here rounds: money is whole fen, a quotient a fraction.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dukou.rules.core.answers import Truth
from dukou.rules.core.expressions import ArithmeticSign, ComparisonSign

Exact = int | Fraction


@dataclass(frozen=True, slots=True)
class Span:
    """A number that lies between two bounds, both included; None is no bound on that side. Never both None, never equal bounds."""

    least: Exact | None
    most: Exact | None


Number = Exact | Span | None
Word = str | frozenset[str] | None
Value = Number | Word | date | bool | tuple[str, ...]


def is_exact(value: Value) -> bool:
    """Whether a value is known wholly."""
    return value is not None and not isinstance(value, frozenset | Span)


def spanned(least: Exact | None, most: Exact | None) -> Number:
    """The number between two bounds, in its plainest form."""
    if least is None and most is None:
        return None
    return least if least == most else Span(least, most)


def bounds(number: Number) -> tuple[Exact | None, Exact | None]:
    """The least and the most that a number can be; None where there is no bound."""
    if type(number) is Span:
        return number.least, number.most
    return number, number  # type: ignore[return-value]  # an exact number or None


def reckoned(sign: ArithmeticSign, left: Number, right: Number) -> Number:
    """A sum, difference, product or quotient. Bounds go through sums only: a product of what is known in part is unknown, as is x ÷ 0."""
    if type(left) is Span or type(right) is Span:
        return _of_spans(sign, left, right) if sign in "+-" else None
    if left is None or right is None:
        return None
    if sign == "/":
        return _quotient(left, right)  # type: ignore[arg-type]  # no spans here
    return _EXACT[sign](left, right)


def extreme(numbers: Iterable[Number], *, is_greatest: bool) -> Number:
    """The least or greatest. One unknown part leaves it open: the greatest of 5 and an unknown is at least 5."""
    pairs = [bounds(number) for number in numbers]
    least, most = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    if is_greatest:
        return spanned(_most(_told(least)), None if None in most else _most(_told(most)))
    return spanned(None if None in least else _least(_told(least)), _least(_told(most)))


def compared(sign: ComparisonSign, left: Value, right: Value) -> Truth:
    """Whether it holds for all that both can be (yes), for nothing (no), or for some of it (unknown)."""
    if left is None or right is None:
        return None
    if isinstance(left, str | frozenset):
        return _of_words(sign, left, right)
    if type(left) is Span or type(right) is Span:
        return _of_bounds(sign, bounds(left), bounds(right))  # type: ignore[arg-type]  # numbers, as the checks have seen
    if type(left) is Fraction or type(right) is Fraction:  # multiplied out: many times quicker than fractions compare
        return RELATIONS[sign](left.numerator * right.denominator, right.numerator * left.denominator)  # type: ignore[union-attr]
    return RELATIONS[sign](left, right)


def among(word: Word, words: frozenset[str]) -> Truth:
    """Whether a word is one of several: yes if all that it can be are, no if none is."""
    if word is None or isinstance(word, str):
        return None if word is None else word in words
    return True if word <= words else False if word.isdisjoint(words) else None


def total(numbers: Iterable[Number], cap: Exact | None = None) -> Number:
    """The sum, at most `cap`: of bounds too."""
    least: Exact | None = 0
    most: Exact | None = 0
    for number in numbers:
        low, high = bounds(number)
        least = None if least is None or low is None else least + low
        most = None if most is None or high is None else most + high
    if cap is not None:
        least, most = None if least is None else min(least, cap), cap if most is None else min(most, cap)
    return spanned(least, most)


def one_of(possible: Iterable[str]) -> Word:
    """A word that is one of several; the word itself where there is only one, unknown where there is none."""
    words = frozenset(possible)
    return next(iter(words)) if len(words) == 1 else words or None


def between(possible: Iterable[Exact]) -> Number:
    """A number that is one of several."""
    numbers = list(possible)
    return spanned(min(numbers), max(numbers)) if numbers else None


def _quotient(left: Exact, right: Exact) -> Number:
    return Fraction(left, right) if right else None


def _of_spans(sign: ArithmeticSign, left: Number, right: Number) -> Number:
    (least, most), (low, high) = bounds(left), bounds(right)
    if sign == "+":
        return spanned(_both(operator.add, least, low), _both(operator.add, most, high))
    return spanned(_both(operator.sub, least, high), _both(operator.sub, most, low))


def _both(reckon: Callable[[Exact, Exact], Exact], left: Exact | None, right: Exact | None) -> Exact | None:
    return None if left is None or right is None else reckon(left, right)


def _of_bounds(sign: ComparisonSign, left: tuple[Exact | None, Exact | None], right: tuple[Exact | None, Exact | None]) -> Truth:
    if sign in ("=", "!="):
        apart = _is(operator.lt, left[1], right[0]) or _is(operator.lt, right[1], left[0])
        return None if not apart else sign == "!="
    if sign in ("<", "<="):
        return _of_bounds(">" if sign == "<" else ">=", right, left)
    reckon, never = (operator.gt, operator.le) if sign == ">" else (operator.ge, operator.lt)
    if _is(reckon, left[0], right[1]):
        return True
    return False if _is(never, left[1], right[0]) else None


def _is(relation: Callable[[Exact, Exact], bool], left: Exact | None, right: Exact | None) -> bool:
    return left is not None and right is not None and relation(left, right)


def _of_words(sign: ComparisonSign, left: Value, right: Value) -> Truth:
    if isinstance(left, str) and isinstance(right, str):
        return (left == right) is (sign == "=")
    ours = {left} if isinstance(left, str) else left
    theirs = {right} if isinstance(right, str) else right
    assert isinstance(ours, set | frozenset) and isinstance(theirs, set | frozenset)
    if not ours & theirs:
        return sign == "!="
    return None if len(ours) > 1 or len(theirs) > 1 else sign == "="


def _told(numbers: Iterable[Exact | None]) -> list[Exact]:
    return [number for number in numbers if number is not None]


def _most(numbers: list[Exact]) -> Exact | None:
    return max(numbers) if numbers else None


def _least(numbers: list[Exact]) -> Exact | None:
    return min(numbers) if numbers else None


_EXACT: dict[str, Callable[..., Exact]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}
RELATIONS: dict[ComparisonSign, Callable[..., bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}
