"""A profile tried on cases that are closed: how many clocks would have been late under it, beside how many were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dukou.casework.core.calendars import WorkingCalendar
from dukou.casework.core.clocks import Clock, due
from dukou.casework.core.profiles import Profile


@dataclass(frozen=True, slots=True)
class ClosedClock:
    """A clock of a closed case as it ran: the grade of its case, its name, budget and ledger, and when it was stopped."""

    grade: str
    key: str
    clock: Clock
    stopped_at: datetime


@dataclass(slots=True)
class Replayed:
    """The clocks of one name in one grade. `count`: of those that both rules can be asked about; `late`, `would`: how many of them.

    `no_clock`: the new profile has none of this name. `not_alike`: extended by units in which the new one does not count, so that nobody
    can say by how much it would have been.
    """

    grade: str
    under: str
    by_name: bool
    key: str
    count: int = 0
    late: int = 0
    would: int = 0
    no_clock: int = 0
    not_alike: int = 0

    def as_dict(self) -> dict[str, object]:
        """As JSON tells it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class Replay:
    """Closed clocks asked under `profile`, one after the other."""

    profile: Profile
    calendar: WorkingCalendar
    lines: dict[tuple[str, str], Replayed] = field(default_factory=dict)

    def ask(self, closed: ClosedClock) -> None:
        """Count one clock. Who stops it, and when, is taken as it was: a rule changes no one's pace here."""
        under, by_name = grade_under(closed.grade, self.profile)
        line = self.lines.setdefault((closed.grade, closed.key), Replayed(closed.grade, under, by_name, closed.key))
        rule = self.profile.clock(under, closed.key)
        if rule is None:
            line.no_clock += 1
        elif closed.clock.extended_by and rule.within.unit is not closed.clock.budget.unit:
            line.not_alike += 1
        else:
            new = Clock(closed.clock.anchor, rule.within, self.profile.convention, closed.clock.ledger)
            line.count += 1
            line.late += is_late(closed.clock, closed.stopped_at, self.calendar)
            line.would += is_late(new, closed.stopped_at, self.calendar)


def grade_under(grade: str, profile: Profile) -> tuple[str, bool]:
    """The grade of the same name, or the usual one where the profile has none; and whether it was found by name."""
    return (grade, True) if grade in profile.grades else (profile.usual, False)


def is_late(clock: Clock, stopped_at: datetime, calendar: WorkingCalendar) -> bool:
    """Whether it was stopped too late. One that stood still when it was stopped is in time, as it was when it stopped."""
    until = due(clock, calendar)
    return until is not None and stopped_at >= until.at


def in_order(lines: Mapping[tuple[str, str], Replayed], keys: Iterable[str]) -> list[Replayed]:
    """The lines by grade, the clocks of each in the order of `keys`."""
    places = {key: place for place, key in enumerate(keys)}
    return sorted(lines.values(), key=lambda line: (line.grade, places.get(line.key, len(places)), line.key))
