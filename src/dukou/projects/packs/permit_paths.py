"""The section `permit_paths`: one file, one path."""

from __future__ import annotations

from typing import ClassVar

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section
from dukou.projects.core.path_checking import path_wrongs
from dukou.projects.packs.path_schemas import SLUG, PermitPathEntry


class PermitPathSection(Section[PermitPathEntry]):
    """It is read and checked with its pack and stores nothing: the room has no tables yet, and a path is read where it stands."""

    name: ClassVar[str] = "permit_paths"
    files: ClassVar[str] = "permit_paths/*.yaml"
    many: ClassVar[bool] = False
    schema = PermitPathEntry

    def check(self, entries: dict[str, Entry[PermitPathEntry]], contents: Contents) -> list[Fault]:
        """Each path by itself, beside the organisations of its pack."""
        units = list(contents.of("departments"))
        return [fault for entry in entries.values() for fault in _faults(entry, units)]

    def wanted(self, entries: dict[str, Entry[PermitPathEntry]], contents: Contents) -> dict[str, Fields]:
        """Nothing is stored."""
        return {}

    def current(self) -> dict[str, Fields]:
        """Nothing is stored."""
        return {}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Nothing is stored."""


def _faults(entry: Entry[PermitPathEntry], units: list[str]) -> list[Fault]:
    found = [entry.fault(wrong.what, wrong.cure, *wrong.path) for wrong in path_wrongs(entry.data.plain, units)]
    if not SLUG.fullmatch(entry.key):
        what = Label(f"文件名“{entry.key}”不能作代号", f"the file name “{entry.key}” cannot serve as a key")
        found.append(entry.fault(what, Label("用小写字母、数字和连字符", "use lower-case letters, digits and hyphens")))
    return found
