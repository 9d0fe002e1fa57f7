"""Many deadlines at once, by two looks into the tables of a calendar: for replays of years of cases."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from dukou.casework.core.calendars import WorkingCalendar

Days = NDArray[np.int64]


def due_days(calendar: WorkingCalendar, starts: Days, workdays: int) -> Days:
    """For each start the day on which `workdays` ≥ 1 working days have passed after it; days as ordinals (`date.toordinal`).

    The same as `WorkingCalendar.add` for each; refused where one of them is outside the calendar.
    """
    if workdays < 1:
        raise ValueError(f"{workdays} working days: at least one")
    if not starts.size:
        return starts.copy()
    for bound in (int(starts.min()), int(starts.max())):
        calendar.require(date.fromordinal(bound))
    ranks, working = (np.asarray(table, dtype=np.int64) for table in (calendar.ranks, calendar.working))
    wanted = ranks[starts - (calendar.begins.toordinal() - 1)] + workdays
    if wanted.max() > len(working):
        calendar.at_rank(int(wanted.max()), date.fromordinal(int(starts.max())))  # refuses, and names the day
    found: Days = working[wanted - 1]
    return found
