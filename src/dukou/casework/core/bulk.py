"""Many deadlines and many stretches of office time at once, by looks into the tables of a calendar: for figures over years of cases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from dukou.casework.core.budgets import Span, seconds_of
from dukou.casework.core.calendars import WorkingCalendar

Days = NDArray[np.int64]
_DAY, _EAST = 86_400, 8 * 3600  # the mainland's one time is eight hours before UTC, all year since 1991
_FIRST = date(1970, 1, 1).toordinal()


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


def office_positions(calendar: WorkingCalendar, office: Sequence[Span], moments: Days) -> Days:
    """Office seconds from the beginning of the calendar to each moment (seconds since 1970), as `position_of` for each.

    Moments outside the calendar stand at its nearer end: a figure over many cases does not fail for one that was taken over from before.
    """
    whole = sum(span.seconds for span in office)
    local = moments + _EAST
    first, last = calendar.begins.toordinal(), calendar.ends.toordinal()
    days = np.clip(local // _DAY + _FIRST, first, last)
    ranks = np.asarray(calendar.ranks, dtype=np.int64)
    after, before = ranks[days - first + 1], ranks[days - first]
    within = np.zeros_like(moments)
    for span in office:
        begins, ends = seconds_of(span.begins), seconds_of(span.ends)
        within += np.clip(local % _DAY, begins, ends) - begins
    found: Days = before * whole + np.where(after > before, within, 0)
    return found
