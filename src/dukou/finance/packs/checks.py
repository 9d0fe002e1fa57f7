"""What can be wrong with a product beside the rule books of its pack: each fault with its place, what it is and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from dukou.finance.core.products import RateKind
from dukou.finance.packs.schemas import ProductEntry, VersionEntry
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Entry
from dukou.rules.core.books import Book
from dukou.rules.core.checking.jointly import apart
from dukou.rules.core.facts import SubjectKind
from dukou.rules.core.linking import Linked
from dukou.rules.core.quantities import MEASURES
from dukou.rules.core.shown import unit_of_form
from dukou.rules.queries.shelves import Shelf

Path = tuple[str | int, ...]
_BOOK = Label("规则书", "rule book")
_POOL = Label("资金池", "pool")
_WANTED = {"limit": ("money", Label("金额", "an amount of money")), "score": ("points", Label("分数", "points"))}
_PARTS = (
    "from", "until", "conditions", "limit", "score", "rate", "term_months", "guarantee", "repayment", "subsidy", "prior", "answer_days",
    "pool", "pool.share", "pool.parts", "pool.accrual", "pool.cap", "pool.breaker",
)  # fmt: skip


def product_faults(entry: Entry[ProductEntry], contents: Contents, shelf: Shelf) -> Iterator[Fault]:
    """Everything that is wrong with one product."""
    yield from _overlaps(entry)
    for number, version in enumerate(entry.data.versions):
        path: Path = ("versions", number)
        yield from _own(entry, version, path)
        yield from _pool(entry, version, path, contents)
        yield from _books(entry, version, path, contents, shelf)


def _overlaps(entry: Entry[ProductEntry]) -> Iterator[Fault]:
    """Versions are told apart, and on a day one of them holds."""
    seen: set[str] = set()
    for number, version in enumerate(entry.data.versions):
        if version.version in seen:
            what = Label(f"版本“{version.version}”写了两次", f"the version “{version.version}” stands twice")
            yield entry.fault(what, Label("换一个版本名", "give it another name"), "versions", number, "version")
        seen.add(version.version)
        if version.until is not None and version.until < version.since:
            what = Label("结束日期早于开始日期", "the last day comes before the first")
            yield entry.fault(what, Label("改正日期", "correct the days"), "versions", number, "until")
    ordered = sorted(enumerate(entry.data.versions), key=lambda each: each[1].since)
    for (_, before), (number, after) in pairwise(ordered):
        if before.until is None or before.until >= after.since:
            what = Label(f"“{before.version}”和“{after.version}”同时有效", f"“{before.version}” and “{after.version}” overlap")
            yield entry.fault(what, Label("给前一版写 until", "give the earlier one its until"), "versions", number, "from")


def _own(entry: Entry[ProductEntry], version: VersionEntry, path: Path) -> Iterator[Fault]:
    if version.rate is not None and version.rate.most is None:
        what = Label("写了 LPR 加点，没有写加多少", "the rate counts from the LPR and tells no spread")
        if version.rate.kind is RateKind.FIXED:
            what = Label("固定利率没有写多少", "the fixed rate tells no number")
        cure = Label("写 most，单位是万分之一（加 50 个基点写 50）", "write `most` in hundredths of a percent (50 basis points: 50)")
        yield entry.fault(what, cure, *path, "rate")
    for number, part in enumerate(version.unverified):
        if part not in _PARTS:
            what = Label(f"产品没有“{part}”这一项", f"a product has no part “{part}”")
            yield entry.fault(what, Label(f"可用：{'、'.join(_PARTS)}", f"use one of: {', '.join(_PARTS)}"), *path, "unverified", number)


def _pool(entry: Entry[ProductEntry], version: VersionEntry, path: Path, contents: Contents) -> Iterator[Fault]:
    loss = version.pool
    if loss is None:
        return
    total = sum(loss.parts.values())
    if loss.parts and total != 100:
        what = Label(f"各方分担合计 {total}%，不是 100%", f"the parts come to {total} %, not to 100 %")
        yield entry.fault(what, Label("改正各方的比例", "correct the parts"), *path, "pool", "parts")
    known = [each.key for frame in contents.of("finance").values() for each in frame.data.pools]
    if loss.of and loss.of not in known:
        yield contents.unknown(entry, loss.of, known, _POOL, *path, "pool", "of")


def _books(entry: Entry[ProductEntry], version: VersionEntry, path: Path, contents: Contents, shelf: Shelf) -> Iterator[Fault]:
    named = {name: slug for name, slug in _named(version).items() if slug}
    if not shelf.is_whole:  # a book that cannot be read tells its own faults
        return
    whole = True
    for name, slug in named.items():
        for fault in _book_faults(entry, version, name, slug, (*path, name), contents, shelf):
            whole = False
            yield fault
    if whole:
        yield from _contradictions(entry, version, path, contents, shelf)


def _book_faults(
    entry: Entry[ProductEntry], version: VersionEntry, name: str, slug: str, path: Path, contents: Contents, shelf: Shelf
) -> Iterator[Fault]:
    if not shelf.versions(slug):
        yield contents.unknown(entry, slug, shelf.slugs, _BOOK, *path)
        return
    if _in_force(slug, contents, shelf, version.since) is None:
        what = Label(f"{version.since} 没有生效的“{slug}”", f"no version of “{slug}” is in force on {version.since}")
        yield entry.fault(what, Label("核对这一版的起始日期", "check the first day of this version"), *path)
    for book in _within(version, slug, contents, shelf):
        if book.kind is not SubjectKind.ENTERPRISE:
            what = Label(f"“{book.key}”说的是{book.kind.label.zh}", f"“{book.key}” is about: {book.kind.label.en}")
            yield entry.fault(what, Label("换一部说企业的规则书", "name a rule book about enterprises"), *path)
        elif name in _WANTED:
            yield from _value_faults(entry, name, book, path, shelf)


def _value_faults(entry: Entry[ProductEntry], name: str, book: Book, path: Path, shelf: Shelf) -> Iterator[Fault]:
    """The value is of the kind that is wanted: money for a limit, points for a score."""
    linked = shelf.linked(book, book.since)
    if linked is None:
        return
    dimension, words = _WANTED[name]
    unit = unit_of_form(linked, book.value) if book.value else ""
    if not unit or MEASURES[unit].dimension != dimension:
        what = Label(f"“{book.key}”给出的取值不是{words.zh}", f"what “{book.key}” gives is not {words.en}")
        yield entry.fault(what, Label("让规则书的 value 给出它，或换一部", "let the book's value be such, or name another"), *path)


def _contradictions(entry: Entry[ProductEntry], version: VersionEntry, path: Path, contents: Contents, shelf: Shelf) -> Iterator[Fault]:
    """The books of a version can say yes of one firm, by themselves and together; else nobody could ever have the product."""
    slugs = {slug: name for name, slug in reversed(_named(version).items()) if slug}
    names, books = [], list[Linked]()
    for slug, name in slugs.items():
        book = _in_force(slug, contents, shelf, version.since)
        linked = shelf.linked(book, version.since) if book is not None else None
        if linked is None:
            return
        names.append(name)
        books.append(linked)
    found = apart(books)
    if found is None:
        return
    one = books[found.book].book.key
    what = Label(f"谁也得不到它：“{one}”的条件自相矛盾", f"nobody could ever have it: the conditions of “{one}” contradict each other")
    if found.beside is not None:
        other = books[found.beside].book.key
        what = Label(
            f"谁也得不到它：“{one}”和“{other}”不能同时满足", f"nobody could ever have it: “{one}” and “{other}” can never be met together"
        )
    yield entry.fault(what, Label("对照文件核对两边的条件", "check the conditions against the document"), *path, names[found.book])


def _named(version: VersionEntry) -> dict[str, str]:
    return {"conditions": version.conditions, "limit": version.limit, "score": version.score}


def _within(version: VersionEntry, slug: str, contents: Contents, shelf: Shelf) -> list[Book]:
    """The versions of a book that can be in force in the district while the product's version is."""
    division = _division(contents)
    return [
        book
        for book in shelf.versions(slug)
        if division.startswith(book.place)
        and (book.until is None or book.until >= version.since)
        and (version.until is None or book.since <= version.until)
    ]


def _in_force(slug: str, contents: Contents, shelf: Shelf, on: date) -> Book | None:
    return shelf.library.in_force(slug, on, _division(contents))


def _division(contents: Contents) -> str:
    return next((frame.data.division for frame in contents.of("finance").values()), "")
