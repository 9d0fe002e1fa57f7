"""Versions of rule books as they are stored, and as they are read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from dukou.kit.core.numbers import whole_number
from dukou.kit.core.places import Place
from dukou.kit.packfiles.nodes import Located
from dukou.rules.core.books import Book
from dukou.rules.core.checking.linker import resolve
from dukou.rules.core.facts import FactFace
from dukou.rules.core.libraries import Library
from dukou.rules.core.linking import Linked
from dukou.rules.core.reading import read_book
from dukou.rules.core.standings import Standing
from dukou.rules.models import RuleBook
from dukou.rules.queries.catalogue import faces

_LINKED: dict[tuple[Any, ...], Linked] = {}  # by what is linked: as many as there are texts, and ways in which they name one another


class StoredBookBroken(RuntimeError):
    """A fault of ours: a stored rule book cannot be read, though it was checked when it was loaded; the message names the faults."""


def rows_of(slug: str = "") -> QuerySet[RuleBook]:
    """Every text of every version, or of one book's, in the order in which they were loaded."""
    rows = RuleBook.objects.order_by("slug", "version", "pk")
    return rows.filter(slug=slug) if slug else rows


def books_page(after: str, size: int) -> tuple[list[RuleBook], str]:
    """One page of the texts that are released or proposed, by name, and the mark after which the next begins (empty: there is none).

    A mark that is none begins at the beginning: it only says where to read on.
    """
    rows = rows_of().exclude(standing__in=[Standing.REPLACED, Standing.REFUSED])
    slug, _, rest = after.partition("~")
    version, _, written = rest.rpartition("~")
    if (number := whole_number(written)) is not None:
        within = Q(version__gt=version) | Q(version=version, pk__gt=number)
        rows = rows.filter(Q(slug__gt=slug) | Q(within, slug=slug))
    found = list(rows[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return found[:size], f"{last.slug}~{last.version}~{last.pk}" if last else ""


def row_shown(slug: str, version: str, text: str = "") -> RuleBook | None:
    """The text of a version that is shown: the one whose hash begins with `text`, or the released one; where there is none, the newest."""
    named = rows_of(slug).filter(version=version, sha256__startswith=text).last() if text else version_row(slug, version)
    return named or rows_of(slug).filter(version=version).last()


def version_row(slug: str, version: str, sha256: str = "") -> RuleBook | None:
    """The released text of a version, or one particular text of it."""
    rows = RuleBook.objects.filter(slug=slug, version=version)
    return rows.filter(sha256=sha256).first() if sha256 else rows.filter(standing=Standing.IN_FORCE).first()


def library() -> Library:
    """All released versions. Each text is read once in the life of the process."""
    rows = RuleBook.objects.filter(standing=Standing.IN_FORCE).values_list("pk", "sha256").order_by("pk")
    return Library.of(read_row(pk, sha256) for pk, sha256 in rows)


@lru_cache(maxsize=512)
def read_row(pk: int, sha256: str) -> Book:
    """The book stored in a row; its hash stands beside, so that a row of another database is never taken for it."""
    row = RuleBook.objects.get(pk=pk, sha256=sha256)
    book, faults = read_book(located_of(row.content, row.file))
    if book is None:
        raise StoredBookBroken(f"{row.key}: {'; '.join(map(str, faults))}")
    return book


def linked_for(name: str, on: date, place: str = "", *, books: Library | None = None) -> Linked:
    """The version of `name` (`slug` or `slug/version`) for a day and place, with the books and facts it leans on."""
    shelf = books or library()
    return linked(shelf.need(name, on, place), on, place, books=shelf)


def linked(book: Book, on: date, place: str, *, books: Library, known: Mapping[str, FactFace] | None = None) -> Linked:
    """A book with what it leans on as of a day at a place; `known`: the facts, for who links many."""

    def find(name: str) -> Book | None:
        return books.version(name) if "/" in name else books.in_force(name, on, place) or _nearest(books, name, on)

    found, faults = resolve(book, known if known is not None else faces(), find)
    if found is None:
        raise StoredBookBroken(f"{book.key}: {'; '.join(map(str, faults))}")
    return _kept(found)


def _kept(found: Linked) -> Linked:
    """The book as it was linked before, if to equal facts and the same books: what was made of it then need not be made again."""
    books, key = {alias: _kept(each) for alias, each in found.books.items()}, _named(found)
    before = _LINKED.get(key)
    is_same = before is not None and before.book is found.book and before.facts == found.facts and before.books == books
    if before is None or not is_same:
        before = _LINKED[key] = Linked(found.book, found.facts, books)
    return before


def _named(linked: Linked) -> tuple[Any, ...]:
    return linked.book.key, linked.book.sha256, *((alias, *_named(each)) for alias, each in linked.books.items())


def _nearest(books: Library, name: str, on: date) -> Book | None:
    """Where no version is in force, the one whose time lies nearest: a book must not fall silent because one that it names has ended."""
    versions = books.books.get(name, ())
    return min(versions, key=lambda book: min(abs((book.since - on).days), abs(((book.until or book.since) - on).days)), default=None)


def located_of(plain: Any, file: str) -> Located:
    """Plain content as if it had been read from a file; every place is the file's beginning."""
    place = Place(file)
    if isinstance(plain, dict):
        children: dict[str | int, Located] = {str(key): located_of(value, file) for key, value in plain.items()}
        return Located(plain, place, children, {str(key): place for key in plain})
    if isinstance(plain, list):
        return Located(plain, place, {number: located_of(item, file) for number, item in enumerate(plain)})
    return Located(plain, place)
