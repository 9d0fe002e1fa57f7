"""`sources.yaml`: where a district's claims come from."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from dukou.figures.core.origins import Origin
from dukou.figures.models import Source
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.schemas import Schema, Words
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"

STORED = (
    "name_zh",
    "name_en",
    "publisher_zh",
    "publisher_en",
    "place_zh",
    "place_en",
    "known_on",
    "is_known_on_assumed",
    "about_zh",
    "about_en",
    "sha256",
    "origin",
)


class SourceEntry(Schema):
    """One source. `place`: how a place in it is named, e.g. {zh: 第 {place} 段, en: paragraph {place}}.

    `origin`: from whom it has its figures: office (what is left out), firm (the firms reported them) or published. A firm's agent reads of
    his own firm what came from the firm or was published, also where it is kept within the administration.
    """

    key: str = Field(pattern=SLUG)
    title: Words
    publisher: Words | None = None
    known_on: date | None = None
    known_on_assumed: bool = False
    place: Words = Words(zh="第 {place} 段", en="paragraph {place}")
    about: Words | None = None
    sha256: str = ""
    origin: Origin = Origin.OFFICE

    def fields(self) -> Fields:
        """The entry as it is stored."""
        return {
            "name_zh": self.title.zh,
            "name_en": self.title.en,
            "publisher_zh": self.publisher.zh if self.publisher else "",
            "publisher_en": self.publisher.en if self.publisher else "",
            "place_zh": self.place.zh,
            "place_en": self.place.en,
            "known_on": self.known_on,
            "is_known_on_assumed": self.known_on_assumed,
            "about_zh": self.about.zh if self.about else "",
            "about_en": self.about.en if self.about else "",
            "sha256": self.sha256,
            "origin": self.origin.value,
        }


class SourceSection(Section[SourceEntry]):
    """A source is described anew in place; one that left the pack stays, for claims point to it."""

    name: ClassVar[str] = "sources"
    files: ClassVar[str] = "sources.yaml"
    schema = SourceEntry

    def wanted(self, entries: dict[str, Entry[SourceEntry]], contents: Contents) -> dict[str, Fields]:
        """What should be stored, by key."""
        return {key: entry.data.fields() for key, entry in entries.items()}

    def current(self) -> dict[str, Fields]:
        """What is stored, by key."""
        return {row["key"]: {name: row[name] for name in STORED} for row in Source.objects.values("key", *STORED)}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the changes."""
        for change in changes:
            Source.objects.update_or_create(key=change.key, defaults=change.after)
