"""Facts that are stated by rule books form no cycle: no book leans on a fact that is, by whatever way, its own answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dukou.kit.core.labels import Label
from dukou.rules.core.books import Book
from dukou.rules.core.checking.linker import Finder
from dukou.rules.core.facts import FactFace
from dukou.rules.core.reading.fields import Faults


def check_asking(book: Book, catalogue: Mapping[str, FactFace], find: Finder, faults: Faults) -> None:
    """Note each fact of the book that leads back to the book, with the way."""
    for used in book.facts.values():
        way = _way_back(used.fact, book.slug, catalogue, find)
        if way:
            told = " → ".join((book.slug, *way))
            what = Label(f"事实绕成了圈：{told}", f"the facts form a ring: {told}")
            faults.note(used.place, what, Label("换一个不由这部规则得出的事实项", "name a fact that is not told by this rule book"))


def _way_back(fact: str, to: str, catalogue: Mapping[str, FactFace], find: Finder) -> tuple[str, ...]:
    """The shortest way from a fact over the books that state it and the facts and books that these name; empty where none leads back."""
    ways: list[tuple[str, ...]] = [(fact,)]
    seen = {fact}
    while ways:
        way = ways.pop(0)
        for name in _next(way[-1], catalogue, find):
            if name == to:
                return (*way, name)
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()


def _next(name: str, catalogue: Mapping[str, FactFace], find: Finder) -> Iterator[str]:
    """From a fact to the books that it asks; from a book to the facts and the books that it names. Facts have a point in their names."""
    if "." in name:
        yield from catalogue[name].asks if name in catalogue else ()
        return
    book = find(name)
    if book is not None:
        yield from (used.fact for used in book.facts.values())
        yield from (other.partition("/")[0] for other in book.books.values())
