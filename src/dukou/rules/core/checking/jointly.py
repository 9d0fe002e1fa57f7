"""Whether several rule books can say yes of one subject at once: what one leaves open is handed on to the next, by the names of facts.

Only what is certain is told: a limit on something that another book does not name, or names otherwise, is not handed on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dukou.rules.core.checking.bounds import Bounds
from dukou.rules.core.checking.boxes import EVERYTHING, Boxes, Weighing
from dukou.rules.core.checking.limits import Limit
from dukou.rules.core.expressions import Name
from dukou.rules.core.linking import Linked

_Key = tuple[str, int, str]  # a fact or a book, so many years earlier, and what of a book
_Case = dict[_Key, Limit]
_YEARS = 4  # years back that books speak of
_OF_BOOKS: tuple[Literal["answer", "value"], ...] = ("answer", "value")


@dataclass(frozen=True, slots=True)
class Apart:
    """`book` (its number in what was asked) can never say yes beside one before it, or by itself (`beside` None)."""

    book: int
    beside: int | None


def apart(books: Sequence[Linked]) -> Apart | None:
    """The first of the books that can never say yes together with those before it; None where all can."""
    cases: list[_Case] = [{}]
    for number, linked in enumerate(books):
        if not _left([{}], linked):
            return Apart(number, None)
        cases = _left(cases, linked)
        if not cases:
            partner = (other for other in range(number) if not _left(_left([{}], books[other]), linked))
            return Apart(number, next(partner, number - 1))
    return None


def _left(cases: Sequence[_Case], linked: Linked) -> list[_Case]:
    """The cases in which a book says yes."""
    names = {_key(linked, name): name for name in _names(linked)}
    boxes: Boxes = [{names[key]: limit for key, limit in case.items() if key in names} for case in cases]
    carried = [{key: limit for key, limit in case.items() if key not in names} for case in cases]
    found: list[_Case] = []
    weighing = Weighing(Bounds(linked))
    for box, kept in zip(boxes, carried, strict=True):
        left: Boxes = [box] if box else EVERYTHING
        for condition in linked.book.requires:
            left = weighing.condition(left, condition, wanted=True)
        for veto in linked.book.vetoes:
            left = weighing.condition(left, veto, wanted=False)
        found += [kept | {_key(linked, key): limit for key, limit in each.items() if _is_told(linked, key)} for each in left]
    return found


def _names(linked: Linked) -> list[Name]:
    facts = [Name(alias, back) for alias in linked.facts for back in range(_YEARS)]
    return [*facts, *(Name(alias, 0, of) for alias in linked.books for of in _OF_BOOKS)]


def _is_told(linked: Linked, key: object) -> bool:
    return isinstance(key, Name) and (key.name in linked.facts or key.name in linked.books)


def _key(linked: Linked, name: object) -> _Key:
    assert isinstance(name, Name)
    if name.of_book:
        return linked.books[name.name].book.slug, name.back, name.of_book
    return linked.facts[name.name].name, name.back, ""
