"""The whole of a rule book."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Place
from dukou.kit.packfiles.nodes import Located
from dukou.rules.core.books import Book, Definition, Derived, Document, Line, Seen, UsedFact
from dukou.rules.core.facts import SubjectKind
from dukou.rules.core.grammar import RESERVED
from dukou.rules.core.reading.conditions import conditions, with_exceptions
from dukou.rules.core.reading.fields import NAME, Faults, Fields
from dukou.rules.core.reading.lines import test_of, value_of
from dukou.rules.core.reading.scores import score
from dukou.rules.core.reading.tables import table

KEYS = (
    "book", "version", "name", "about", "subject", "place", "from", "until", "supersedes", "source", "facts", "books", "values", "tables",
    "scores", "requires", "vetoes", "exceptions", "value",
)  # fmt: skip
_DIVISION = re.compile(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


def read_book(located: Located) -> tuple[Book | None, Faults]:
    """The rule book written there, or None with the faults that stand against it; with a book there are none."""
    faults = Faults()
    fields = Fields(located, KEYS, faults, "rule book")
    if not fields.is_mapping:
        return None, faults
    slug, name = fields.slug("book"), fields.label("name", is_needed=True)
    source, since = _document(fields, faults), fields.day("from", is_needed=True)
    _check_span(fields, since, faults)
    _check_place(fields, faults)
    requires = with_exceptions(conditions(fields.items("requires"), "requires", faults), fields.items("exceptions"), faults)
    made = dict(
        version=fields.text("version", is_needed=True),
        kind=fields.choice("subject", SubjectKind, SubjectKind.ENTERPRISE),
        until=fields.day("until"),
        place=fields.text("place"),
        supersedes=fields.text("supersedes"),
        about=fields.label("about"),
        value=fields.text("value"),
        facts=_facts(fields, faults),
        books={alias: str(item.plain) for alias, item in _named(fields, "books", faults)},
        definitions=_definitions(fields, faults),
        requires=requires,
        vetoes=conditions(fields.items("vetoes"), "vetoes", faults),
        places=_places(fields),
    )
    if faults or name is None or source is None or since is None:
        return None, faults
    book = Book(slug=slug, name=name, source=source, since=since, sha256=_digest(located), at=fields.place, **made)  # type: ignore[arg-type]
    return book, faults  # each part is made by the reader of its own type


def _places(fields: Fields) -> dict[str, Place]:
    """Where `value` and the names of other books stand."""
    books = fields.child("books")
    return {f"books.{alias}": item.place for alias, item in (books.children if books else {}).items()} | {"value": fields.place_of("value")}


def _document(fields: Fields, faults: Faults) -> Document | None:
    """The source. Without one there is no rule book."""
    located = fields.child("source", is_needed=True)
    if located is None:
        return None
    told = Fields(located, ("title", "number", "issuer", "seen", "sha256", "note"), faults, "source")
    title, sha256 = told.label("title", is_needed=True), told.text("sha256")
    seen = told.choice("seen", Seen, Seen.COPY) if told.text("seen", is_needed=True) else Seen.COPY
    if (seen is Seen.ORIGINAL and not sha256) or (sha256 and not _SHA256.fullmatch(sha256)):
        what = Label(
            "照原件写的，要有原件的 sha256（64 位小写十六进制）", "written from the original: its sha256 is needed (64 hex digits)"
        )
        faults.note(
            told.place_of("sha256"),
            what,
            Label("用 sha256sum 文件 算出来；没见原件的写 seen: copy", "sha256sum FILE gives it; write seen: copy where it was not seen"),
        )
    if title is None:
        return None
    return Document(title, seen, told.text("number"), told.label("issuer"), sha256, told.label("note"))


def _facts(fields: Fields, faults: Faults) -> dict[str, UsedFact]:
    found: dict[str, UsedFact] = {}
    for alias, item in _named(fields, "facts", faults):
        if isinstance(item.plain, str):
            found[alias] = UsedFact(alias, item.plain.strip(), place=item.place)
            continue
        told = Fields(item, ("fact", "holder", "paper", "may_be_older"), faults, alias)
        place = told.place_of("fact")
        found[alias] = UsedFact(
            alias, told.text("fact", is_needed=True), told.label("holder"), told.label("paper"), told.whole("may_be_older", 0, 5), place
        )
    return found


def _definitions(fields: Fields, faults: Faults) -> dict[str, Definition]:
    found: dict[str, Definition] = {}
    readers = {"values": _derived, "tables": table, "scores": score}
    for key, read in readers.items():
        for name, item in _named(fields, key, faults):
            made = read(name, item, faults)
            if made is not None and name in found:
                faults.note(item.place, Label(f"“{name}”写了两次", f"“{name}” stands twice"), Label("换一个名称", "give it another name"))
            elif made is not None:
                found[name] = made
    return found


def _derived(name: str, item: Located, faults: Faults) -> Derived | None:
    if isinstance(item.plain, str):
        form = value_of(item, faults)
        return Derived(name, Label(name, name), form, item.place, Line(item.text_place)) if form else None
    told = Fields(item, ("name", "is", "test"), faults, name)
    label = told.label("name", is_needed=True) or Label(name, name)
    value, test = told.child("is"), told.child("test")
    if (value is None) == (test is None):
        faults.note(
            told.place,
            Label("写 is 或 test，其中之一", "write either is or test"),
            Label("is 是数，test 是判断", "is for a value, test for a test"),
        )
        return None
    made = value_of(value, faults) if value else test_of(test, faults) if test else None
    return Derived(name, label, made, item.place, Line((value or test or item).text_place)) if made else None


def _named(fields: Fields, key: str, faults: Faults) -> list[tuple[str, Located]]:
    """The entries under names that lines can call."""
    found = []
    for name, item in fields.pairs(key):
        if NAME.fullmatch(name) and name not in RESERVED:
            found.append((name, item))
        else:
            what = Label(f"“{name}”不能作名称", f"“{name}” cannot be a name")
            faults.note(
                fields.located.children[key].key_places[name],
                what,
                Label("用小写英文字母、数字和下划线", "use lower-case letters, digits and _"),
            )
    return found


def _check_span(fields: Fields, since: date | None, faults: Faults) -> None:
    until = fields.day("until")
    if since and until and until < since:
        what = Label(f"失效日 {until} 早于生效日 {since}", f"it ends ({until}) before it begins ({since})")
        faults.note(fields.place_of("until"), what, Label("核对两个日期", "check both dates"))


def _check_place(fields: Fields, faults: Faults) -> None:
    place = fields.text("place")
    if place and not _DIVISION.fullmatch(place):
        what = Label(f"“{place}”不是区划代码", f"“{place}” is no division code")
        faults.note(
            fields.place_of("place"),
            what,
            Label("写 2、4、6、9 或 12 位数字；全国的不写", "write 2, 4, 6, 9 or 12 digits; leave it out for the whole country"),
        )


def _digest(located: Located) -> str:
    """The hash of what the book says, whatever its layout and comments."""
    return hashlib.sha256(json.dumps(located.plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
