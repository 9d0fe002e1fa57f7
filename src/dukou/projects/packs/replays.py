"""The section `replays`: one file, one story, read and checked with its pack."""

from __future__ import annotations

from typing import Any, ClassVar

from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section
from dukou.projects.packs.replay_checks import replay_faults
from dukou.projects.packs.replay_schemas import ReplayEntry


class ReplaySection(Section[ReplayEntry]):
    """A story keeps nothing in a home: it is told from the pack's figures whenever it is asked for, so loading a pack only checks it."""

    name: ClassVar[str] = "replays"
    files: ClassVar[str] = "replays/*.yaml"
    many: ClassVar[bool] = False
    schema = ReplayEntry

    def check(self, entries: dict[str, Entry[ReplayEntry]], contents: Contents) -> list[Fault]:
        """Each story beside the figures, subjects and sources of its pack."""
        return [fault for entry in entries.values() for fault in replay_faults(entry, contents)]

    def wanted(self, entries: dict[str, Entry[ReplayEntry]], contents: Contents) -> dict[str, Fields]:
        """Nothing is stored."""
        return {}

    def current(self) -> dict[str, Fields]:
        """Nothing is stored."""
        return {}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Nothing is stored; there is no change to write."""


def stories(contents: Contents) -> dict[str, Entry[Any]]:
    """The stories of a pack, by slug."""
    return contents.of(ReplaySection.name)
