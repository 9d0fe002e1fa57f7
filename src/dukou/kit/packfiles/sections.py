"""What a room declares in its `packs.py`: which files it reads, how it checks them, and how it stores what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, TypeVar

from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault, Place
from dukou.kit.core.registry import Registry
from dukou.kit.packfiles.nodes import Located
from dukou.kit.packfiles.schemas import Schema

if TYPE_CHECKING:
    from dukou.kit.packfiles.reading import Contents

M = TypeVar("M", bound=Schema)
Fields = dict[str, Any]  # one stored entry as plain JSON values, so that two of them can be compared


@dataclass(frozen=True, slots=True)
class Entry(Generic[M]):
    """One checked entry of a pack: its key, its data and where it stands."""

    key: str
    data: M
    located: Located

    @property
    def place(self) -> Place:
        """Where the entry begins."""
        return self.located.place

    def fault(self, what: Label, cure: Label, *path: str | int) -> Fault:
        """A fault of this entry, at the value that `path` leads to."""
        return Fault(self.located.find(path), what, cure)


@dataclass(frozen=True, slots=True)
class Declared:
    """A subject that a pack introduces, such as `cluster/noodles`; other entries may speak of it by its reference."""

    ref: str
    label: Label
    parent: str
    place: Place


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between a pack and what is stored."""

    section: str
    key: str
    sort: Literal["added", "changed", "removed"]
    before: Fields
    after: Fields

    def changed_fields(self) -> dict[str, tuple[Any, Any]]:
        """Before and after of each field that differs."""
        keys = [*self.before, *(key for key in self.after if key not in self.before)]
        pairs = {key: (self.before.get(key), self.after.get(key)) for key in keys}
        return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


@dataclass(frozen=True, slots=True)
class Loading:
    """The circumstances of one load: who, when, on which day, and why."""

    by: Actor
    now: datetime
    on: date
    reason: str
    pack: str


class Section(Generic[M]):
    """One kind of entry in a pack. Rooms subclass it and register an instance with `SECTIONS.add(name, …)`.

    `files`: glob below the pack's root. `many`: a file holds `{name: [entries]}` with optional `defaults`; otherwise one file is one
    entry and its key is the file's name. `forgets`: an entry that left the pack is taken back; otherwise it stays as it is.
    `wanted` and `current` speak the same plain fields, so that loading twice changes nothing.
    """

    name: ClassVar[str]
    files: ClassVar[str]
    many: ClassVar[bool] = True
    forgets: ClassVar[bool] = False
    schema: type[M]

    def key_of(self, data: M, stem: str) -> str:
        """The entry's key: its `key` in a file of many, the file's name otherwise."""
        return str(getattr(data, "key", stem)) if self.many else stem

    def declares(self, entry: Entry[M]) -> list[Declared]:
        """The subjects this entry introduces."""
        return []

    def parents(self, contents: Contents) -> dict[str, str]:
        """Parents of declared subjects that show only when everything is declared: parent by reference."""
        return {}

    def check(self, entries: dict[str, Entry[M]], contents: Contents) -> list[Fault]:
        """Faults that show only when entries are seen together. It asks no database: a pack is checked before there is a home."""
        return []

    def check_stored(self, entries: dict[str, Entry[M]], contents: Contents) -> list[Fault]:
        """Faults that show only beside what is stored."""
        return []

    def differences(self, contents: Contents) -> list[Change]:
        """What writing the pack would change here."""
        wanted, current = self.wanted(contents.of(self.name), contents), self.current()
        found: list[Change] = []
        for key, after in wanted.items():
            before = current.get(key)
            if before is None:
                found.append(Change(self.name, key, "added", {}, after))
            elif before != after:
                found.append(Change(self.name, key, "changed", before, after))
        gone = [key for key in current if key not in wanted] if self.forgets else []
        return found + [Change(self.name, key, "removed", current[key], {}) for key in gone]

    def wanted(self, entries: dict[str, Entry[M]], contents: Contents) -> dict[str, Fields]:
        """What should be stored, by key."""
        raise NotImplementedError

    def current(self) -> dict[str, Fields]:
        """What is stored now, by key."""
        raise NotImplementedError

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the changes; a part of the act `load_pack`, inside its transaction and under its audit event."""
        raise NotImplementedError


SECTIONS: Registry[Section[Any]] = Registry("pack section")
