"""`rules/*.yaml`: rule books. The first load of a home releases them; after that a new text waits until a second person releases it."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import ConfigDict

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.schemas import Schema
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section
from dukou.rules.actions.books import store
from dukou.rules.core.books import Book
from dukou.rules.core.cases import faults_of_cases
from dukou.rules.core.checking import link
from dukou.rules.core.facts import FACTS
from dukou.rules.core.libraries import Library
from dukou.rules.core.reading import read_book
from dukou.rules.models import RuleBook
from dukou.rules.queries.catalogue import faces_of_pack
from dukou.rules.queries.floors import judged_by, may_name

_MOST_JUDGED = 8
_JUDGED: dict[tuple[str, tuple[str, ...]], list[Fault]] = {}


class BookFile(Schema):
    """A rule book; `core.reading` reads what stands in it."""

    model_config = ConfigDict(extra="allow", frozen=True)

    book: str
    version: str


class BookSection(Section[BookFile]):
    """A text that changed is a new row; what left the pack stays, for decisions were made under it."""

    name: ClassVar[str] = "rules"
    files: ClassVar[str] = "rules/*.yaml"
    many: ClassVar[bool] = False
    schema = BookFile

    def check(self, entries: dict[str, Entry[BookFile]], contents: Contents) -> list[Fault]:
        """Every book can be read, names only what is there, can be met, and answers its golden cases as they say.

        The same files say the same, so that they are judged once in the life of the process: loading a pack reads it again.
        """
        key = (contents.sha256, tuple(sorted(FACTS.keys())))
        if key not in _JUDGED:
            while len(_JUDGED) >= _MOST_JUDGED:
                del _JUDGED[next(iter(_JUDGED))]
            _JUDGED[key] = self._judged(entries, contents)
        return list(_JUDGED[key])

    def _judged(self, entries: dict[str, Entry[BookFile]], contents: Contents) -> list[Fault]:
        read = [read_book(entry.located) for entry in entries.values()]
        faults = [fault for _, some in read for fault in some] or _doubles(entries)
        if faults:
            return faults
        books = [book for book, _ in read if book is not None]
        return linked_faults(books, contents) or faults_of_cases(
            {book.key: book for book in books}, [entry.located for entry in contents.of("cases").values()], faces_of_pack(contents)
        )

    def wanted(self, entries: dict[str, Entry[BookFile]], contents: Contents) -> dict[str, Fields]:
        """What should be stored, by book and version."""
        return {f"{entry.data.book}/{entry.data.version}": {"content": entry.located.plain} for entry in entries.values()}

    def current(self) -> dict[str, Fields]:
        """The newest text of each version, released or not."""
        return {row.key: {"content": row.content} for row in RuleBook.objects.order_by("pk")}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the texts; in a home without rule books they are released at once, for whoever builds it vouches for its pack."""
        files = {f"{entry.data.book}/{entry.data.version}": entry for entry in contents.of(self.name).values()}
        is_first = not RuleBook.objects.exists()
        for change in changes:
            book, _ = read_book(files[change.key].located)
            assert book is not None, "a pack with faults is not written"
            store(by=loading.by, book=book, content=change.after["content"], is_released=is_first, reason=loading.reason, now=loading.now)


def linked_faults(books: list[Book], contents: Contents) -> list[Fault]:
    """What stands against each book beside the others, the facts of the pack, and the floor of the room that judges by it; last, where
    numbers could grow too large.
    """
    from dukou.rules.compile import too_large  # the SQL library takes a quarter of a second to load; only judging books needs it

    library, faces, judges = Library.of(books), faces_of_pack(contents), judged_by(contents)
    known = list(library.books)
    found = [link(book, faces, finder(library, book), known=known, may_name=may_name(book.slug, judges)) for book in books]
    faults = [fault for _, some in found for fault in some]
    return faults or too_large(*(linked for linked, _ in found if linked is not None))


def finder(library: Library, book: Book) -> Any:
    """How a book finds those it names: the version in force on its own first day, else the one that began first after it."""

    def find(name: str) -> Book | None:
        if "/" in name:
            return library.version(name)
        later = sorted(library.books.get(name, ()), key=lambda each: each.since)
        return library.in_force(name, book.since, book.place) or next(iter(later), None)

    return find


def _doubles(entries: dict[str, Entry[BookFile]]) -> list[Fault]:
    first: dict[str, Entry[BookFile]] = {}
    found = []
    for entry in entries.values():
        key = f"{entry.data.book}/{entry.data.version}"
        if first.setdefault(key, entry) is not entry:
            what = Label(f"“{key}”写了两次（第一处：{first[key].place}）", f"“{key}” stands twice (first at {first[key].place})")
            found.append(entry.fault(what, Label("换一个版本名", "give it another version"), "version"))
    return found
