"""Closed cases' clocks as they ran, for replays of other profiles."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db.models import Q

from dukou.casework.core.profiles import CLOCK_KEYS
from dukou.casework.core.replays import ClosedClock, Replay, Replayed, in_order
from dukou.casework.core.states import ClockState
from dukou.casework.models import ClockEntry, RunningClock
from dukou.casework.queries.profiles import profile_of
from dukou.casework.queries.timing import Timing, clock_of, entries_of

_AT_ONCE = 2000
Told = Callable[[int, int], None]  # how many are done, how many there are


def replayed(kind: str, timing: Timing, told: Told = lambda done, total: None) -> list[Replayed]:
    """Every stopped clock of the closed cases of a kind, asked under the timing's profile and calendar: nothing is written."""
    of_profiles = Q(key__in=CLOCK_KEYS) | Q(key__startswith="part-")  # a clock for one day alone stands in no profile
    rows = RunningClock.objects.filter(of_profiles, case__kind=kind, case__closed_at__isnull=False, state=ClockState.STOPPED.value)
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    replay = Replay(timing.profile, timing.calendar)
    for start in range(0, len(keys), _AT_ONCE):
        for closed in _closed(keys[start : start + _AT_ONCE]):
            replay.ask(closed)
        told(min(start + _AT_ONCE, len(keys)), len(keys))
    return in_order(replay.lines, CLOCK_KEYS)


def _closed(keys: list[int]) -> Iterator[ClosedClock]:
    ledgers: dict[int, list[ClockEntry]] = {}
    for entry in ClockEntry.objects.filter(clock__in=keys):
        ledgers.setdefault(entry.clock_id, []).append(entry)
    for row in RunningClock.objects.filter(pk__in=keys).select_related("case__profile").order_by("pk"):
        clock = clock_of(row, entries_of(ledgers.get(row.pk, ())), profile_of(row.case.profile))
        if row.stopped_at is not None:
            yield ClosedClock(row.case.grade, row.key, clock, row.stopped_at)
