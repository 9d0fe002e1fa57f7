"""Working calendars: the version in force, a version by its row, and the one that is shipped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from dukou.casework.core.calendars import WorkingCalendar
from dukou.casework.core.notices import calendar_of
from dukou.casework.models import CalendarVersion
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.packfiles.reading import read_pack

_read: dict[str, WorkingCalendar] = {}  # by hash of what it says and its key: a version never changes


class UnknownCalendar(Refusal):
    """A calendar name that nobody introduced. It is never taken for another one."""

    code = "casework.unknown_calendar"
    what = Label("没有算出期限", "no deadline was reckoned")
    why = Label("没有叫“{calendar}”的工作日历；有：{known}", "there is no working calendar “{calendar}”; there are: {known}")
    cure = Label("改正名称，或在数据包的 calendars.yaml 里写出它", "correct the name, or write it in calendars.yaml of the pack")


def calendar_in_force(key: str) -> tuple[WorkingCalendar, int]:
    """The newest version of the calendar and the number of its row. Costs one small query; what it says is read once per process."""
    newest = CalendarVersion.objects.filter(key=key).order_by("-number").values_list("pk", "sha256").first()
    if newest is None:
        known = CalendarVersion.objects.order_by("key").values_list("key", flat=True).distinct()
        raise UnknownCalendar(calendar=key, known="、".join(known) or "—")
    return _version(*newest), newest[0]


def calendar_version(pk: int) -> WorkingCalendar:
    """One version, by its row: what a deadline was reckoned with."""
    return _version(pk, CalendarVersion.objects.values_list("sha256", flat=True).get(pk=pk))


def calendar_content(key: str) -> tuple[int, dict[str, Any]]:
    """Number and notices of the version in force; the calendar is there."""
    row = CalendarVersion.objects.filter(key=key).order_by("-number").first()
    return (row.number, row.content) if row else (0, shipped_content(key))


@cache
def shipped_calendar(key: str) -> WorkingCalendar:
    """The calendar as the program ships it, for use without a home."""
    return calendar_of(key, shipped_content(key))


@cache
def shipped_content(key: str) -> dict[str, Any]:
    """The notices of a shipped calendar, by entry."""
    years = read_pack(Path(settings.SHIPPED_PACKS) / "national", beside_stored=False).of("calendars")
    known = sorted({entry.data.calendar for entry in years.values()})
    if key not in known:
        raise UnknownCalendar(calendar=key, known="、".join(known) or "—")
    return {name: entry.data.plain for name, entry in years.items() if entry.data.calendar == key}


def _version(pk: int, sha256: str) -> WorkingCalendar:
    if sha256 not in _read:
        row = CalendarVersion.objects.get(pk=pk)
        _read[sha256] = calendar_of(row.key, row.content)
    return _read[sha256]
