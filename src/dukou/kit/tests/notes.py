"""A pack section for tests: notes, and topics that they speak of. They are kept as rows of the job table, the kit's only plain one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import Field, field_validator

from dukou.kit.core.labels import Label
from dukou.kit.core.periods import parse_period
from dukou.kit.core.places import Fault
from dukou.kit.core.registry import Registry
from dukou.kit.models import Job
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.schemas import Schema, Words
from dukou.kit.packfiles.sections import Change, Declared, Entry, Fields, Loading, Section


class TopicData(Schema):
    """One file, one topic."""

    name: Words


class NoteData(Schema):
    """A note about a topic."""

    key: str
    topic: str | None = None
    period: str = "2023"
    amount: Decimal = Field(default=Decimal(0), ge=0)
    told_on: date | None = None
    name: Words | None = None

    @field_validator("period")
    @classmethod
    def _is_a_period(cls, text: str) -> str:
        return str(parse_period(text))


class RowSection(Section[Any]):
    """Stores what it is told as rows, by section and key."""

    def wanted(self, entries: dict[str, Entry[Any]], contents: Contents) -> dict[str, Fields]:
        return {key: entry.data.model_dump(mode="json", exclude_none=True) for key, entry in entries.items()}

    def current(self) -> dict[str, Fields]:
        rows = Job.objects.filter(task__startswith=f"{self.name}:").order_by("id")
        return {row.task.partition(":")[2]: row.payload for row in rows}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        for change in changes:
            if change.after.get("amount") == "666":
                raise RuntimeError("the disk is full")
            Job.objects.filter(task=f"{self.name}:{change.key}").delete()
            if change.sort != "removed":
                moment = {"enqueued_at": loading.now, "run_after_at": loading.now}
                Job.objects.create(task=f"{self.name}:{change.key}", payload=change.after, **moment)


class Topics(RowSection):
    """One file is one topic."""

    name, files, many, schema = "topics", "topics/*.yaml", False, TopicData

    def declares(self, entry: Entry[TopicData]) -> list[Declared]:
        return [Declared(f"topic/{entry.key}", entry.data.name.label, "", entry.place)]


class Notes(RowSection):
    """Many in a file; a note that left the pack is taken back."""

    name, files, forgets, schema = "notes", "notes*.yaml", True, NoteData

    def check(self, entries: dict[str, Entry[NoteData]], contents: Contents) -> list[Fault]:
        known = list(contents.declared)
        strange = [entry for entry in entries.values() if entry.data.topic and entry.data.topic not in known]
        return [contents.unknown(entry, str(entry.data.topic), known, Label("主题", "topic"), "topic") for entry in strange]

    def check_stored(self, entries: dict[str, Entry[NoteData]], contents: Contents) -> list[Fault]:
        frozen = [entry for key, entry in entries.items() if self.current().get(key, {}).get("period") == "1999"]
        return [entry.fault(Label("已封存", "it is frozen"), Label("换一个键", "take another key"), "key") for entry in frozen]


def declare_sections(registry: Registry[Section[Any]]) -> None:
    """Register the test sections."""
    registry.add("topics", Topics())
    registry.add("notes", Notes())
