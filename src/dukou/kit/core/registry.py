"""A typed registry that refuses duplicates: how rooms bring variety without anyone listing it by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class AlreadyRegistered(Exception):
    """Two entries claim one key; the message names both."""


class Registry(Generic[T]):
    """Entries by key, in the order in which they were registered."""

    def __init__(self, noun: str) -> None:
        self.noun = noun
        self._entries: dict[str, T] = {}

    def add(self, key: str, entry: T) -> T:
        """Register `entry`; a second, different one under the same key is refused."""
        present = self._entries.setdefault(key, entry)
        if present is not entry:
            raise AlreadyRegistered(f"{self.noun} {key!r}: {present!r} is there already, {entry!r} refused")
        return entry

    def __getitem__(self, key: str) -> T:
        return self._entries[key]

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[T]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def keys(self) -> list[str]:
        """The keys, in the order of registration."""
        return list(self._entries)
