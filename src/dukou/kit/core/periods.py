"""Periods of statistics. A period is two dates; its kind follows from them, so each period has one spelling.

Written: `2023` · `2024H1` · `2024Q3` · `2024-06` · `2024M01-02` (1–2月 is a period of its own and is never split) ·
`2024-07-05` · `2021..2023` (a span). Offices' own spellings (2024年上半年, 2024年1-6月) are understood as well.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.refusals import Malformed


class PeriodKind(LabelledEnum):
    """What sort of period two dates make."""

    YEAR = "year", "年", "year"
    HALF = "half", "半年", "half-year"
    QUARTER = "quarter", "季度", "quarter"
    MONTH = "month", "月", "month"
    MONTHS = "months", "数月", "months"
    DAY = "day", "日", "day"
    SPAN = "span", "时段", "span"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From the first to the last day, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise Malformed(
                Label(f"时段的起点 {self.first} 晚于终点 {self.last}", f"the period starts ({self.first}) after its end ({self.last})"),
                Label("把起止日期对调或改正", "swap or correct the two dates"),
            )

    @property
    def year(self) -> int:
        """The calendar year in which the period ends."""
        return self.last.year

    @property
    def months(self) -> int | None:
        """How many whole calendar months it covers; None where it does not begin and end with a month."""
        if self.first.day != 1 or self.last.day != _month_end(self.last.year, self.last.month).day:
            return None
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def kind(self) -> PeriodKind:
        """Year, half, quarter, month, several months of one year, day, or any other span."""
        months = self.months
        if months is None or self.first.year != self.last.year:
            return PeriodKind.DAY if self.first == self.last else PeriodKind.SPAN
        named = {12: PeriodKind.YEAR, 6: PeriodKind.HALF, 3: PeriodKind.QUARTER, 1: PeriodKind.MONTH}
        aligned = (self.first.month - 1) % months == 0
        return named.get(months, PeriodKind.MONTHS) if aligned else PeriodKind.MONTHS

    @property
    def is_cumulative(self) -> bool:
        """Whether it runs from January and ends before the year does: 1–2月, the first quarter, the first half."""
        return self.months is not None and self.first.month == 1 and self.first.year == self.last.year and self.months < 12

    def last_year(self) -> Period:
        """The same period of the year before (上年同期)."""
        if self.months is not None:
            last = _month_end(self.last.year - 1, self.last.month)
            return Period(_year_before(self.first), last)
        return Period(_year_before(self.first), _year_before(self.last))

    def whole_year(self) -> Period:
        """The calendar year in which the period ends."""
        return year(self.year)

    def contains(self, other: Period) -> bool:
        """Whether `other` lies wholly inside this period."""
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        start, end = self.first, self.last
        match self.kind:
            case PeriodKind.YEAR:
                return f"{start.year:04d}"
            case PeriodKind.HALF:
                return f"{start.year:04d}H{1 if start.month == 1 else 2}"
            case PeriodKind.QUARTER:
                return f"{start.year:04d}Q{(start.month + 2) // 3}"
            case PeriodKind.MONTH:
                return f"{start.year:04d}-{start.month:02d}"
            case PeriodKind.MONTHS:
                return f"{start.year:04d}M{start.month:02d}-{end.month:02d}"
            case PeriodKind.DAY:
                return start.isoformat()
            case _:
                return "..".join(self._span_ends())

    @property
    def label(self) -> Label:
        """The period as people write it, e.g. 2024年上半年 / first half of 2024."""
        return _spoken(self)

    def _span_ends(self) -> tuple[str, str]:
        if self.months is None:
            return self.first.isoformat(), self.last.isoformat()
        if self.first.month == 1 and self.last.month == 12:
            return f"{self.first.year:04d}", f"{self.last.year:04d}"
        return f"{self.first:%Y-%m}".zfill(7), f"{self.last:%Y-%m}".zfill(7)


def year(number: int) -> Period:
    """The calendar year `number`."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def months(number: int, first: int, last: int) -> Period:
    """Months `first` to `last` of the year `number`."""
    return Period(date(number, first, 1), _month_end(number, last))


