"""Rule books tried out: a pack's files checked, and a new text laid beside the one in force."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.core.refusals import Refusal
from dukou.kit.packfiles.reading import PACK_FILE, read_pack
from dukou.rules.core.books import Book
from dukou.rules.core.cases import Case, read_case
from dukou.rules.core.changes import Change, ChangeKind, changes
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.explaining import Explanation, explain
from dukou.rules.core.facts import FactFace
from dukou.rules.core.inputs import given_to
from dukou.rules.core.libraries import Library, UnknownBook
from dukou.rules.core.linking import Linked
from dukou.rules.core.reading.fields import Faults
from dukou.rules.models import GoldenCase
from dukou.rules.queries.books import library, linked, located_of, read_row, rows_of
from dukou.rules.queries.catalogue import faces


class NotInPack(Refusal):
    """A rule book is checked in its pack, for it names facts and books of it."""

    code = "rules.not_in_pack"
    what = Label("没有检查“{path}”", "“{path}” was not checked")
    why = Label("它不是数据包的文件夹，也不在数据包里", "it is no folder of a pack, and lies in none")
    cure = Label("给数据包的文件夹，或其中 rules/ 下的文件", "name the folder of a pack, or a file beneath its rules/")


@dataclass(frozen=True, slots=True)
class Report:
    """How many rule books and cases were looked at, and what stands against them."""

    books: int
    cases: int
    faults: list[Fault]


def checked_file(path: Path) -> Report:
    """The rule books of a pack, or one file of them, with their golden cases. No database is asked."""
    whole = path.resolve()
    root = next((each for each in (whole, *whole.parents) if (each / PACK_FILE).is_file()), None)
    if root is None:
        raise NotInPack(path=path)
    contents = read_pack(root, beside_stored=False)
    books, cases, faults = list(contents.of("rules").values()), list(contents.of("cases").values()), contents.faults
    if whole != root:
        name = whole.relative_to(root.parent).as_posix()
        stem = name.removesuffix(".yaml").removesuffix(".cases")
        beside = {name, f"{stem}.yaml", f"{stem}.cases.yaml"}
        books = [entry for entry in books if entry.place.file in beside]
        cases = [entry for entry in cases if entry.place.file in beside]
        faults = [fault for fault in faults if fault.place.file in beside]
    return Report(len(books), len(cases), faults)


@dataclass(frozen=True, slots=True)
class Difference:
    """A version beside another: what differs in it, and which golden cases answer otherwise."""

    old: Book
    new: Book
    lines: list[Change]

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it."""
        return {"old": self.old.key, "new": self.new.key, "changes": [line.as_dict() for line in self.lines]}


def changes_between(old: str, new: str) -> Difference:
    """Two versions beside each other. `slug/version` is the released text, `slug/version@sha` (its first digits) any stored one."""
    before, after = _text(old), _text(new)
    if before.sha256 == after.sha256:
        return Difference(before, after, [])
    return Difference(before, after, [*changes(before, after), *_cases_changed(before, after)])


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


def _cases_changed(old: Book, new: Book) -> list[Change]:
    """The golden cases of either that answer otherwise under the other text."""
    found: list[Change] = []
    trial = _Trial(library(), faces())
    for row in GoldenCase.objects.filter(book__in={old.key, new.key, old.slug}).order_by("key"):
        case = read_case(located_of(row.content, row.book), Faults())
        if case is None:
            continue
        before, after = trial.told(old, case), trial.told(new, case)
        if before != after:
            found.append(Change(ChangeKind.CASE, case.says.zh, before, after))
    return found


@dataclass(slots=True)
class _Trial:
    """Cases answered under one text after another; each text is linked once a day."""

    books: Library
    known: dict[str, FactFace]
    linked: dict[tuple[str, date], Linked] = field(default_factory=dict)

    def told(self, book: Book, case: Case) -> Label:
        """The answer and value of a case under a text, in words; facts that the text does not know are left out."""
        key = (book.sha256, case.as_of)
        if key not in self.linked:
            self.linked[key] = linked(book, case.as_of, book.place, books=self.books, known=self.known)
        given = given_to(self.linked[key], case.facts, case.as_of)
        told: Explanation = explain(Evaluation(self.linked[key], given.facts, case.as_of, given.values))
        label = told.answer.label
        return Label(f"{label.zh} {told.value_label.zh}", f"{label.en} {told.value_label.en}") if told.value_label else label
