"""A million deadlines by the calendar's table, beside calls of chinese_calendar and holidays in the same run. Measured is CPU time."""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median

import chinese_calendar
import django
import holidays
import numpy as np

MANY, WORKDAYS, BAR, ROUNDS = 1_000_000, 5, 0.1, 7
SAMPLES = {"chinese_calendar": 2_000, "holidays": 2_000}
FIRST, LAST = date(2006, 1, 1), date(2026, 11, 1)  # both peers know these years; the first of them lacks a day of 2005


def main() -> int:
    """Print `bar | measured | ratio | met`; 1 where the bar is missed or an answer differs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dukou.settings")
    django.setup()
    from dukou.casework.core.bulk import due_days
    from dukou.casework.packs.shipped import shipped_calendar

    calendar = shipped_calendar("cn")
    starts = np.random.default_rng(7).integers(FIRST.toordinal(), LAST.toordinal(), MANY)
    due_days(calendar, starts[:1], WORKDAYS)  # the tables are made once for a calendar
    ours, found = [], starts
    for _ in range(ROUNDS):
        begun = time.process_time()
        found = due_days(calendar, starts, WORKDAYS)
        ours.append(time.process_time() - begun)
    seconds = median(ours)
    chosen = random.Random(7).sample(range(MANY), max(SAMPLES.values()))
    met = seconds <= BAR
    told = [f"{MANY:,} deadlines of {WORKDAYS} working days ≤ {BAR} s", f"{seconds * 1e3:.0f} ms"]
    for name, answer in _peers().items():
        sample = chosen[: SAMPLES[name]]
        begun = time.process_time()
        theirs = [answer(date.fromordinal(int(starts[n]))) for n in sample]
        each = (time.process_time() - begun) / len(sample)
        same = [day.toordinal() for day in theirs] == [int(found[n]) for n in sample]
        met = met and same
        told.append(
            f"{name} {each * 1e6:.0f} µs each, {each * MANY / seconds:,.0f} ×, {'equal' if same else 'NOT EQUAL'} on {len(sample):,}"
        )
    print(" | ".join([*told, "met" if met else "missed"]))
    return 0 if met else 1


def _peers() -> dict[str, Callable[[date], date]]:
    china = holidays.country_holidays("CN", years=range(FIRST.year, LAST.year + 2))
    return {"chinese_calendar": _stepped, "holidays": lambda day: china.get_nth_working_day(day, WORKDAYS)}


def _stepped(day: date) -> date:
    """Day by day, as its users count."""
    left = WORKDAYS
    while left:
        day += timedelta(days=1)
        left -= chinese_calendar.is_workday(day)
    return day


if __name__ == "__main__":
    sys.exit(main())
