"""Rule books that tests write down line by line, over made-up facts, so that a fault's line and column can be counted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.nodes import Located, read_yaml
from dukou.rules.core.books import Book
from dukou.rules.core.checking import link
from dukou.rules.core.facts import FactFace, FactType, SubjectKind
from dukou.rules.core.linking import Linked
from dukou.rules.core.reading import read_book
from dukou.rules.core.visibility import Visibility

WORDS = Label("虚构", "made up")
HEAD = """\
book: made-up
version: "1"
name: {zh: 虚构的规则, en: a made-up rule book}
from: 2024-01-01
source: {title: {zh: 虚构的文件, en: a made-up document}, seen: example}
"""
FIRST = HEAD.count("\n") + 1  # the line after the head
ENTERPRISE = SubjectKind.ENTERPRISE


def face(name: str, holds: FactType, unit: str = "", *, is_yearly: bool = False, kind: SubjectKind = ENTERPRISE) -> FactFace:
    """A made-up fact."""
    return FactFace(name, Label(f"虚构的{name}", name), kind, holds, unit, is_yearly, WORDS, None, Visibility.PUBLIC)


FACES: dict[str, FactFace] = {
    each.name: each
    for each in (
        face("enterprise.staff", FactType.QUANTITY, "人", is_yearly=True),
        face("enterprise.revenue", FactType.QUANTITY, "万元", is_yearly=True),
        face("enterprise.rd", FactType.QUANTITY, "万元", is_yearly=True),
        face("enterprise.growth", FactType.QUANTITY, "%", is_yearly=True),
        face("enterprise.patents", FactType.QUANTITY, "件"),
        face("enterprise.industry", FactType.TEXT),
        face("enterprise.founded-on", FactType.DATE),
        face("enterprise.has-award", FactType.TRUTH),
        face("enterprise.had-accident", FactType.TRUTH),
        face("enterprise.tags", FactType.LIST),
        face("project.invested", FactType.QUANTITY, "万元", kind=SubjectKind.PROJECT),
    )
}
ALIASES = {
    "staff": "enterprise.staff",
    "revenue": "enterprise.revenue",
    "rd": "enterprise.rd",
    "growth": "enterprise.growth",
    "patents": "enterprise.patents",
    "industry": "enterprise.industry",
    "founded_on": "enterprise.founded-on",
    "has_award": "enterprise.has-award",
    "had_accident": "enterprise.had-accident",
    "tags": "enterprise.tags",
}


def located(text: str, file: str = "rules/made-up.yaml") -> Located:
    """YAML with its places."""
    found, faults = read_yaml(text, file)
    assert found is not None and not faults, faults
    return found


def written_book(body: str, head: str = HEAD) -> Book:
    """A book that can be read."""
    book, faults = read_book(located(head + body))
    assert book is not None, "\n".join(map(str, faults))
    return book


def with_facts(body: str) -> str:
    """The body with those facts declared, behind it, that it names."""
    named = [f"  {alias}: {fact}\n" for alias, fact in ALIASES.items() if re.search(rf"\b{alias}\b", body)]
    return body + ("facts:\n" + "".join(named) if named else "")


def condition(test: str) -> str:
    """A book's only sentence, in its line FIRST + 1; its test begins in column 67."""
    return with_facts(f"requires:\n  - {{clause: 一, text: {{zh: 虚构的一条, en: a made-up sentence}}, test: '{test}'}}\n")


def linked_book(body: str, others: Mapping[str, Book] | None = None, head: str = HEAD) -> tuple[Linked | None, list[Fault]]:
    """The book linked and checked."""
    books = others or {}
    return link(written_book(body, head), FACES, books.get, known=list(books))


def faults_of(body: str, others: Mapping[str, Book] | None = None, head: str = HEAD) -> list[str]:
    """Every fault of a book with line, column, what and cure, in both languages. Those of reading, or else those of checking."""
    book, faults = read_book(located(head + body))
    return told(faults if book is None else linked_book(body, others, head)[1])


def told(faults: Sequence[Fault]) -> list[str]:
    """Faults as tests compare them."""
    return [f"{each.place.line}:{each.place.column} {each.what.zh} → {each.cure.zh} ‖ {each.what.en} → {each.cure.en}" for each in faults]


def sound_book(body: str, others: Mapping[str, Book] | None = None, head: str = HEAD) -> Linked:
    """A book without a fault."""
    linked, faults = linked_book(body, others, head)
    assert linked is not None, "\n".join(map(str, faults))
    return linked


_SENTENCE = "requires:\n  - {clause: 一, text: {zh: 虚构, en: made up}, test: %s}\n"
_SIZED = """\
value: size
tables:
  size:
    name: {zh: 虚构的表, en: a made-up table}
    hit: first
    inputs: [staff]
    outputs: {a: {zh: 甲, en: a}, b: {zh: 乙, en: b}}
    rows:
      - [">= 20", a]
      - ["-", b]
facts: {staff: enterprise.staff}
"""
_OTHERS = {
    "other": _SENTENCE % "has_award" + "facts: {has_award: enterprise.has-award}\n",
    "sized": _SIZED,
    "ring": _SENTENCE % "back.answer" + "books: {back: made-up}\n",
    "sites": "subject: project\n" + _SENTENCE % "invested >= 5万元" + "facts: {invested: project.invested}\n",
    "broken": _SENTENCE % "staff >= 5" + "facts: {staff: enterprise.staf}\n",
}


def no_books(name: str) -> Book | None:
    """No book is to be found."""
    return None


def other_books(own: str) -> dict[str, Book]:
    """Books that a book with this body can name: sound ones, one of projects, one that is broken, and one that names it in turn."""
    found = {name: written_book(body, HEAD.replace("book: made-up", f"book: {name}")) for name, body in _OTHERS.items()}
    return found | {"made-up": written_book(own)}
