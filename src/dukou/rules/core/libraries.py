"""Which version of a rule book is in force on a day at a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dukou.kit.core.labels import Label, same
from dukou.kit.core.refusals import Refusal
from dukou.rules.core.books import Book


class UnknownBook(Refusal):
    """No version of that name is there at all."""

    code = "rules.unknown_book"
    status = 404
    what = Label("没有规则“{slug}”", "there is no rule book “{slug}”")
    why = Label("数据包里没有写它", "the packs do not hold it")
    cure = Label("可用：{known}", "use one of: {known}")


class NotInForce(Refusal):
    """There are versions, but none for that day and place."""

    code = "rules.not_in_force"
    status = 404
    what = Label("{day} 在“{place}”没有生效的“{slug}”", "no version of “{slug}” is in force on {day} at “{place}”")
    why = Label("现有版本：{versions}", "the versions are: {versions}")
    cure = Label("换一个日期或地点，或写明版本，如 {slug}/2017", "choose another day or place, or name a version, such as {slug}/2017")


@dataclass(frozen=True, slots=True)
class Library:
    """All versions of all rule books, by slug."""

    books: Mapping[str, tuple[Book, ...]]

    @classmethod
    def of(cls, books: Iterable[Book]) -> Library:
        """The library of these versions."""
        found: dict[str, tuple[Book, ...]] = {}
        for book in books:
            found[book.slug] = (*found.get(book.slug, ()), book)
        return cls(found)

    def version(self, key: str) -> Book | None:
        """The version named `slug/version`."""
        slug, _, version = key.partition("/")
        return next((book for book in self.books.get(slug, ()) if book.version == version), None)

    def in_force(self, slug: str, on: date, place: str = "") -> Book | None:
        """The version for a day and a place: of those in force, the one for the narrowest place, of these the one that began last."""
        fitting = [
            book
            for book in self.books.get(slug, ())
            if book.since <= on and (book.until is None or on <= book.until) and place.startswith(book.place)
        ]
        return max(fitting, key=lambda book: (len(book.place), book.since), default=None)

    def need(self, name: str, on: date, place: str = "") -> Book:
        """The version named `slug` (by day and place) or `slug/version`; a refusal where there is none."""
        slug, _, version = name.partition("/")
        if slug not in self.books or (version and self.version(name) is None):
            raise UnknownBook(slug=name, known=same("、".join(sorted(self.books)) or "—"))
        book = self.version(name) if version else self.in_force(slug, on, place)
        if book is None:
            versions = "、".join(f"{each.version}（{each.since}–{each.until or ''} {each.place}）" for each in self.books[slug])
            raise NotInForce(slug=slug, day=on, place=place or "—", versions=versions)
        return book
