"""The days of a receipt as a wall calendar: months as blocks, weeks as rows, Monday first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dukou.casework.core.receipts import DayReason
from dukou.kit.core.labels import Label, same

_DAY = timedelta(days=1)
SHORT = {
    DayReason.RECEIVED: Label("收到", "start"),
    DayReason.WEEKEND: Label("周末", "rest"),
    DayReason.HOLIDAY: Label("放假", "holiday"),
    DayReason.PAUSED: Label("暂停", "paused"),
    DayReason.ROLLED: Label("顺延", "moved on"),
}
_FILED, _NOT_YET = Label("提交", "filed"), Label("未算收到", "not yet")
RECEIVED_LATER = Label("视为收到", "received")
_COUNTED = Label("第{number}日", "day {number}")


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day. `number`: the how-manieth that counts, 0 where it does not; `word`: short, for its square; `is_last`: the deadline."""

    on: date
    reason: DayReason
    number: int
    word: Label
    festival: str = ""
    is_firm: bool = True
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """The weeks of one month; None where a square belongs to another month or to no day of the receipt."""

    label: Label
    weeks: tuple[tuple[CountedDay | None, ...], ...]


def counted_days(lines: Iterable[Mapping[str, Any]], last: date) -> list[CountedDay]:
    """The days of a receipt, numbered as they count."""
    told = list(lines)
    found, number, received = [], 0, [place for place, line in enumerate(told) if line["why"] == DayReason.RECEIVED.value]
    for place, line in enumerate(told):
        on, reason = date.fromisoformat(line["on"]), DayReason.of(line["why"])
        number += bool(line["counts"])
        word = _COUNTED.filled(number=number) if line["counts"] else SHORT.get(reason, reason.label)
        if len(received) > 1 and place in received:  # filed on a day of rest, or after hours: it counts as received on a later one
            word = _FILED if place == received[0] else RECEIVED_LATER if place == received[-1] else _NOT_YET
        counted = number if line["counts"] else 0
        found.append(CountedDay(on, reason, counted, word, line.get("name", ""), not line.get("provisional", False), on == last))
    return found


def months_of(days: Iterable[CountedDay]) -> list[Month]:
    """The days month by month, each with whole weeks."""
    by_day = {day.on: day for day in days}
    if not by_day:
        return []
    found: dict[tuple[int, int], list[tuple[CountedDay | None, ...]]] = {}
    monday = min(by_day) - min(by_day).weekday() * _DAY
    while monday <= max(by_day):
        week = [monday + distance * _DAY for distance in range(7)]
        for month in dict.fromkeys((day.year, day.month) for day in week):
            row = tuple(by_day.get(day) if (day.year, day.month) == month else None for day in week)
            if any(row):
                found.setdefault(month, []).append(row)
        monday += 7 * _DAY
    return [Month(_month(*month), tuple(weeks)) for month, weeks in found.items()]


def _month(year: int, month: int) -> Label:
    return Label("{year}年{month}月", "{year}-{two}").filled(year=year, month=month, two=same(f"{month:02}"))
