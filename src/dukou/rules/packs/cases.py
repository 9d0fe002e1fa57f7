"""`rules/*.cases.yaml`: the golden cases of rule books."""

from __future__ import annotations

import hashlib
import json
from typing import ClassVar

from pydantic import ConfigDict

from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.schemas import Schema
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section
from dukou.rules.models import GoldenCase


class CaseEntry(Schema):
    """One case; what stands in it is read beside its book (`core.cases`)."""

    model_config = ConfigDict(extra="allow", frozen=True)

    book: str

    @property
    def key(self) -> str:
        """The book and the hash of what the case says: cases have no names, and the same one twice is one too many."""
        told = json.dumps({"book": self.book} | (self.model_extra or {}), ensure_ascii=False, sort_keys=True)
        return f"{self.book}#{hashlib.sha256(told.encode()).hexdigest()[:16]}"


class CaseSection(Section[CaseEntry]):
    """Cases are kept so that a proposed version can be tried on them; those that left the pack are forgotten."""

    name: ClassVar[str] = "cases"
    files: ClassVar[str] = "rules/*.cases.yaml"
    forgets: ClassVar[bool] = True
    schema = CaseEntry

    def wanted(self, entries: dict[str, Entry[CaseEntry]], contents: Contents) -> dict[str, Fields]:
        """What should be stored, by key."""
        return {key: {"book": entry.data.book, "content": entry.located.plain} for key, entry in entries.items()}

    def current(self) -> dict[str, Fields]:
        """What is stored, by key."""
        return {row.key: {"book": row.book, "content": row.content} for row in GoldenCase.objects.all()}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the changes."""
        GoldenCase.objects.filter(key__in=[change.key for change in changes if change.sort == "removed"]).delete()
        kept = [change for change in changes if change.sort != "removed"]
        GoldenCase.objects.bulk_create([GoldenCase(key=change.key, **change.after) for change in kept])
