"""A day as lists write it: 2019-3-5 · 2019/03/05 · 2019.3.5 · 20190305 · 2019年3月5日 · 二〇一九年三月五日 · a spreadsheet's day number.

A day that has two readings (03/05/2019, 19-3-5) is refused, and so is a number that may be a year.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, timedelta

from dukou.enterprises.core.numerals import FOLD, LONGEST, parse_numeral
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed

EARLIEST_YEAR = 1800  # no firm of a Chinese register is older
LAST_SERIAL = 80_000  # 11 January 2119

_CLOCK = re.compile(r"[T\s]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?", re.ASCII)
_WRITTEN = [
    re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII),
    re.compile(r"(\d{4})()(\d{2})(\d{2})", re.ASCII),
    re.compile(r"(\d{4}|[零一二三四五六七八九]{4})(年)([\d一二三四五六七八九十]{1,3})月([\d一二三四五六七八九十]{1,3})日?", re.ASCII),
]
_YEAR_LAST = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{4}", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{2}(?:([-/.])\d{1,2}\1\d{1,2}|年\d{1,2}月\d{1,2}日)", re.ASCII)

_CURE = Label("写成 2019-03-05 或 2019年3月5日", "write 2019-03-05 or 2019年3月5日")
_YEAR_FIRST = Label(
    "月和日分不清：把年写在最前面，如 2019-03-05", "day and month cannot be told apart: write the year first, as in 2019-03-05"
)
_FULL_YEAR = Label("年份写四位，如 2019-03-05", "write the year with four digits, as in 2019-03-05")
_AS_DATE = Label("把这一列设为日期格式，或写成 2019-03-05", "format the column as dates, or write 2019-03-05")


def parse_day(value: object) -> date:
    """The day that a cell holds: text, a date, a moment (its clock is dropped) or a day number of the 1900 system; else Malformed."""
    if isinstance(value, datetime):
        return _credible(value.date(), value)
    if isinstance(value, date):
        return _credible(value, value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _credible(_of_number(value), value)
    if isinstance(value, str):
        return _credible(_of_text(value), value)
    raise _no_day(value, _CURE)


def _of_number(number: int | float) -> date:
    if not 1 <= number < 10**8:  # nor is anything that is no number at all
        raise _no_day(number, _AS_DATE)
    days = math.floor(number)
    if days == number and days >= 10**7:  # 20190305 typed into a cell of numbers
        return _of_text(str(days))
    # 60 is a 29 February 1900 that never was; 1800 to 2100 are years that someone typed
    if days > LAST_SERIAL or days == 60 or EARLIEST_YEAR <= days <= 2100:
        raise _no_day(number, _AS_DATE)
    return date(1899, 12, 31 if days < 60 else 30) + timedelta(days=days)


def _of_text(text: str) -> date:
    if len(text) > LONGEST:
        raise _no_day(text, _CURE)
    plain = unicodedata.normalize("NFKC", text).strip()
    clock = _CLOCK.search(plain)
    if clock and clock.end() == len(plain):
        plain = plain[: clock.start()]
    plain = "".join(plain.split()).translate(FOLD)
    for pattern in _WRITTEN:
        if match := pattern.fullmatch(plain):
            return _made(text, match[1], match[3], match[4])
    cure = _YEAR_FIRST if _YEAR_LAST.fullmatch(plain) else _FULL_YEAR if _SHORT_YEAR.fullmatch(plain) else _CURE
    raise _no_day(text, cure)


def _made(text: str, *parts: str) -> date:
    try:
        return date(*(int(part if part.isascii() else parse_numeral(part)) for part in parts))
    except ValueError as fault:  # a month 13, a 31 February, a 十十: Malformed is one of them
        raise _no_day(text, _CURE) from fault


def _credible(day: date, value: object) -> date:
    if day.year < EARLIEST_YEAR:
        raise _no_day(value, Label("改正年份", "correct the year"))
    return day


def _no_day(value: object, cure: Label) -> Malformed:
    shown = str(value)[:40]
    return Malformed(Label(f"“{shown}”不是日期", f"“{shown}” is not a day"), cure)
