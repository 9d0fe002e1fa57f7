"""A rule book together with what it names: the facts as they are known to the house, and the other books it leans on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dukou.rules.core.books import Book
from dukou.rules.core.facts import FactFace

FactKey = tuple[str, int]  # the fact's registered name, and how many years back


@dataclass(frozen=True, slots=True, eq=False)
class Linked:
    """`facts`: by alias. `books`: by alias, each linked in turn; books form no ring, which `checking` has seen."""

    book: Book
    facts: Mapping[str, FactFace]
    books: Mapping[str, Linked]

    def walk(self) -> Iterator[Linked]:
        """This book and every book beneath it."""
        yield self
        for beneath in self.books.values():
            yield from beneath.walk()
