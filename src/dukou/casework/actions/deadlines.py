"""Deadlines reckoned anew when a calendar has a new version: in bulk, each with its event, and whoever is concerned is told."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import OperationalError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from dukou.audit.actions import record
from dukou.casework.actions._clocks import reproject as reproject_clock
from dukou.casework.actions._events import event_values
from dukou.casework.actions._failing import CasesFailed
from dukou.casework.actions._telling import Word, tell_many
from dukou.casework.core.calendars import changed_days
from dukou.casework.core.events import Happening, hash_of_many
from dukou.casework.core.profiles import WINDOWS
from dukou.casework.core.projecting import Projecting
from dukou.casework.core.states import ClockState
from dukou.casework.models import CalendarVersion, Case, CaseEvent, ClockEntry, ProfileText, RungTaken, RunningClock
from dukou.casework.queries.calendars import calendar_in_force, calendar_version
from dukou.casework.queries.profiles import profile_of
from dukou.casework.queries.timing import Timing
from dukou.kit.core.actors import Actor
from dukou.kit.hooks import Hook
from dukou.kit.ledger import insert_values, update_values

log = logging.getLogger(__name__)
_AT_ONCE = 5000
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
class DayOff:
    """A promised day that the new version of the calendar makes a day off. It stays what was promised: people have to know."""

    case: int
    clock: int
    key: str
    on: date


@dataclass(frozen=True, slots=True)
class DeadlinesMoved:
    """What is announced when a calendar moved deadlines, some thousands at once, inside their transaction."""

    by: Actor
    calendar: str
    moved: tuple[Moved, ...]
    at: datetime
    days_off: tuple[DayOff, ...] = ()

    def tell(self, words: Sequence[Word]) -> int:
        """Tell people, as a part of the act that moved the deadlines; gives the number of messages."""
        return tell_many(words, self.at)


deadlines_moved: Hook[DeadlinesMoved] = Hook("deadlines_moved", DeadlinesMoved, "inside")


def reproject(*, by: Actor, calendar: str, now: datetime | None = None) -> int:
    """Reckon the deadlines that a new version of `calendar` may have moved; gives how many it moved. Done twice it moves nothing.

    Some thousands are one transaction with one event in the trail. A clock with which that fails is left as it is and stops no other;
    `CasesFailed` names its case when everything else is done. Left alone are clocks that end before the first day which the versions
    count differently, whose receipts hold under both, and those whose certain end had passed when the version was stated: they are late.
    """
    anew = _Anew(by, calendar, now or timezone.now())
    last = moved = 0
    while keys := anew.keys_after(last):
        last = keys[-1]
        moved += anew.reckon(keys)
    if anew.failed:
        raise CasesFailed.of("deadlines were not reckoned anew", anew.failed)
    return moved


def _concerned(calendar: str, row: CalendarVersion) -> QuerySet[RunningClock]:
    """The running clocks that a change may concern."""
    running = RunningClock.objects.filter(state=ClockState.RUNNING.value, calendar__key=calendar).exclude(calendar=row)
    running = running.filter(first_late_at__isnull=True).exclude(is_firm=True, due_at__lte=row.stated_at)
    newest, asked = calendar_version(row.pk), Q(is_firm=False)
    for before in running.values_list("calendar", flat=True).distinct():
        if changed := changed_days(calendar_version(before), newest):
            asked |= Q(calendar=before, due_on__gte=changed[0])
    return running.filter(asked)


class _Anew:
    """The clocks that a new version of a calendar concerns, some thousands at once, in the order of their primary keys.

    Objects are made only of those with a ledger, with rungs taken or a promised day; for the others what a day yields is reckoned once.
    """

    def __init__(self, by: Actor, calendar: str, now: datetime) -> None:
        self.by, self.key, self.now = by, calendar, now
        self.calendar, number = calendar_in_force(calendar)
        self.row = CalendarVersion.objects.get(pk=number)
        self.concerned = _concerned(calendar, self.row)
        self.special = set(ClockEntry.objects.filter(clock__in=self.concerned).values_list("clock_id", flat=True).distinct())
        self.special |= set(RungTaken.objects.filter(clock__in=self.concerned).values_list("clock_id", flat=True).distinct())
        self.profiles: dict[int, Projecting] = {}
        self.failed: dict[int, Exception] = {}

    def keys_after(self, last: int) -> list[int]:
        """The next clocks, by primary key."""
        return list(self.concerned.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])

    def reckon(self, keys: list[int]) -> int:
        """Reckon these in one transaction. Where that fails, each half alone, down to the one clock whose fault it is."""
        try:
            with transaction.atomic():
                return self._reckoned(keys)
        except OperationalError:
            raise  # of the database, not of a clock
        except Exception as fault:
            if len(keys) == 1:
                log.exception("deadlines, clock %s", keys[0])
                self.failed[RunningClock.objects.values_list("case_id", flat=True).get(pk=keys[0])] = fault
                return 0
        half = len(keys) // 2
        return self.reckon(keys[:half]) + self.reckon(keys[half:])

    def _reckoned(self, keys: list[int]) -> int:
        moved, days_off, written, steps = list[Moved](), list[DayOff](), list[tuple[Any, ...]](), dict[int, int]()
        for told in self._rows(keys):
            steps[told.case] = told.steps
            until_at, until_on, firm, next_at = self._one(told)
            written.append((until_at, until_on, firm, None if told.key in WINDOWS else next_at, self.row.pk, told.clock))
            if until_on is not None and (told.due_on, told.is_firm) != (until_on, firm):
                moved.append(Moved(told.case, told.clock, told.key, told.due_on, until_on, told.is_firm, firm))
            if told.until_on is not None and calendar_version(told.calendar).counts(told.until_on) > self.calendar.counts(told.until_on):
                days_off.append(DayOff(told.case, told.clock, told.key, told.until_on))
        update_values(RunningClock, ["due_at", "due_on", "is_firm", "next_at", "calendar_id"], written)
        if moved or days_off:
            hashes = _told(moved, days_off, steps, self.by, self.now)
            after = {"version": self.calendar.version, "moved": len(moved), "days_off": len(days_off), "hash": hash_of_many(hashes)}
            record(by=self.by, act=ACT, subject=("calendar", self.key), after=after, now=self.now)
            deadlines_moved.announce(DeadlinesMoved(self.by, self.key, tuple(moved), self.now, tuple(days_off)))
        return len(moved)

    def _rows(self, keys: list[int]) -> Iterator[_Row]:
        """The rows with their cases, locked until the transaction ends where the database locks rows."""
        told = ("pk", "case_id", "key", "anchor_at", "value", "unit", "due_on", "is_firm", "until_on", "calendar_id")
        rows = self.concerned.select_for_update().filter(pk__gte=keys[0], pk__lte=keys[-1]).order_by("pk")
        return (_Row._make(row) for row in rows.values_list(*told, "case__profile_id", "case__steps"))

    def _one(self, told: _Row) -> tuple[datetime | None, date | None, bool, datetime | None]:
        if told.clock not in self.special and told.until_on is None:
            until, next_at = self._profile(told.profile).next_of(told.anchor, told.value, told.unit)
            return until.at, until.on, until.is_firm, next_at
        clock = RunningClock.objects.select_related("case__profile").get(pk=told.clock)
        reproject_clock(clock, Timing(profile_of(clock.case.profile), self.calendar, self.row.pk))
        return clock.due_at, clock.due_on, clock.is_firm, clock.next_at

    def _profile(self, number: int) -> Projecting:
        if number not in self.profiles:
            self.profiles[number] = Projecting(profile_of(ProfileText.objects.get(pk=number)), self.calendar)
        return self.profiles[number]


class _Row(NamedTuple):  # a tuple: a hundred thousand are made when a notice is out
    """What is read of a clock and its case."""

    clock: int
    case: int
    key: str
    anchor: datetime
    value: int
    unit: str
    due_on: date
    is_firm: bool
    until_on: date | None
    calendar: int
    profile: int
    steps: int


def _told(moved: Sequence[Moved], days_off: Sequence[DayOff], steps: Mapping[int, int], by: Actor, now: datetime) -> list[str]:
    """One event in each case that is concerned; gives their hashes."""
    changes: dict[int, list[dict[str, object]]] = {}
    for each in moved:
        line = {"did": "deadline_moved", "clock": each.clock, "key": each.key, "before": str(each.before), "due": str(each.after)}
        changes.setdefault(each.case, []).append(line | {"firm": each.is_firm})
    for day in days_off:
        changes.setdefault(day.case, []).append({"did": "promise_day_off", "clock": day.clock, "key": day.key, "due": str(day.on)})
    update_values(Case, ["steps"], [(steps[case] + 1, case) for case in changes])
    actor = str(by)
    told = [Happening(case, steps[case] + 1, ACT, now, actor, by.on_behalf_of, {"changes": lines}) for case, lines in changes.items()]
    rows = [event_values(each) for each in told]
    insert_values(CaseEvent, rows)
    return [row["hash"] for row in rows]


__all__ = ["ACT", "REPROJECT", "DayOff", "DeadlinesMoved", "Moved", "Word", "deadlines_moved", "reproject"]
