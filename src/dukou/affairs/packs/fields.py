"""The section `form_fields`: what can be asked, each once for all affairs. It is stored with the affairs that use it."""

from __future__ import annotations

from typing import ClassVar

from dukou.affairs.core.checking import concept_wrongs
from dukou.affairs.core.concepts import Concept
from dukou.affairs.packs.schemas import FieldEntry
from dukou.affairs.packs.told import faults_of
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section


class FieldSection(Section[FieldEntry]):
    """It keeps no rows of its own: a text of an affair is pinned with the words that it uses."""

    name: ClassVar[str] = "form_fields"
    files: ClassVar[str] = "form_fields.yaml"
    schema = FieldEntry

    def check(self, entries: dict[str, Entry[FieldEntry]], contents: Contents) -> list[Fault]:
        """Each concept by itself: what stands nowhere but in its own entry can be wrong there."""
        return [
            fault
            for entry in entries.values()
            for fault in faults_of(entry, concept_wrongs(concept_of(entry), tuple(each.key for each in entry.data.choices)))
        ]

    def wanted(self, entries: dict[str, Entry[FieldEntry]], contents: Contents) -> dict[str, Fields]:
        """Nothing of its own."""
        return {}

    def current(self) -> dict[str, Fields]:
        """Nothing of its own."""
        return {}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Nothing of its own."""


def concept_of(entry: Entry[FieldEntry]) -> Concept:
    """The concept that an entry tells."""
    return Concept.read(entry.key, entry.data.plain)


def concepts_of(contents: Contents) -> dict[str, Concept]:
    """The whole dictionary of a pack."""
    return {key: concept_of(entry) for key, entry in contents.of(FieldSection.name).items()}
