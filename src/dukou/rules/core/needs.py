"""Which facts of which years some rule books lean on, by whatever way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dukou.rules.core.books import Derived, Score, Table
from dukou.rules.core.expressions import Name, names_in
from dukou.rules.core.linking import FactKey, Linked


def needs_of(books: Iterable[Linked]) -> dict[FactKey, int]:
    """Every fact and year, with the greatest age that all of its users allow (the least of what they say)."""
    found: dict[FactKey, int] = {}
    for linked in books:
        for key, may_be_older in _needs(linked):
            found[key] = min(found.get(key, may_be_older), may_be_older)
    return found


def _needs(linked: Linked) -> Iterator[tuple[FactKey, int]]:
    book = linked.book
    seen: set[tuple[str, int]] = set()
    tests = [each.test for each in book.conditions() if each.test is not None]
    names = [name for test in tests for name in names_in(test)]
    for name in [*names, *([Name(book.value)] if book.value else [])]:
        yield from _behind(linked, name.name, name.back, name.of_book, seen)


def _behind(linked: Linked, name: str, back: int, of_book: str, seen: set[tuple[str, int]]) -> Iterator[tuple[FactKey, int]]:
    if of_book:
        yield from _needs(linked.books[name])
    elif name in linked.book.facts:
        used = linked.book.facts[name]
        yield (used.fact, back), used.may_be_older
    elif (name, back) not in seen:
        seen.add((name, back))
        for within in names_within(linked.book.definitions[name]):
            yield from _behind(linked, within.name, within.back + back, within.of_book, seen)


def names_within(definition: Derived | Table | Score) -> Iterator[Name]:
    """The names that a definition is made of."""
    forms: list[Any] = []
    if isinstance(definition, Derived):
        forms = [definition.form]
    elif isinstance(definition, Table):
        forms = list(definition.inputs)
    else:
        forms = [band.when for item in definition.items for band in item.bands]
    for form in forms:
        yield from names_in(form)
