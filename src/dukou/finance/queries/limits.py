"""What each product would lend a firm on a day, and what the white list says of it, each with its reasons. Nobody is bound by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dukou.finance.core.products import Product, Version
from dukou.finance.queries.portraits import EYES
from dukou.finance.queries.products import frame, products
from dukou.rules.core.answers import Answer
from dukou.rules.core.explaining import Explanation
from dukou.rules.queries import Asked, explained, library, linked_for

_ORDER = (Answer.NO, Answer.UNKNOWN, Answer.YES)


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


def limits_of(key: str, on: date) -> list[LimitTold]:
    """Every product that is in force on a day, for the firm with this key."""
    found = [(each, version) for each in products() if (version := each.on(on)) is not None]
    return [_limit(product, version, key, on) for product, version in found]


def listed(key: str, on: date) -> Explanation:
    """What the rule book of the white list says of a firm on a day."""
    told = frame()
    return explained(linked_for(told.whitelist, on, told.division), Asked(key, on), viewer=EYES)


def _limit(product: Product, version: Version, key: str, on: date) -> LimitTold:
    place, shelf = frame().division, library()
    books = {slug: shelf.in_force(slug, on, place) for slug in version.books}
    told = {
        slug: explained(linked_for(book.key, on, place, books=shelf), Asked(key, on), viewer=EYES) for slug, book in books.items() if book
    }
    silent = tuple(slug for slug, book in books.items() if book is None)
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
