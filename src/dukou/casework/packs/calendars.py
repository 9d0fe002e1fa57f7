"""`calendars.yaml` as it is stored: a calendar whose notices changed gets one new version, whole."""

from __future__ import annotations

from typing import Any, ClassVar

from dukou.casework.core.notices import calendar_of, version_of
from dukou.casework.models import CalendarVersion
from dukou.casework.packs.notices import gaps, year_faults
from dukou.casework.packs.schemas import YearEntry
from dukou.casework.queries.calendars import calendars_in_force
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section


class CalendarSection(Section[YearEntry]):
    """A year that left the pack stays known: deadlines and receipts rest on it, and what a notice once said does not become unsaid."""

    name: ClassVar[str] = "calendars"
    files: ClassVar[str] = "calendars.yaml"
    schema = YearEntry

    def check(self, entries: dict[str, Entry[YearEntry]], contents: Contents) -> list[Fault]:
        """Each year by itself, no day told twice, no year between that nobody told."""
        return [*year_faults(entries.values()), *gaps(entries.values())]

    def wanted(self, entries: dict[str, Entry[YearEntry]], contents: Contents) -> dict[str, Fields]:
        """What should be stored, by key of the year."""
        return {key: entry.data.plain for key, entry in entries.items()}

    def current(self) -> dict[str, Fields]:
        """What is stored, by key of the year."""
        return {key: year for row in calendars_in_force() for key, year in row.content.items()}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """One new version for each calendar that changed."""
        newest = {row.key: row for row in calendars_in_force()}
        for key in sorted({change.after["calendar"] for change in changes}):
            before = newest.get(key)
            content: dict[str, Any] = dict(before.content) if before else {}
            content |= {change.key: change.after for change in changes if change.after["calendar"] == key}
            CalendarVersion.objects.create(
                key=key,
                number=before.number + 1 if before else 1,
                sha256=version_of(content),
                content=content,
                firm_until=calendar_of(key, content).firm_until,
                stated_at=loading.now,
                stated_by=str(loading.by),
            )
