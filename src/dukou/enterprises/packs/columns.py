"""`columns.yaml`: what the columns of an office's lists are called."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field as Required

from dukou.enterprises.core.columns import Field
from dukou.enterprises.core.headings import stem_of
from dukou.enterprises.models import KnownColumn
from dukou.figures.core.claims import ValueKind
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.schemas import Schema
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section

_FIELDS = [field.value for field in Field]


class ColumnEntry(Schema):
    """One column: `key` is a field of an entry (name, code, …) or an indicator of `indicators.yaml`; `headings` are the words for it.

    A heading is written without year and unit: lists add those, as in 2023年营业收入（万元）.
    """

    key: str
    headings: tuple[str, ...] = Required(min_length=1)


class ColumnSection(Section[ColumnEntry]):
    """A heading means one thing. What left the pack stays known."""

    name: ClassVar[str] = "columns"
    files: ClassVar[str] = "columns.yaml"
    schema = ColumnEntry

    def check(self, entries: dict[str, Entry[ColumnEntry]], contents: Contents) -> list[Fault]:
        """Each key is a field or an indicator of numbers, and no heading stands for two of them."""
        return [*_unknown_keys(entries, contents), *_shared_headings(entries)]

    def wanted(self, entries: dict[str, Entry[ColumnEntry]], contents: Contents) -> dict[str, Fields]:
        """The headings by key."""
        return {key: {"headings": list(entry.data.headings)} for key, entry in entries.items()}

    def current(self) -> dict[str, Fields]:
        """The headings that are stored, by key."""
        return {row.key: {"headings": row.headings} for row in KnownColumn.objects.all()}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the changes."""
        for change in changes:
            KnownColumn.objects.update_or_create(key=change.key, defaults=change.after)


def _unknown_keys(entries: dict[str, Entry[ColumnEntry]], contents: Contents) -> list[Fault]:
    numbers = [key for key, each in contents.of("indicators").items() if each.data.holds is ValueKind.QUANTITY]
    known = [*_FIELDS, *numbers]
    noun = Label("字段或数值指标", "field or indicator of numbers")
    return [contents.unknown(entry, key, known, noun, "key") for key, entry in entries.items() if key not in known]


def _shared_headings(entries: dict[str, Entry[ColumnEntry]]) -> list[Fault]:
    taken: dict[str, str] = {}
    found = []
    for key, entry in entries.items():
        for index, heading in enumerate(entry.data.headings):
            other = taken.setdefault(stem_of(heading), key)
            if other != key:
                what = Label(f"“{heading}”也是“{other}”的表头", f"“{heading}” is a heading of “{other}” as well")
                found.append(entry.fault(what, Label("只留在一处", "leave it in one place"), "headings", index))
    return found
