"""`chain_sets.yaml`: the district's own set of charts and lists, and what can be wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from dukou.chains.core.sets import SheetKind
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.schemas import Schema, Words
from dukou.kit.packfiles.sections import Entry


class SheetEntry(Schema):
    """One chart or list of the set; `name`: what the district calls it, where it differs from the usual word."""

    kind: SheetKind
    name: Words | None = None

    @property
    def label(self) -> Label:
        """What it is called here."""
        return self.name.label if self.name else self.kind.label


class SheetSetEntry(Schema):
    """The set: its name (五图五清单) and its charts and lists in the order in which they are shown."""

    name: Words
    items: tuple[SheetEntry, ...] = Field(min_length=1)


def sheet_faults(entry: Entry[SheetSetEntry]) -> Iterator[Fault]:
    """No kind stands twice: two sheets of one kind would show the same."""
    first: dict[SheetKind, int] = {}
    for position, item in enumerate(entry.data.items):
        if item.kind in first:
            line = entry.located.find(["items", first[item.kind], "kind"]).line
            kind = item.kind.value
            what = Label(f"“{kind}”写了两次（第一次在第 {line} 行）", f"“{kind}” stands twice (first in line {line})")
            yield entry.fault(what, Label("留下一个", "keep one of them"), "items", position, "kind")
        first.setdefault(item.kind, position)
