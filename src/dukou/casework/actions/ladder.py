"""The ladder: rungs whose time has come are taken by the system, in order and once; what the end of a clock means comes about."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import OperationalError, transaction
from django.db.models import Q
from django.utils import timezone

from dukou.casework.actions._clocks import keep_late, project, timing_for
from dukou.casework.actions._failing import CasesFailed
from dukou.casework.actions._step import Step
from dukou.casework.actions.steps import step
from dukou.casework.core.escalation import RungMoment, is_escalated_at_once, to_take
from dukou.casework.core.profiles import Expiry, Rung
from dukou.casework.core.states import ClockState, LegOutcome
from dukou.casework.models import Case, Leg, RungTaken, RunningClock
from dukou.casework.queries.timing import clock_of, entries_of, ladder_of, projected, rungs_taken, taken_for
from dukou.kit.core.actors import Actor
from dukou.kit.hooks import Hook

log = logging.getLogger(__name__)
_AT_ONCE = 500  # clocks looked up by one query
_ENDS = {Expiry.DEEMED_AGREED: LegOutcome.DEEMED_AGREED, Expiry.RETURNED: LegOutcome.RETURNED}


@dataclass(frozen=True, slots=True)
class RungReached:
    """What is announced when a rung was taken, inside its transaction; `step` lets the listener tell people as a part of it.

    `is_highest`: of those taken for this clock in one sweep: after a time without sweeps people hear of this one alone.
    """

    step: Step
    case: Case
    clock: RunningClock
    rung: Rung
    due_at: datetime
    leg: Leg | None
    leg_outcome: LegOutcome | None
    is_highest: bool


rung_reached: Hook[RungReached] = Hook("rung_reached", RungReached, "inside")


def sweep(*, by: Actor, now: datetime | None = None) -> int:
    """Take every rung that is due at `now`; gives their number. Each case is a transaction of its own with an event of its own.

    Safe to run at any time, by several at once, and after a time in which nobody did: what was missed is taken in order. A case in which
    that fails is left for the next sweep and stops no other; `CasesFailed` names such cases when everything else is done.
    """
    moment, taken, failed = now or timezone.now(), 0, dict[int, Exception]()
    for case in _waiting(moment):
        if case in failed:
            continue
        try:
            with transaction.atomic():
                taken += _climb(by, case, moment)
        except OperationalError:
            raise  # of the database, not of a case
        except Exception as fault:
            log.exception("ladder, case %s", case)
            failed[case] = fault
    if failed:
        raise CasesFailed.of("rungs were not taken", failed)
    return taken


def _waiting(now: datetime) -> Iterator[int]:
    """Cases with a rung that is due, the longest due first. What was looked at before is not looked at again: it may have failed."""
    due, last = RunningClock.objects.filter(next_at__lte=now).order_by("next_at", "pk"), Q()
    while found := list(due.filter(last).values_list("case_id", "next_at", "pk")[:_AT_ONCE]):
        yield from dict.fromkeys(case for case, _, _ in found)
        _, at, key = found[-1]
        last = Q(next_at__gt=at) | Q(next_at=at, pk__gt=key)


def _climb(by: Actor, case: int, now: datetime) -> int:
    """Take what is due in one case. Read again under the lock: another sweep may have been quicker."""
    Case.objects.select_for_update().get(pk=case)
    clocks = list(RunningClock.objects.filter(case=case, next_at__lte=now).select_related("leg__unit").order_by("next_at", "pk"))
    if not clocks:
        return 0
    with step(by=by, act="ladder.sweep", case=case, now=now) as taken:
        return sum(_climb_one(taken, clock) for clock in clocks)


def _climb_one(taken: Step, clock: RunningClock) -> int:
    clock.refresh_from_db()  # the end of another clock may have stopped this one
    if clock.state != ClockState.RUNNING.value:
        return 0
    clock.case = taken.case
    timing = timing_for(clock, taken.timing)
    told, rungs = clock_of(clock, entries_of(clock.entries.all()), timing.profile), rungs_taken(clock)
    project(clock, projected(told, rungs, timing), timing)
    if clock.due_at is None:
        return 0
    ends, ladder = clock.due_at, ladder_of(told, timing)
    known = taken_for(ends, rungs)
    due = _with_escalation(to_take(ladder, known, taken.now), ladder, known, clock)
    for each in due:
        _take(taken, clock, each, ends, is_highest=each is due[-1])
    clock.refresh_from_db()  # whoever was told of a rung may have stopped it
    if clock.state == ClockState.RUNNING.value:
        project(clock, projected(told, {*rungs, *((each.rung, ends) for each in due)}, timing), timing)
        if clock.is_firm and clock.has_run_out(taken.now):
            keep_late(clock)
        clock.save(update_fields=["state", "calendar", "due_at", "due_on", "is_firm", "next_at", "first_late_at"])
    return len(due)


def _with_escalation(due: list[RungMoment], ladder: Iterable[RungMoment], known: set[Rung], clock: RunningClock) -> list[RungMoment]:
    """What is due, with the rung above the end where the end means that the case is escalated."""
    ended = any(is_escalated_at_once(each.rung, Expiry.of(clock.expiry)) for each in due)
    above = next((each for each in ladder if each.rung.height > Rung.EXPIRY.height and each.rung not in known), None)
    return [*due, above] if ended and above is not None and above not in due else due


def _take(taken: Step, clock: RunningClock, each: RungMoment, ends: datetime, *, is_highest: bool) -> None:
    RungTaken.objects.create(clock=clock, rung=each.rung.value, ends_at=ends, due_at=each.at, taken_at=taken.now)
    taken.changes.append({"did": "rung_taken", "clock": clock.pk, "key": clock.key, "rung": each.rung.value, "due_at": each.at.isoformat()})
    leg, outcome = clock.leg, None
    if each.rung is Rung.EXPIRY and leg is not None and leg.closed_at is None:
        outcome = _ENDS.get(Expiry.of(clock.expiry))
        if outcome is not None:
            taken.close_leg(leg, outcome)
            clock.refresh_from_db()
    rung_reached.announce(RungReached(taken, taken.case, clock, each.rung, each.at, leg, outcome, is_highest))