def day(on: date) -> Period:
    """A single day as a period."""
    return Period(on, on)


def parse_period(text: str) -> Period:
    """The period that `text` writes; `2024-13` and everything else that is no period is refused with the cure."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(" ", "").replace("—", "-").replace("–", "-").replace("~", "-")
    try:
        if ".." in plain:
            start, end = plain.split("..")  # exactly two ends
            return Period(parse_period(start).first, parse_period(end).last)
        for pattern, build in _WRITTEN:
            match = pattern.fullmatch(plain)
            if match is not None:
                return build(*(int(group) for group in match.groups()))
    except Malformed:
        raise
    except ValueError:  # a month 13, a day 32, a year 0, three ends
        pass
    raise Malformed(
        Label(f"“{text}”不是时期", f"“{text}” is not a period"),
        Label(
            "写成 2023、2024H1、2024Q3、2024-06、2024M01-02、2024-07-05 或 2021..2023",
            "write 2023, 2024H1, 2024Q3, 2024-06, 2024M01-02, 2024-07-05 or 2021..2023",
        ),
    )


def _part(number: int, size: int, which: int) -> Period:
    if not 1 <= which <= 12 // size:
        raise ValueError(which)
    return months(number, (which - 1) * size + 1, which * size)


_WRITTEN: list[tuple[re.Pattern[str], Callable[..., Period]]] = [
    (re.compile(r"(\d{4})年?", re.ASCII), year),
    (re.compile(r"(\d{4})H(\d)", re.ASCII), lambda y, h: _part(y, 6, h)),
    (re.compile(r"(\d{4})年?上半年", re.ASCII), lambda y: _part(y, 6, 1)),
    (re.compile(r"(\d{4})年?下半年", re.ASCII), lambda y: _part(y, 6, 2)),
    (re.compile(r"(\d{4})Q(\d)", re.ASCII), lambda y, q: _part(y, 3, q)),
    (re.compile(r"(\d{4})年?第?(\d)季度", re.ASCII), lambda y, q: _part(y, 3, q)),
    (re.compile(r"(\d{4})-(\d{1,2})", re.ASCII), lambda y, m: months(y, m, m)),
    (re.compile(r"(\d{4})年(\d{1,2})月", re.ASCII), lambda y, m: months(y, m, m)),
    (re.compile(r"(\d{4})M(\d{2})-(\d{2})", re.ASCII), months),
    (re.compile(r"(\d{4})年(\d{1,2})月?[-至](\d{1,2})月", re.ASCII), months),
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII), lambda y, m, d: day(date(y, m, d))),
    (re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日", re.ASCII), lambda y, m, d: day(date(y, m, d))),
]


def _month_end(number: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(number, month, calendar.monthrange(number, month)[1])


def _year_before(on: date) -> date:
    if (on.month, on.day) == (2, 29):
        return date(on.year - 1, 2, 28)
    return on.replace(year=on.year - 1)


def _spoken(period: Period) -> Label:
    start, end = period.first, period.last
    number = start.year
    match period.kind:
        case PeriodKind.YEAR:
            return Label(f"{number}年", f"{number}")
        case PeriodKind.HALF:
            first = start.month == 1
            return Label(f"{number}年{'上' if first else '下'}半年", f"{'first' if first else 'second'} half of {number}")
        case PeriodKind.QUARTER:
            return Label(f"{number}年第{(start.month + 2) // 3}季度", f"quarter {(start.month + 2) // 3} of {number}")
        case PeriodKind.MONTH:
            return Label(f"{number}年{start.month}月", f"{calendar.month_name[start.month]} {number}")
        case PeriodKind.MONTHS:
            names = f"{calendar.month_abbr[start.month]}–{calendar.month_abbr[end.month]}"
            return Label(f"{number}年{start.month}—{end.month}月", f"{names} {number}")
        case PeriodKind.DAY:
            return Label(f"{number}年{start.month}月{start.day}日", f"{start.day} {calendar.month_name[start.month]} {number}")
        case _:
            ends = period._span_ends()
            return Label("至".join(ends), " to ".join(ends))
