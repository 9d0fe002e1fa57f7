"""Made-up values that several tests of the room share."""

from __future__ import annotations

from datetime import date

from dukou.casework.core.calendars import DayKind, NamedDay, WorkingCalendar
from dukou.kit.core.labels import Label


def _named(on: date, kind: DayKind, name: Label) -> tuple[date, NamedDay]:
    return on, NamedDay(on, kind, name)


NATIONAL_DAY = Label("国庆节", "National Day")
# a few days of autumn 2026 as the notice moves them (the field note's vectors); the rest of the calendar follows the week
CALENDAR = WorkingCalendar(
    "cn",
    "made-up",
    date(2025, 1, 1),
    date(2026, 12, 31),
    dict(
        [
            *(_named(date(2026, 10, day), DayKind.HOLIDAY, NATIONAL_DAY) for day in range(1, 8)),
            _named(date(2026, 9, 20), DayKind.MAKE_UP, NATIONAL_DAY),
            _named(date(2026, 10, 10), DayKind.MAKE_UP, NATIONAL_DAY),
        ]
    ),
)
