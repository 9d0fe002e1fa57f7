"""How the clocks of one name ended, of many cases at once: for rooms that count who answered in time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from dukou.casework.models import RunningClock


@dataclass(frozen=True, slots=True)
class ClockEnd:
    """A clock's end: when its time was over or is (the first end that passed stays), when it was stopped, whether it was let be."""

    due_at: datetime | None
    stopped_at: datetime | None
    is_moot: bool


def clock_ends(cases: Collection[int], key: str) -> dict[int, ClockEnd]:
    """By case the first of its own clocks of this name."""
    found: dict[int, ClockEnd] = {}
    numbers = sorted(cases)
    for start in range(0, len(numbers), 500):
        rows = RunningClock.objects.filter(case__in=numbers[start : start + 500], key=key, leg__isnull=True).order_by("pk")
        for case, due, late, stopped, is_moot in rows.values_list("case_id", "due_at", "first_late_at", "stopped_at", "is_moot"):
            found.setdefault(case, ClockEnd(late or due, stopped, is_moot))
    return found
