"""A calendar out of the yearly notices as packs write them and homes store them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from dukou.casework.core.calendars import DayKind, NamedDay, WorkingCalendar
from dukou.kit.core.labels import Label

Notice = Mapping[str, Any]  # one year: {"calendar", "year", "notice", "firm_until", "holidays": [{"name", "from", "until", "make_up"}]}
FIRM_UNTIL = (12, 28)  # month and day; the next notice may still move what comes after, and has never reached further back


def calendar_of(key: str, content: Mapping[str, Notice]) -> WorkingCalendar:
    """The calendar `key` out of its notices by entry; a KeyError or ValueError where they do not tell one."""
    years = [int(notice["year"]) for notice in content.values()]
    firm_until = max(date.fromisoformat(notice["firm_until"]) for notice in content.values())
    named = {day.on: day for notice in content.values() for day in named_days(notice)}
    return WorkingCalendar(key, version_of(content), date(min(years), 1, 1), firm_until, named)


def named_days(notice: Notice) -> Iterator[NamedDay]:
    """The days that one notice moves, each with its festival."""
    for holiday in notice["holidays"]:
        name = Label(holiday["name"]["zh"], holiday["name"]["en"])
        first, last = date.fromisoformat(holiday["from"]), date.fromisoformat(holiday["until"])
        for distance in range((last - first).days + 1):
            yield NamedDay(first + timedelta(days=distance), DayKind.HOLIDAY, name)
        for told in holiday["make_up"]:
            yield NamedDay(date.fromisoformat(told), DayKind.MAKE_UP, name)


def version_of(content: Mapping[str, Any]) -> str:
    """The hash of what is said, whatever the order of its keys."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
