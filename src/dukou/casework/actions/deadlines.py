"""Deadlines reckoned anew when a calendar has a new version: in bulk, each with its event, and whoever is concerned is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from dukou.audit.actions import record
from dukou.casework.actions._clocks import project
from dukou.casework.actions._events import event_row
from dukou.casework.core.calendars import changed_days
from dukou.casework.core.events import Happening, hash_of_many
from dukou.casework.core.profiles import Rung
from dukou.casework.core.states import ClockState
from dukou.casework.models import Case, CaseEvent, ClockEntry, RungTaken, RunningClock
from dukou.casework.queries.calendars import calendar_in_force, calendar_version
from dukou.casework.queries.profiles import profile_of
from dukou.casework.queries.timing import Timing, clock_of, entries_of, projected
from dukou.kit.core.actors import Actor
from dukou.kit.hooks import Hook

_AT_ONCE = 2000
ACT = "deadlines.reproject"
REPROJECT = "casework.reproject"  # the task that does it


@dataclass(frozen=True, slots=True)
class Moved:
    """A clock whose deadline, or the certainty of it, has changed."""

    case: int
    clock: int
    key: str
    before: date
    after: date
    was_firm: bool
    is_firm: bool


@dataclass(frozen=True, slots=True)
class DeadlinesMoved:
    """What is announced when a calendar moved deadlines, inside the transaction."""

    by: Actor
    calendar: str
    moved: tuple[Moved, ...]
    at: datetime


deadlines_moved: Hook[DeadlinesMoved] = Hook("deadlines_moved", DeadlinesMoved, "inside")


def reproject(*, by: Actor, calendar: str, now: datetime | None = None) -> int:
    """Reckon the deadlines that a new version of `calendar` may have moved; gives how many it moved. All of it or nothing.

    Left alone are clocks that end before the first day which the versions count differently: their receipts hold under both.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        newest, row = calendar_in_force(calendar)
        moved: list[Moved] = []
        hashes: list[str] = []
        for clocks in _parts(_concerned(calendar, row)):
            found = _moved(clocks, row)
            moved += found
            hashes += _told(found, by, moment)
        if moved:
            after = {"version": newest.version, "moved": len(moved), "hash": hash_of_many(hashes)}
            record(by=by, act=ACT, subject=("calendar", calendar), after=after, now=moment)
            deadlines_moved.announce(DeadlinesMoved(by, calendar, tuple(moved), moment))
    return len(moved)


def _concerned(calendar: str, row: int) -> list[int]:
    """The running clocks that a change may concern, by primary key."""
    running = RunningClock.objects.filter(state=ClockState.RUNNING.value, calendar__key=calendar).exclude(calendar=row)
    newest, asked = calendar_version(row), Q(is_firm=False)
    for before in running.values_list("calendar", flat=True).distinct():
        if changed := changed_days(calendar_version(before), newest):
            asked |= Q(calendar=before, due_on__gte=changed[0])
    return list(running.filter(asked).order_by("pk").values_list("pk", flat=True))


def _parts(keys: list[int]) -> Iterable[list[RunningClock]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield list(RunningClock.objects.filter(pk__in=keys[start : start + _AT_ONCE]).select_related("case__profile").order_by("pk"))


def _moved(clocks: list[RunningClock], row: int) -> list[Moved]:
    """Project each anew and write those that changed."""
    keys = [clock.pk for clock in clocks]
    ledgers: dict[int, list[ClockEntry]] = {}
    for entry in ClockEntry.objects.filter(clock__in=keys):
        ledgers.setdefault(entry.clock_id, []).append(entry)
    rungs: dict[int, set[Rung]] = {}
    for key, rung in RungTaken.objects.filter(clock__in=keys).values_list("clock", "rung"):
        rungs.setdefault(key, set()).add(Rung.of(rung))
    calendar = calendar_version(row)
    found: list[Moved] = []
    for clock in clocks:
        timing = Timing(profile_of(clock.case.profile), calendar, row)
        before = (clock.due_on, clock.is_firm)
        told = clock_of(clock, entries_of(ledgers.get(clock.pk, ())), timing.profile)
        project(clock, projected(told, rungs.get(clock.pk, ()), timing), timing)
        if before[0] is not None and clock.due_on is not None and before != (clock.due_on, clock.is_firm):
            found.append(Moved(clock.case_id, clock.pk, clock.key, before[0], clock.due_on, before[1], clock.is_firm))
    RunningClock.objects.bulk_update(clocks, ["due_at", "due_on", "is_firm", "next_at", "calendar"], batch_size=500)
    return found


def _told(moved: list[Moved], by: Actor, now: datetime) -> list[str]:
    """One event in each case that is concerned; gives their hashes."""
    changes: dict[int, list[dict[str, object]]] = {}
    for each in moved:
        line = {"did": "deadline_moved", "clock": each.clock, "key": each.key, "before": str(each.before), "due": str(each.after)}
        changes.setdefault(each.case, []).append(line | {"firm": each.is_firm})
    Case.objects.filter(pk__in=changes).update(steps=F("steps") + 1)
    numbers = dict(Case.objects.filter(pk__in=changes).values_list("pk", "steps"))
    told = [
        Happening(case, numbers[case], ACT, now, str(by), by.on_behalf_of, {"changes": lines}) for case, lines in sorted(changes.items())
    ]
    CaseEvent.objects.bulk_create([event_row(each) for each in told], batch_size=500)
    return [each.hash for each in told]
