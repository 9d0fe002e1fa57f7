"""What each product would lend a firm on a day, and what the white list says of it, each with its reasons. Nobody is bound by it.

Many firms are asked together: each book is linked once and each fact asked once for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dukou.finance.core.products import Product, Version
from dukou.finance.queries.portraits import EYES
from dukou.finance.queries.products import frame, products
from dukou.rules.core.answers import Answer
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.explaining import Explanation, explain
from dukou.rules.core.linking import Linked
from dukou.rules.core.needs import needs_of
from dukou.rules.queries import Asked, Sheet, explained, library, linked_for, sheets_of

_ORDER = (Answer.NO, Answer.UNKNOWN, Answer.YES)
_AT_ONCE = 500  # firms whose facts are asked for together


@dataclass(frozen=True, slots=True)
class LimitTold:
    """One product for a firm. `answer`: what all its rule books say together; `amount`: fen, None where it is not known or nothing is lent.

    `behind`: the explanation of each rule book; `silent`: slugs of those without a version for the day, which say nothing.
    """

    product: Product
    version: Version
    answer: Answer
    amount: int | None
    points: Fraction | None
    behind: tuple[Explanation, ...]
    silent: tuple[str, ...]


def limits_of(key: str, on: date, known_on: date | None = None) -> list[LimitTold]:
    """Every product that is in force on a day, for the firm with this key. `known_on`: as of which day facts are asked, the same unless
    said; in a demo home it is that of its figures.
    """
    return next(limits_of_many([key], on, known_on))[1]


def limits_of_many(keys: Sequence[str], on: date, known_on: date | None = None) -> Iterator[tuple[str, list[LimitTold]]]:
    """The same for many firms, in the order of their keys."""
    day = known_on or on
    found = [(each, version) for each in products() if (version := each.on(on)) is not None]
    books = _linked(found, on)
    ages = {slug: needs_of([book]) for slug, book in books.items() if book is not None}
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        known = [book for book in books.values() if book is not None]
        sheets = sheets_of(known, viewer=EYES, keys=some, as_of=day) if known else {key: Sheet() for key in some}
        for key in some:
            sheet = sheets[key]
            told = {
                slug: explain(Evaluation(book, sheet.within(ages[slug]), day), sheet.sources) if book else None
                for slug, book in books.items()
            }
            yield key, [_limit(product, version, told) for product, version in found]


def listed(key: str, on: date, known_on: date | None = None) -> Explanation:
    """What the rule book of the white list that is in force on a day says of a firm. `known_on`: as for limits."""
    told = frame()
    return explained(linked_for(told.whitelist, on, told.division), Asked(key, known_on or on), viewer=EYES)


def _linked(found: Sequence[tuple[Product, Version]], on: date) -> dict[str, Linked | None]:
    """Every rule book that the versions name, as it is in force on the day; None where none is."""
    if not found:
        return {}
    place, shelf = frame().division, library()
    in_force = {slug: shelf.in_force(slug, on, place) for _, version in found for slug in version.books}
    return {slug: linked_for(book.key, on, place, books=shelf) if book else None for slug, book in in_force.items()}


def _limit(product: Product, version: Version, books: Mapping[str, Explanation | None]) -> LimitTold:
    told = {slug: each for slug in version.books if (each := books[slug]) is not None}
    silent = tuple(slug for slug in version.books if books[slug] is None)
    answers = [each.answer for each in told.values()] + [Answer.UNKNOWN] * len(silent)
    answer = min(answers, key=_ORDER.index)
    limit = told.get(version.limit)
    amount = _whole(limit) if limit is not None and answer is not Answer.NO else None
    score = told.get(version.score) if version.score else None
    return LimitTold(product, version, answer, amount, _number(score) if score else None, tuple(told.values()), silent)


def _number(told: Explanation) -> Fraction | None:
    value = told.value
    return Fraction(value) if isinstance(value, int | Fraction) and not isinstance(value, bool) else None


def _whole(told: Explanation) -> int | None:
    """A sum of money in whole fen, cut off; None where it is not known exactly."""
    number = _number(told)
    return None if number is None else int(number)
