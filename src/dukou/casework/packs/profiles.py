"""`profiles/*.yaml` as they are stored: a changed profile is a new text beside the old one, for the cases that began under it."""

from __future__ import annotations

from typing import Any, ClassVar

from dukou.casework.core.notices import version_of
from dukou.casework.models import ProfileText
from dukou.casework.packs.clocks import profile_faults
from dukou.casework.packs.schemas import ProfileEntry
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section


class ProfileSection(Section[ProfileEntry]):
    """A profile that left the pack opens no new case; its texts stay for those that are pinned to them."""

    name: ClassVar[str] = "profiles"
    files: ClassVar[str] = "profiles/*.yaml"
    many: ClassVar[bool] = False
    forgets: ClassVar[bool] = True
    schema = ProfileEntry

    def check(self, entries: dict[str, Entry[ProfileEntry]], contents: Contents) -> list[Fault]:
        """Each profile by itself, and its calendar beside the pack."""
        return [fault for entry in entries.values() for fault in profile_faults(entry, contents)]

    def wanted(self, entries: dict[str, Entry[ProfileEntry]], contents: Contents) -> dict[str, Fields]:
        """What should be stored, by key."""
        return {key: {"order": entry.data.order, "content": entry.data.plain} for key, entry in entries.items()}

    def current(self) -> dict[str, Fields]:
        """What stands, by key."""
        return {row.key: {"order": row.order, "content": row.content} for row in ProfileText.objects.filter(replaced_at__isnull=True)}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the changes: a profile that reads differently is replaced, one that only moved in the order is not."""
        standing = {row.key: row for row in ProfileText.objects.filter(replaced_at__isnull=True)}
        for change in changes:
            row = standing.get(change.key)
            if row is not None and change.sort != "removed" and row.content == change.after["content"]:
                row.order = change.after["order"]
                row.save(update_fields=["order"])
                continue
            if row is not None:
                row.replaced_at = loading.now
                row.save(update_fields=["replaced_at"])
            if change.sort != "removed":
                _state(change.key, change.after["order"], change.after["content"], loading)


def _state(key: str, order: int, content: dict[str, Any], loading: Loading) -> None:
    sha256 = version_of(content)
    ProfileText.objects.create(key=key, order=order, content=content, sha256=sha256, stated_at=loading.now)
