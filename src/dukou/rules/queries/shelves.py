"""The rule books of a pack that is only read, as the rooms that name them in their own files look at them. No database is asked."""

from __future__ import annotations

from datetime import date

from dukou.kit.packfiles.reading import Contents
from dukou.rules.core.books import Book
from dukou.rules.core.checking import resolve
from dukou.rules.core.libraries import Library
from dukou.rules.core.linking import Linked
from dukou.rules.core.reading import read_book
from dukou.rules.queries.catalogue import faces_of_pack


class Shelf:
    """The rule books of the pack, linked when they are asked for."""

    def __init__(self, contents: Contents) -> None:
        books = [read_book(entry.located)[0] for entry in contents.of("rules").values()]
        self.is_whole = None not in books  # a book that cannot be read tells its own faults, and is not missed here
        self.library, self.faces = Library.of(book for book in books if book is not None), faces_of_pack(contents)

    @property
    def slugs(self) -> list[str]:
        """The names of all books."""
        return sorted(self.library.books)

    def versions(self, slug: str) -> tuple[Book, ...]:
        """The versions of a book."""
        return self.library.books.get(slug, ())

    def linked(self, book: Book, on: date) -> Linked | None:
        """A book with what it leans on; None where it has faults, which are told where it stands."""

        def find(name: str) -> Book | None:
            if "/" in name:
                return self.library.version(name)
            later = sorted(self.library.books.get(name, ()), key=lambda each: each.since)
            return self.library.in_force(name, on, book.place) or next(iter(later), None)

        return resolve(book, self.faces, find)[0]
