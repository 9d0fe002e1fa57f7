"""The section `permit_paths`: one file, one path."""

from __future__ import annotations

from typing import ClassVar

from dukou.casework.core.notices import version_of
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section
from dukou.projects.core.path_checking import path_wrongs
from dukou.projects.models import PermitPathText
from dukou.projects.packs.path_schemas import SLUG, PermitPathEntry


class PermitPathSection(Section[PermitPathEntry]):
    """A path that left the pack foretells nothing more; its texts stay for the forecasts that were made by them."""

    name: ClassVar[str] = "permit_paths"
    files: ClassVar[str] = "permit_paths/*.yaml"
    many: ClassVar[bool] = False
    forgets: ClassVar[bool] = True
    schema = PermitPathEntry

    def check(self, entries: dict[str, Entry[PermitPathEntry]], contents: Contents) -> list[Fault]:
        """Each path by itself, beside the organisations of its pack."""
        units = list(contents.of("departments"))
        return [fault for entry in entries.values() for fault in _faults(entry, units)]

    def wanted(self, entries: dict[str, Entry[PermitPathEntry]], contents: Contents) -> dict[str, Fields]:
        """What should be stored, by slug."""
        return {key: {"content": entry.data.plain} for key, entry in entries.items()}

    def current(self) -> dict[str, Fields]:
        """What stands, by slug."""
        return {row.slug: {"content": row.content} for row in PermitPathText.objects.filter(replaced_at__isnull=True)}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """A path that reads differently takes the place of the one before, which is kept."""
        for change in changes:
            PermitPathText.objects.filter(slug=change.key, replaced_at__isnull=True).update(replaced_at=loading.now)
            if change.sort != "removed":
                content = change.after["content"]
                PermitPathText.objects.create(slug=change.key, content=content, sha256=version_of(content), stated_at=loading.now)


def _faults(entry: Entry[PermitPathEntry], units: list[str]) -> list[Fault]:
    found = [entry.fault(wrong.what, wrong.cure, *wrong.path) for wrong in path_wrongs(entry.data.plain, units)]
    if not SLUG.fullmatch(entry.key):
        what = Label(f"文件名“{entry.key}”不能作代号", f"the file name “{entry.key}” cannot serve as a key")
        found.append(entry.fault(what, Label("用小写字母、数字和连字符", "use lower-case letters, digits and hyphens")))
    return found
