"""`papers.yaml`: the papers that measures ask for, who holds them, and which facts they prove."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.schemas import Schema, Words
from dukou.kit.packfiles.sections import Change, Entry, Loading, Section
from dukou.kit.packfiles.sections import Fields as Stored
from dukou.policies.models import Paper
from dukou.policies.packs.written import SLUG
from dukou.rules.queries.catalogue import faces_of_pack


class PaperEntry(Schema):
    """One paper. `held_by`: the office that has it, so that nobody is asked for it; without it the firm hands it in."""

    key: str = Field(pattern=SLUG)
    name: Words
    held_by: str | None = None
    proves: tuple[str, ...] = ()


class PaperSection(Section[PaperEntry]):
    """Papers are bettered in place; one that left the pack stays, for claims name it."""

    name: ClassVar[str] = "papers"
    files: ClassVar[str] = "papers.yaml"
    schema = PaperEntry

    def check(self, entries: dict[str, Entry[PaperEntry]], contents: Contents) -> list[Fault]:
        """Offices and facts are there."""
        departments, facts = list(contents.of("departments")), list(faces_of_pack(contents))
        found = []
        for entry in entries.values():
            if entry.data.held_by is not None and entry.data.held_by not in departments:
                found.append(contents.unknown(entry, entry.data.held_by, departments, Label("单位", "organisation"), "held_by"))
            found += [
                contents.unknown(entry, fact, facts, Label("事实项", "fact"), "proves", position)
                for position, fact in enumerate(entry.data.proves)
                if fact not in facts
            ]
        return found

    def wanted(self, entries: dict[str, Entry[PaperEntry]], contents: Contents) -> dict[str, Stored]:
        """What should be stored, by key."""
        return {
            key: {
                "name_zh": entry.data.name.zh,
                "name_en": entry.data.name.en,
                "holder": entry.data.held_by or "",
                "proves": list(entry.data.proves),
            }
            for key, entry in entries.items()
        }

    def current(self) -> dict[str, Stored]:
        """What is stored, by key."""
        return {
            row.key: {"name_zh": row.name_zh, "name_en": row.name_en, "holder": row.holder, "proves": row.proves}
            for row in Paper.objects.all()
        }

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the changes."""
        for change in changes:
            Paper.objects.update_or_create(key=change.key, defaults=change.after)
