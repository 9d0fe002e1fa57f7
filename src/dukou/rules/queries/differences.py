"""A text of a rule book laid beside another: what differs in it, and which golden cases it answers otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from dukou.kit.core.labels import Label
from dukou.rules.core.answers import Answer
from dukou.rules.core.books import Book
from dukou.rules.core.cases import Case, read_case
from dukou.rules.core.changes import Change, ChangeKind, changes
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.explaining import Explanation, explain
from dukou.rules.core.facts import FactFace
from dukou.rules.core.inputs import Given, given_to
from dukou.rules.core.libraries import Library, UnknownBook
from dukou.rules.core.linking import Linked
from dukou.rules.core.reading.fields import Faults
from dukou.rules.models import GoldenCase
from dukou.rules.queries.books import library, linked, located_of, read_row, rows_of
from dukou.rules.queries.catalogue import faces


@dataclass(frozen=True, slots=True)
class Difference:
    """A version beside another: what differs in it, the golden cases that it answers otherwise last.

    `same`: how many cases are answered the same by both; `silent`: how many say too little for one of them, which then answers unknown.
    """

    old: Book
    new: Book
    lines: list[Change]
    same: int = 0
    silent: int = 0

    @property
    def changed(self) -> int:
        """How many cases are answered otherwise."""
        return sum(line.kind is ChangeKind.CASE for line in self.lines)

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it."""
        cases = {"changed": self.changed, "same": self.same, "silent": self.silent}
        return {"old": self.old.key, "new": self.new.key, "changes": [line.as_dict() for line in self.lines], "cases": cases}


def changes_between(one: str, other: str) -> Difference:
    """Two versions beside each other, the earlier first however they are named.

    `slug/version` is the released text, `slug/version@sha` (its first digits) any stored one.
    """
    old, new = _text(one), _text(other)
    if new.since < old.since:
        old, new = new, old
    if old.sha256 == new.sha256:
        return Difference(old, new, [])
    cases = _cases(old, new)
    return Difference(old, new, [*changes(old, new), *cases.changed], cases.same, cases.silent)


def beside(slug: str, version: str) -> str:
    """The version to lay beside one where none is named: the next later one, of the latest the one before; itself where it is alone."""
    versions = sorted(library().books.get(slug, ()), key=lambda book: (book.since, book.version))
    at = next((number for number, book in enumerate(versions) if book.version == version), None)
    if at is None or len(versions) == 1:
        return version
    return versions[at + 1 if at + 1 < len(versions) else at - 1].version


def _text(name: str) -> Book:
    key, _, sha256 = name.partition("@")
    slug, _, version = key.partition("/")
    if not sha256:
        return library().need(key, timezone.localdate(), "") if version else _newest(slug)
    row = rows_of(slug).filter(version=version, sha256__startswith=sha256).first()
    if row is None:
        raise UnknownBook(slug=name, known=slug)
    return read_row(row.pk, row.sha256)


def _newest(slug: str) -> Book:
    versions = library().books.get(slug, ())
    if not versions:
        raise UnknownBook(slug=slug, known="、".join(library().books) or "—")
    return max(versions, key=lambda book: book.since)


@dataclass(slots=True)
class _Cases:
    """The golden cases of two texts, told apart."""

    changed: list[Change] = field(default_factory=list)
    same: int = 0
    silent: int = 0


def _cases(old: Book, new: Book) -> _Cases:
    """The golden cases of either under both."""
    found, trial = _Cases(), _Trial(library(), faces())
    for row in GoldenCase.objects.filter(book__in={old.key, new.key, old.slug}).order_by("key"):
        case = read_case(located_of(row.content, row.book), Faults())
        if case is None:
            continue
        before, after = trial.told(old, case), trial.told(new, case)
        if before.is_silent_beside(after) or after.is_silent_beside(before):
            found.silent += 1
        elif before.outcome == after.outcome:
            found.same += 1
        else:
            found.changed.append(Change(ChangeKind.CASE, case.says.zh, before.label, after.label, case.says))
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    """What a text says of a case, and whether what is missing for it was told to it at all."""

    explanation: Explanation
    given: Given

    @property
    def outcome(self) -> tuple[Answer, Label | None]:
        """What is compared: the answer; of a text that has nothing to answer, its value."""
        book = self.explanation.book
        return self.explanation.answer, None if book.requires or book.vetoes else self.explanation.value_label

    @property
    def label(self) -> Label:
        """Answer and value in words."""
        label, value = self.explanation.answer.label, self.explanation.value_label
        return Label(f"{label.zh} {value.zh}", f"{label.en} {value.en}") if value else label

    def is_silent_beside(self, other: _Told) -> bool:
        """Whether it is unknown only because the case, which was written for the other text, does not speak of what this one asks."""
        asked = {(gap.fact, int(gap.alias.partition("@")[2] or 0)) for gap in self.explanation.missing}
        return self.outcome != other.outcome and bool(asked) and not asked & set(self.given.facts)


@dataclass(slots=True)
class _Trial:
    """Cases answered under one text after another; each text is linked once a day."""

    books: Library
    known: dict[str, FactFace]
    linked: dict[tuple[str, date], Linked] = field(default_factory=dict)

    def told(self, book: Book, case: Case) -> _Told:
        """What a text says of a case; facts that the text does not know are left out."""
        key = (book.sha256, case.as_of)
        if key not in self.linked:
            self.linked[key] = linked(book, case.as_of, book.place, books=self.books, known=self.known)
        given = given_to(self.linked[key], case.facts, case.as_of)
        return _Told(explain(Evaluation(self.linked[key], given.facts, case.as_of, given.values)), given)
