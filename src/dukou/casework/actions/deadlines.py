"""Deadlines reckoned anew when a calendar has a new version: in bulk, each with its event, and whoever is concerned is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from dukou.audit.actions import record
from dukou.casework.actions._clocks import reproject as reproject_clock
from dukou.casework.actions._events import event_values
from dukou.casework.actions._telling import Word, tell_many
from dukou.casework.core.calendars import changed_days
from dukou.casework.core.events import Happening, hash_of_many
from dukou.casework.core.profiles import WINDOWS
from dukou.casework.core.projecting import Projecting
from dukou.casework.core.states import ClockState
from dukou.casework.models import Case, CaseEvent, ClockEntry, ProfileText, RungTaken, RunningClock
from dukou.casework.queries.calendars import calendar_in_force, calendar_version
from dukou.casework.queries.profiles import profile_of
from dukou.casework.queries.timing import Timing
from dukou.kit.core.actors import Actor
from dukou.kit.hooks import Hook
from dukou.kit.ledger import insert_values, update_values

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
class DeadlinesMoved:
    """What is announced when a calendar moved deadlines, inside the transaction."""

    by: Actor
    calendar: str
    moved: tuple[Moved, ...]
    at: datetime

    def tell(self, words: Sequence[Word]) -> int:
        """Tell people, as a part of the act that moved the deadlines; gives the number of messages."""
        return tell_many(words, self.at)


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
        anew = _Anew(row, _concerned(calendar, row))
        while found := anew.next_part():
            moved += found.moved
            hashes += _told(found, by, moment)
        if moved:
            after = {"version": newest.version, "moved": len(moved), "hash": hash_of_many(hashes)}
            record(by=by, act=ACT, subject=("calendar", calendar), after=after, now=moment)
            deadlines_moved.announce(DeadlinesMoved(by, calendar, tuple(moved), moment))
    return len(moved)


def _concerned(calendar: str, row: int) -> QuerySet[RunningClock]:
    """The running clocks that a change may concern."""
    running = RunningClock.objects.filter(state=ClockState.RUNNING.value, calendar__key=calendar).exclude(calendar=row)
    newest, asked = calendar_version(row), Q(is_firm=False)
    for before in running.values_list("calendar", flat=True).distinct():
        if changed := changed_days(calendar_version(before), newest):
            asked |= Q(calendar=before, due_on__gte=changed[0])
    return running.filter(asked)


@dataclass(frozen=True, slots=True)
class _Part:
    """What was reckoned anew at once: the clocks that moved, and how many events each of their cases has."""

    moved: list[Moved]
    steps: dict[int, int]


class _Anew:
    """The clocks that a new version of a calendar concerns, some thousands at once, in the order of their primary keys.

    Objects are made only of those with a ledger or with rungs taken; for the others what a day yields is reckoned once.
    """

    def __init__(self, row: int, concerned: QuerySet[RunningClock]) -> None:
        self.row, self.calendar, self.concerned, self.last = row, calendar_version(row), concerned, 0
        self.special = set(ClockEntry.objects.filter(clock__in=concerned).values_list("clock_id", flat=True).distinct())
        self.special |= set(RungTaken.objects.filter(clock__in=concerned).values_list("clock_id", flat=True).distinct())
        self.steps: dict[int, int] = {}
        self.profiles: dict[int, Projecting] = {}

    def next_part(self) -> _Part | None:
        """Reckon and write the next of them; None where none is left."""
        found, written, there = list[Moved](), list[tuple[Any, ...]](), self._rows()
        for number, case, key, anchor, value, unit, due_on, is_firm, profile, steps in there:
            self.steps.setdefault(case, steps)
            if number in self.special:
                until_at, until_on, firm, next_at = self._one(number)
            else:
                until, next_at = self._profile(profile).next_of(anchor, value, unit)
                until_at, until_on, firm = until.at, until.on, until.is_firm
            written.append((until_at, until_on, firm, None if key in WINDOWS else next_at, self.row, number))
            if until_on is not None and (due_on, is_firm) != (until_on, firm):
                found.append(Moved(case, number, key, due_on, until_on, is_firm, firm))
        update_values(RunningClock, ["due_at", "due_on", "is_firm", "next_at", "calendar_id"], written)
        return _Part(found, self.steps) if there else None

    def _rows(self) -> list[tuple[Any, ...]]:
        """The next rows with their cases, locked until the transaction ends where the database locks rows."""
        told = ("pk", "case_id", "key", "anchor_at", "value", "unit", "due_on", "is_firm", "case__profile_id", "case__steps")
        rows = self.concerned.select_for_update().filter(pk__gt=self.last).order_by("pk")
        found = list(rows.values_list(*told)[:_AT_ONCE])
        self.last = found[-1][0] if found else self.last
        return found

    def _one(self, number: int) -> tuple[datetime | None, date | None, bool, datetime | None]:
        clock = RunningClock.objects.select_related("case__profile").get(pk=number)
        reproject_clock(clock, Timing(profile_of(clock.case.profile), self.calendar, self.row))
        return clock.due_at, clock.due_on, clock.is_firm, clock.next_at

    def _profile(self, number: int) -> Projecting:
        if number not in self.profiles:
            self.profiles[number] = Projecting(profile_of(ProfileText.objects.get(pk=number)), self.calendar)
        return self.profiles[number]


def _told(part: _Part, by: Actor, now: datetime) -> list[str]:
    """One event in each case that is concerned; gives their hashes."""
    changes: dict[int, list[dict[str, object]]] = {}
    for each in part.moved:
        line = {"did": "deadline_moved", "clock": each.clock, "key": each.key, "before": str(each.before), "due": str(each.after)}
        changes.setdefault(each.case, []).append(line | {"firm": each.is_firm})
    for case in changes:
        part.steps[case] += 1
    update_values(Case, ["steps"], [(part.steps[case], case) for case in changes])
    actor = str(by)
    told = [Happening(case, part.steps[case], ACT, now, actor, by.on_behalf_of, {"changes": lines}) for case, lines in changes.items()]
    rows = [event_values(each) for each in told]
    insert_values(CaseEvent, rows)
    return [row["hash"] for row in rows]


__all__ = ["ACT", "REPROJECT", "DeadlinesMoved", "Moved", "Word", "deadlines_moved", "reproject"]
