"""The clocks of a case in short, as pages of the rooms above show them: each leads to a page of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dukou.casework.core.profiles import WINDOWS
from dukou.casework.core.states import ClockState
from dukou.casework.models import Case, RunningClock
from dukou.casework.queries.calendars import calendar_in_force
from dukou.casework.queries.clocks import clocks_of, due_word
from dukou.casework.queries.profiles import profile_of
from dukou.kit.core.labels import Label, same


@dataclass(frozen=True, slots=True)
class ShortClock:
    """A clock in a line. `of`: the unit whose part it times, None: of the case; `due`: day or moment, empty while it stands.

    `is_late`: of a window, that it is closed. `is_day_off`: of a promise, that its day became a day off.
    `is_moot`: its case's end stopped it in time, and what it waited for was not done.
    `round`: the how-manieth of its name and unit, 0 where there is but one.
    """

    number: int
    key: str
    name: Label
    of: Label | None
    due: str
    is_firm: bool
    is_late: bool
    is_window: bool
    state: ClockState
    is_day_off: bool = False
    round: int = 0
    is_moot: bool = False


def short_clocks(case: Case, now: datetime, names: Mapping[str, Label]) -> list[ShortClock]:
    """Every clock of the case. `names`: of those that no profile knows, such as a promise."""
    profile, rows = profile_of(case.profile), list(clocks_of(case.pk))
    calendar = calendar_in_force(profile.calendar)[0]
    rounds, found = _rounds(rows), []
    for row in rows:
        rule = profile.clock(case.grade, row.key)
        name = rule.name if rule else names.get(row.key, same(row.key))
        is_window, is_over = row.key in WINDOWS, row.due_at is not None and (row.stopped_at or now) >= row.due_at
        of = row.leg.unit.label if row.leg else None
        is_day_off = row.until_on is not None and not calendar.counts(row.until_on)
        state = ClockState.of(row.state)
        due = due_word(row)
        found.append(
            ShortClock(row.pk, row.key, name, of, due, row.is_firm, is_over, is_window, state, is_day_off, rounds[row.pk], row.is_moot)
        )
    return found


def _rounds(rows: Sequence[RunningClock]) -> dict[int, int]:
    """Of each clock which round it is: a matter that comes back gets clocks of the same names again."""
    alike: dict[tuple[str, int | None], list[int]] = {}
    for row in rows:
        alike.setdefault((row.key, row.leg.unit_id if row.leg else None), []).append(row.pk)
    return {pk: place if len(each) > 1 else 0 for each in alike.values() for place, pk in enumerate(each, 1)}
