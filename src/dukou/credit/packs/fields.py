"""`fields/*.yaml` as they are stored: a changed file is a new text beside the old one, for the grades that were given by it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from dukou.casework.core.notices import version_of
from dukou.credit.models import FieldText
from dukou.credit.packs.checks import field_faults
from dukou.credit.packs.leaning import leaning_faults
from dukou.credit.packs.schemas import FieldEntry
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section


class FieldSection(Section[FieldEntry]):
    """A field that left the pack is graded no more; its texts and grades stay."""

    name: ClassVar[str] = "fields"
    files: ClassVar[str] = "fields/*.yaml"
    many: ClassVar[bool] = False
    forgets: ClassVar[bool] = True
    schema = FieldEntry

    def check(self, entries: dict[str, Entry[FieldEntry]], contents: Contents) -> list[Fault]:
        """Each field by itself and beside the units, rule books and the default policy of the pack."""
        return [fault for entry in entries.values() for fault in (*field_faults(entry, contents), *leaning_faults(entry, contents))]

    def wanted(self, entries: dict[str, Entry[FieldEntry]], contents: Contents) -> dict[str, Fields]:
        """What should be stored, by slug."""
        return {key: {"content": entry.data.plain} for key, entry in entries.items()}

    def current(self) -> dict[str, Fields]:
        """What stands, by slug."""
        return {row.key: {"content": row.content} for row in FieldText.objects.filter(replaced_at__isnull=True)}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the changes; the text that stood stays beside them."""
        for change in changes:
            FieldText.objects.filter(key=change.key, replaced_at__isnull=True).update(replaced_at=loading.now)
            if change.sort != "removed":
                content: dict[str, Any] = change.after["content"]
                FieldText.objects.create(key=change.key, content=content, sha256=version_of(content), stated_at=loading.now)


def books_of_fields(contents: Contents) -> Collection[str]:
    """The rule books that fields name."""
    found: set[str] = set()
    for entry in contents.of(FieldSection.name).values():
        for version in entry.data.versions:
            found |= {each.book for each in (*version.items, *version.direct, *version.bounds) if each.book}
    return found
