"""The calendars that come with the program, for whoever reckons a deadline without a home. Only their file is read, not the whole pack."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from dukou.casework.core.calendars import UnknownCalendar, WorkingCalendar
from dukou.casework.core.notices import calendar_of
from dukou.casework.packs.calendars import CalendarSection
from dukou.casework.packs.schemas import YearEntry
from dukou.kit.packfiles.nodes import read_yaml


def shipped_calendar(key: str) -> WorkingCalendar:
    """The shipped calendar of this name; refused where there is none."""
    notices = shipped_notices()
    if key not in notices:
        raise UnknownCalendar.beside(key, notices)
    return calendar_of(key, notices[key])


@cache
def shipped_notices() -> dict[str, dict[str, Any]]:
    """The notices of every shipped calendar, by calendar and entry, as a home would store them. Tests hold the file without faults."""
    path = Path(settings.SHIPPED_PACKS) / "national" / CalendarSection.files
    located, _ = read_yaml(path.read_text(encoding="utf-8"), path.name)
    plain: Any = located.plain if located else {}
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for told in plain[CalendarSection.name]:
        year = YearEntry.model_validate(plain.get("defaults", {}) | told)
        found[year.calendar][year.key] = year.plain
    return dict(found)
