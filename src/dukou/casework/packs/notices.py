"""What can be wrong with the notices of a calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from dukou.casework.core.calendars import DayKind
from dukou.casework.core.notices import FIRM_UNTIL
from dukou.casework.packs.schemas import HolidayEntry, YearEntry
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.sections import Entry

Years = Iterable[Entry[YearEntry]]
Path = tuple[str | int, ...]
_YEAR = 366  # a stretch that is longer is wrong anyway


def year_faults(entries: Years) -> Iterator[Fault]:
    """Everything that is wrong with single years, and days that are told twice, in one year or in two."""
    told: dict[tuple[str, date], DayKind] = {}
    for entry in entries:
        yield from _head(entry)
        for position, holiday in enumerate(entry.data.holidays):
            path: Path = ("holidays", position)
            yield from _stretch(entry, holiday, path)
            for day, kind, where in _days(holiday, path):
                was = told.get((entry.data.calendar, day))
                if was is not None:
                    yield _twice(entry, day, kind, was, where)
                told[entry.data.calendar, day] = kind


def gaps(entries: Years) -> Iterator[Fault]:
    """Years that are missing between the first and the last of a calendar."""
    years: dict[str, dict[int, Entry[YearEntry]]] = defaultdict(dict)
    for entry in entries:
        years[entry.data.calendar][entry.data.year] = entry
    for calendar, known in years.items():
        for year in range(min(known) + 1, max(known)):
            if year not in known:
                what = Label(f"日历“{calendar}”缺 {year} 年", f"the calendar “{calendar}” lacks the year {year}")
                cure = Label(f"补上 {calendar}-{year}", f"add {calendar}-{year}")
                yield known[min(later for later in known if later > year)].fault(what, cure, "year")


def _head(entry: Entry[YearEntry]) -> Iterator[Fault]:
    data = entry.data
    if data.key != f"{data.calendar}-{data.year}":
        what = Label(f"“{data.key}”与日历和年份不符", f"“{data.key}” does not tell its calendar and year")
        cure = Label(f"写成 {data.calendar}-{data.year}，或改正年份", f"write {data.calendar}-{data.year}, or correct the year")
        yield entry.fault(what, cure, "key")
    last = date(data.year, *FIRM_UNTIL)
    if not date(data.year, 1, 1) <= data.speaks_until <= last:
        what = Label(
            f"{data.year} 年的通知不能说到 {data.speaks_until}：下一年的通知还可能动年底几天",
            f"a notice of {data.year} cannot speak until {data.speaks_until}: the next one may still move the last days of the year",
        )
        yield entry.fault(what, Label(f"至多写到 {last}", f"write {last} at most"), "firm_until")


def _stretch(entry: Entry[YearEntry], holiday: HolidayEntry, path: Path) -> Iterator[Fault]:
    if holiday.until < holiday.since:
        what = Label(f"{holiday.until} 在 {holiday.since} 之前", f"{holiday.until} is before {holiday.since}")
        yield entry.fault(what, Label("把先后改过来", "put them in order"), *path, "until")
    year = entry.data.year
    for day, where in [(holiday.since, "from"), (holiday.until, "until"), *((day, "make_up") for day in holiday.make_up)]:
        if abs(day.year - year) > 1:
            what = Label(f"{day} 不在 {year} 年前后一年之内", f"{day} is not within a year of {year}")
            yield entry.fault(what, Label("改正日期，或写到那一年去", "correct the day, or write it under its own year"), *path, where)
    for position, day in enumerate(holiday.make_up):
        if day.weekday() < 5:
            what = Label(f"{day} 本来就是周一至周五，不会是调休上班", f"{day} is a weekday and cannot be a make-up workday")
            yield entry.fault(what, Label("核对通知里的日期", "compare with the notice"), *path, "make_up", position)


def _days(holiday: HolidayEntry, path: Path) -> Iterator[tuple[date, DayKind, Path]]:
    """Every day that a festival moves, with the place that tells it."""
    length = (holiday.until - holiday.since).days
    for distance in range(min(length, _YEAR) + 1):
        yield holiday.since + timedelta(days=distance), DayKind.HOLIDAY, (*path, "from")
    for position, day in enumerate(holiday.make_up):
        yield day, DayKind.MAKE_UP, (*path, "make_up", position)


def _twice(entry: Entry[YearEntry], day: date, kind: DayKind, was: DayKind, where: Path) -> Fault:
    if kind is was:
        what = Label(f"{day} 写了两次", f"{day} is told twice")
        return entry.fault(what, Label("留下一处", "keep one of them"), *where)
    what = Label(f"{day} 既写成放假，又写成调休上班", f"{day} is told both as a holiday and as a make-up workday")
    return entry.fault(what, Label("核对通知，留下一处", "compare with the notice and keep one of them"), *where)
