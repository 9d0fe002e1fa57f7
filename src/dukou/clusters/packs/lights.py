"""`lights.yaml`: by which rule book lights are given, and against which baselines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from dukou.clusters.core.facts import OF_LIGHTS
from dukou.clusters.core.lights import COLOURS, BaselineKind
from dukou.clusters.models import LightPolicy
from dukou.clusters.packs.written import SLUG, about_fields
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.schemas import Schema, Words
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section
from dukou.rules.core.books import Book, Table
from dukou.rules.core.facts import SubjectKind
from dukou.rules.core.reading import read_book

_COLOURS = {light.value for light in COLOURS}


class LightEntry(Schema):
    """One policy. `book`: the rule book about clusters whose value is the light (green, yellow or red), of `place` where it is a local one.

    `baseline`: the baselines in the order in which they are preferred; the first that has a figure decides.
    """

    key: str = Field(pattern=SLUG)
    name: Words
    baseline: tuple[BaselineKind, ...]
    book: str = Field(pattern=SLUG)
    place: str = Field("", pattern=r"^\d{0,12}$")
    about: Words | None = None


class LightSection(Section[LightEntry]):
    """Policies are bettered in place; one that left the pack stays, for clusters may still name it."""

    name: ClassVar[str] = "lights"
    files: ClassVar[str] = "lights.yaml"
    schema = LightEntry

    def check(self, entries: dict[str, Entry[LightEntry]], contents: Contents) -> list[Fault]:
        """The rule book is there and gives lights, and no baseline is named twice."""
        return [fault for entry in entries.values() for fault in _faults(entry, contents)]

    def wanted(self, entries: dict[str, Entry[LightEntry]], contents: Contents) -> dict[str, Fields]:
        """What should be stored, by key."""
        return {
            key: {
                "name_zh": entry.data.name.zh,
                "name_en": entry.data.name.en,
                "baselines": [kind.value for kind in entry.data.baseline],
                "book": entry.data.book,
                "place": entry.data.place,
                **about_fields(entry.data.about),
            }
            for key, entry in entries.items()
        }

    def current(self) -> dict[str, Fields]:
        """What is stored, by key."""
        names = ("name_zh", "name_en", "baselines", "book", "place", "about_zh", "about_en")
        return {row.key: {name: getattr(row, name) for name in names} for row in LightPolicy.objects.all()}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the changes."""
        for change in changes:
            LightPolicy.objects.update_or_create(key=change.key, defaults=change.after)


def books_of_lights(contents: Contents) -> set[str]:
    """The rule books that give lights."""
    return {entry.data.book for entry in contents.of(LightSection.name).values()}


def _faults(entry: Entry[LightEntry], contents: Contents) -> Iterator[Fault]:
    data, books = entry.data, list(contents.of("rules").values())
    versions = [read_book(each.located)[0] for each in books if each.data.book == data.book]
    if not versions:
        yield contents.unknown(entry, data.book, sorted({each.data.book for each in books}), Label("规则书", "rule book"), "book")
    for wrong in (_wrong(book) for book in versions if book is not None):  # one that cannot be read tells its own faults
        if wrong is not None:
            yield entry.fault(*wrong, "book")
    if not data.baseline:
        kinds = "、".join(kind.value for kind in BaselineKind), ", ".join(kind.value for kind in BaselineKind)
        cure = Label(f"至少写一种：{kinds[0]}", f"name at least one of {kinds[1]}")
        yield entry.fault(Label("没有写基准", "no baseline is named"), cure, "baseline")
    if len(set(data.baseline)) < len(data.baseline):
        yield entry.fault(Label("基准写了两次", "a baseline is named twice"), Label("每种留下一个", "keep one of each"), "baseline")


def _wrong(book: Book) -> tuple[Label, Label] | None:
    """Why a rule book cannot give lights, and what to do; None where it can."""
    if book.kind is not SubjectKind.CLUSTER:
        what = Label(f"“{book.key}”说的是{book.kind.label.zh}", f"“{book.key}” is about: {book.kind.label.en}")
        return what, Label("写一部 subject: cluster 的规则书", "name a rule book with subject: cluster")
    table = book.definitions.get(book.value)
    if not isinstance(table, Table) or not table.outputs or not set(table.outputs) <= _COLOURS:
        what = Label(f"“{book.key}”给出的不是灯色", f"“{book.key}” does not give lights")
        return what, Label("value 写一张表，只给 green、yellow、red", "let value be a table that gives green, yellow and red only")
    foreign = [used.fact for used in book.facts.values() if used.fact not in OF_LIGHTS]
    if foreign:
        what = Label(
            f"“{book.key}”用了“{foreign[0]}”，判灯时不知道它", f"“{book.key}” names “{foreign[0]}”, which no light can be judged by"
        )
        return what, Label(f"只用：{'、'.join(OF_LIGHTS)}", f"name only: {', '.join(OF_LIGHTS)}")
    return None
