"""Working calendars of a home: the version in force, a version by its row, and all that there are."""

from __future__ import annotations

from dukou.casework.core.calendars import UnknownCalendar, WorkingCalendar
from dukou.casework.core.notices import calendar_of
from dukou.casework.models import CalendarVersion

_read: dict[str, WorkingCalendar] = {}  # by hash of what it says, which holds its name: a version never changes


def calendar_in_force(key: str) -> tuple[WorkingCalendar, int]:
    """The newest version of the calendar and the number of its row. One small query; what a version says is read once per process."""
    newest = CalendarVersion.objects.filter(key=key).order_by("-number").values_list("pk", "sha256").first()
    if newest is None:
        raise UnknownCalendar.beside(key, CalendarVersion.objects.order_by("key").values_list("key", flat=True).distinct())
    return _version(*newest), newest[0]


def calendar_version(pk: int) -> WorkingCalendar:
    """One version, by its row: what a deadline was reckoned with."""
    return _version(pk, CalendarVersion.objects.values_list("sha256", flat=True).get(pk=pk))


def calendars_in_force() -> list[CalendarVersion]:
    """The rows of all calendars in force, by name."""
    newest = {row.key: row for row in CalendarVersion.objects.order_by("key", "number")}  # later ones take the place of earlier ones
    return list(newest.values())


def _version(pk: int, sha256: str) -> WorkingCalendar:
    if sha256 not in _read:
        row = CalendarVersion.objects.get(pk=pk)
        _read[sha256] = calendar_of(row.key, row.content)
    return _read[sha256]
