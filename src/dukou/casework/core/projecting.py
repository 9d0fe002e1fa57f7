"""Many clocks projected under one calendar: what is the same for all that begin on one day is reckoned once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from dukou.casework.core.budgets import Budget, BudgetUnit
from dukou.casework.core.calendars import WorkingCalendar
from dukou.casework.core.clocks import Clock, Due, due, local
from dukou.casework.core.escalation import RungMoment, moments
from dukou.casework.core.profiles import Profile, Rung

_EVER = datetime(1, 1, 2, tzinfo=UTC)


@dataclass(slots=True)
class Projecting:
    """Deadlines of clocks of one profile that have no ledger and of which no rung was taken."""

    profile: Profile
    calendar: WorkingCalendar
    known: dict[tuple[int, str, date, bool, bool], tuple[Due, tuple[RungMoment, ...]]] = field(default_factory=dict)

    def next_of(self, anchor: datetime, value: int, unit: str) -> tuple[Due, datetime]:
        """When the clock runs out, and when its first rung is due. The same as `due` and `next_moment` of the one clock.

        A clock by the day depends on its beginning by the day, and by whether office time was over then; of the ladder only reminders
        from before the beginning fall away.
        """
        begun, closes = local(anchor), self.profile.convention.closes
        key = (value, unit, begun.date(), begun.time() > closes, begun.time() >= closes)
        found = self.known.get(key)
        if found is None:
            until = self._due(anchor, value, unit)
            found = (until, self._ladder(until))
            if BudgetUnit.of(unit).is_by_day:
                self.known[key] = found
        until, ladder = found
        return until, next(each.at for each in ladder if each.rung is Rung.EXPIRY or each.at > anchor)

    def _due(self, anchor: datetime, value: int, unit: str) -> Due:
        until = due(Clock(anchor, Budget(value, BudgetUnit.of(unit)), self.profile.convention), self.calendar)
        if until is None:
            raise AssertionError("a clock without a ledger runs")
        return until

    def _ladder(self, until: Due) -> tuple[RungMoment, ...]:
        return moments(self.profile.ladder, until, _EVER, self.profile.convention, self.calendar)
