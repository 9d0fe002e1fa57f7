"""A rule book together with what it names: the facts as they are known to the house, and the other books it leans on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from dukou.rules.core.books import Book
from dukou.rules.core.facts import FactFace

FactKey = tuple[str, int]  # the fact's registered name, and how many years back
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Linked:
    """`facts`: by alias. `books`: by alias, each linked in turn; books form no ring, which `checking` has seen."""

    book: Book
    facts: Mapping[str, FactFace]
    books: Mapping[str, Linked]
    _made: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)

    def walk(self) -> Iterator[Linked]:
        """This book and every book beneath it."""
        yield self
        for beneath in self.books.values():
            yield from beneath.walk()

    def once(self, make: Callable[[Linked], T]) -> T:
        """What `make` makes of the book, made when it is first asked for and kept as long as the book: it is the same for every subject."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])
