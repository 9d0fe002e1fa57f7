"""`chain_sets.yaml` as it is stored."""

from __future__ import annotations

from typing import ClassVar

from dukou.chains.models import SheetSet
from dukou.chains.packs.sheets import SheetSetEntry, sheet_faults
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section

KEY = "chain_sets"


class SheetSection(Section[SheetSetEntry]):
    """The whole set is one entry; a pack without it has none."""

    name: ClassVar[str] = "chain_sets"
    files: ClassVar[str] = "chain_sets.yaml"
    many: ClassVar[bool] = False
    forgets: ClassVar[bool] = True
    schema = SheetSetEntry

    def check(self, entries: dict[str, Entry[SheetSetEntry]], contents: Contents) -> list[Fault]:
        """No kind stands twice."""
        return [fault for entry in entries.values() for fault in sheet_faults(entry)]

    def wanted(self, entries: dict[str, Entry[SheetSetEntry]], contents: Contents) -> dict[str, Fields]:
        """What should be stored."""
        return {
            key: {
                "name_zh": entry.data.name.zh,
                "name_en": entry.data.name.en,
                "items": [[item.kind.value, item.label.zh, item.label.en] for item in entry.data.items],
            }
            for key, entry in entries.items()
        }

    def current(self) -> dict[str, Fields]:
        """What is stored."""
        row = SheetSet.objects.first()
        return {} if row is None else {KEY: {name: getattr(row, name) for name in ("name_zh", "name_en", "items")}}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the change."""
        for change in changes:
            SheetSet.objects.all().delete()
            if change.sort != "removed":
                SheetSet.objects.create(pack=loading.pack, **change.after)
