"""`chains/*.yaml` as they are stored: a changed map is a new text beside the old one."""

from __future__ import annotations

from typing import ClassVar

from dukou.chains.core.written import chain_plain
from dukou.chains.models import ChainText
from dukou.chains.packs.checks import chain_faults, declared_nodes
from dukou.chains.packs.schemas import ChainEntry, chain_of
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Change, Declared, Entry, Fields, Loading, Section

_COLUMNS = ("version", "since", "order", "name_zh", "name_en")


class ChainSection(Section[ChainEntry]):
    """A chain that left the pack leaves the pages; its texts stay for the assessments that rest on them."""

    name: ClassVar[str] = "chains"
    files: ClassVar[str] = "chains/*.yaml"
    many: ClassVar[bool] = False
    forgets: ClassVar[bool] = True
    schema = ChainEntry

    def declares(self, entry: Entry[ChainEntry]) -> list[Declared]:
        """The nodes, as subjects of tags and claims."""
        return declared_nodes(entry)

    def check(self, entries: dict[str, Entry[ChainEntry]], contents: Contents) -> list[Fault]:
        """Each map by itself and beside the rest of the pack."""
        return [fault for entry in entries.values() for fault in chain_faults(entry, contents)]

    def check_stored(self, entries: dict[str, Entry[ChainEntry]], contents: Contents) -> list[Fault]:
        """A version is given to one text only: whoever changes a map counts on."""
        if not entries:
            return []
        texts = {row.slug: row for row in ChainText.objects.filter(replaced_at__isnull=True)}
        found = []
        for key, entry in entries.items():
            row = texts.get(key)
            if row and row.version == entry.data.version and row.content != chain_plain(chain_of(key, entry.data)):
                what = Label(f"图谱改了，版本还是 {row.version}", f"the map has changed, and its version is still {row.version}")
                found.append(entry.fault(what, Label("写一个新的版本号", "give it a new version"), "version"))
        return found

    def wanted(self, entries: dict[str, Entry[ChainEntry]], contents: Contents) -> dict[str, Fields]:
        """What should be stored, by key."""
        return {
            key: {
                "version": entry.data.version,
                "since": entry.data.since.isoformat(),
                "order": entry.data.order,
                "name_zh": entry.data.name.zh,
                "name_en": entry.data.name.en,
                "about": entry.data.about.model_dump() if entry.data.about else None,
                "content": chain_plain(chain_of(key, entry.data)),
            }
            for key, entry in entries.items()
        }

    def current(self) -> dict[str, Fields]:
        """What is stored, by key."""
        return {
            row.slug: {
                "version": row.version,
                "since": row.since.isoformat(),
                "order": row.order,
                "name_zh": row.name_zh,
                "name_en": row.name_en,
                "about": row.about,
                "content": row.content,
            }
            for row in ChainText.objects.filter(replaced_at__isnull=True)
        }

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the changes: a map that reads differently is replaced, one that only moved in the order is not."""
        standing = {row.slug: row for row in ChainText.objects.filter(replaced_at__isnull=True)}
        for change in changes:
            row = standing.get(change.key)
            if row is not None and change.sort != "removed" and row.content == change.after["content"]:
                ChainText.objects.filter(pk=row.pk).update(**change.after)
                continue
            if row is not None:
                row.replaced_at = loading.now
                row.save(update_fields=["replaced_at"])
            if change.sort != "removed":
                ChainText.objects.create(slug=change.key, pack=loading.pack, stated_at=loading.now, **change.after)
