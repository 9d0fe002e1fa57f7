"""Office time as one line: how many office seconds have passed since the calendar began, and the moment at which so many have."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from dukou.casework.core.budgets import Span, seconds_of
from dukou.casework.core.calendars import WorkingCalendar


def position_of(moment: datetime, office: Sequence[Span], calendar: WorkingCalendar) -> int:
    """Office seconds from the beginning of the calendar to `moment` (local time)."""
    day, whole = moment.date(), sum(span.seconds for span in office)
    passed = calendar.rank(day) * whole
    if not calendar.counts(day):
        return passed
    clock = seconds_of(moment.time())
    return passed - whole + sum(max(0, min(clock, seconds_of(span.ends)) - seconds_of(span.begins)) for span in office)


def moment_at(position: int, office: Sequence[Span], calendar: WorkingCalendar, asked: date) -> datetime:
    """The first moment (local, no zone) by which `position` ≥ 1 office seconds have passed: a day's close, not the next opening."""
    whole = sum(span.seconds for span in office)
    days, rest = divmod(position - 1, whole)
    day, rest = calendar.at_rank(days + 1, asked), rest + 1
    for span in office:
        if rest <= span.seconds:
            return datetime.combine(day, span.begins) + timedelta(seconds=rest)
        rest -= span.seconds
    raise AssertionError("the rest of a day is within the day")
