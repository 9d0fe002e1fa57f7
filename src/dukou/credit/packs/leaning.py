"""The rule books that fields name are about firms, and lean on nothing that credit itself has found: a grade is not its own reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dukou.credit.packs.schemas import FieldEntry
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Entry
from dukou.rules.core.books import Book
from dukou.rules.core.facts import FactFace, SubjectKind
from dukou.rules.core.reading import read_book
from dukou.rules.queries.catalogue import faces_of_pack

ROOM = "credit"


def leaning_faults(entry: Entry[FieldEntry], contents: Contents) -> Iterator[Fault]:
    """Each clause whose rule book is about something else than a firm, or leans on a fact that credit states."""
    named = list(_named(entry.data))
    if not named:
        return
    books = _books(contents)
    faces = faces_of_pack(contents)
    for path, slug in named:
        foreign = next((book for book in books.get(slug, ()) if book.kind is not SubjectKind.ENTERPRISE), None)
        if foreign is not None:
            what = Label(f"“{foreign.key}”说的是{foreign.kind.label.zh}", f"“{foreign.key}” is about: {foreign.kind.label.en}")
            yield entry.fault(what, Label("换一部说企业的规则书", "name a rule book about enterprises"), *path)
            continue
        way = way_to_own(slug, books, faces)
        if way:
            told = " → ".join((slug, *way))
            what = Label(f"等级成了自己的理由：{told}", f"a grade becomes its own reason: {told}")
            cure = Label("换一部不用信用结果的规则书", "name a rule book that uses no result of credit")
            yield entry.fault(what, cure, *path)


def way_to_own(slug: str, books: Mapping[str, Iterable[Book]], faces: Mapping[str, FactFace]) -> tuple[str, ...]:
    """The shortest way from a rule book, over the books that it and its facts ask, to a fact that credit states; empty where none is."""
    ways: list[tuple[str, ...]] = [(slug,)]
    seen = {slug}
    while ways:
        way = ways.pop(0)
        face = faces.get(way[-1])
        if face is not None and face.room == ROOM:
            return way[1:]
        for name in face.asks if face is not None else _used(books.get(way[-1], ())):
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()


def _used(versions: Iterable[Book]) -> Iterator[str]:
    """The facts and the other books that any version of a book names."""
    for book in versions:
        yield from (used.fact for used in book.facts.values())
        yield from (other.partition("/")[0] for other in book.books.values())


def _books(contents: Contents) -> dict[str, list[Book]]:
    """Every version of each rule book of the pack that can be read; one that cannot tells its own faults."""
    found: dict[str, list[Book]] = {}
    for each in contents.of("rules").values():
        book, _ = read_book(each.located)
        if book is not None:
            found.setdefault(book.slug, []).append(book)
    return found


def _named(field: FieldEntry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where a field names a rule book, and which."""
    for number, version in enumerate(field.versions):
        for name, clauses in (("items", version.items), ("direct", version.direct), ("bounds", version.bounds)):
            for place, clause in enumerate(clauses):
                if clause.book:
                    yield ("versions", number, name, place, "book"), clause.book
