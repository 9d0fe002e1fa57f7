"""Days as numbers that many runs move along at once: working days by the calendar's tables, months by a look."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from dukou.casework.core.budgets import BudgetUnit
from dukou.casework.core.calendars import WorkingCalendar

Days = NDArray[np.int32]
_MORE = 40 * 366  # days after the calendar's end that are still told apart, by weekends alone
_FIRST = date(1970, 1, 1).toordinal()


class DayTable:
    """A calendar laid out for arrays. Days are ordinals (`date.toordinal`); `last`: no end is told beyond it."""

    def __init__(self, calendar: WorkingCalendar) -> None:
        self.calendar = calendar
        self.first = calendar.begins.toordinal()
        end = calendar.ends.toordinal()
        self.last = end + _MORE
        beyond = np.arange(end + 1, self.last + 1, dtype=np.int32)
        open_ = (beyond - 1) % 7 < 5  # ordinal 1 was a Monday
        ranks = np.asarray(calendar.ranks, dtype=np.int32)
        self.ranks: Days = np.concatenate([ranks[1:], ranks[-1] + np.cumsum(open_, dtype=np.int32)])
        self.working: Days = np.concatenate([np.asarray(calendar.working, dtype=np.int32), beyond[open_]])
        since_1970 = np.arange(self.first, self.last + 1) - _FIRST
        self.months = (since_1970.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12 + 1).astype(np.uint8)

    def moved(self, starts: Days, days: Days, unit: BudgetUnit) -> Days:
        """So many days of `unit` after each start, which is not counted itself; nought leaves the day. No later than `last`."""
        if unit is BudgetUnit.DAYS:
            capped: Days = np.minimum(starts + days, np.int32(self.last))
            return capped
        wanted = self.ranks[starts - self.first] + days
        found = np.take(self.working, wanted - 1, mode="clip")
        later: Days = np.maximum(found, starts)
        return later  # nought from a day off: no earlier than it

    def between(self, first: date, last: date, unit: BudgetUnit) -> int:
        """The days of `unit` after `first` up to and including `last`."""
        if unit is BudgetUnit.DAYS:
            return (last - first).days
        return int(self.ranks[last.toordinal() - self.first] - self.ranks[first.toordinal() - self.first])

    def month_of(self, days: Days) -> NDArray[np.uint8]:
        """The months, 1 to 12."""
        return np.take(self.months, days - self.first, mode="clip")
