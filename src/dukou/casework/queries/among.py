"""Conditions on lists of rooms above, whose primary keys are those of cases: which units had a part, which are late.

A list goes from the newest back and stops at a full page. Where a condition holds for many cases, each row is asked in turn, and a page is
soon full; where it holds for few, these are looked up first, for the walk would be long.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from dukou.casework.core.profiles import WINDOWS
from dukou.casework.core.states import ClockState
from dukou.casework.models import Leg, RunningClock

MANY = 5_000
_SEEN = ("outer", "promise")  # the clocks that whoever brought the case sees


def of_units(units: Iterable[str], many: int = MANY) -> Q:
    """Cases that one of these units (keys) has or had a part in."""
    legs = Leg.objects.filter(unit__key__in=list(units))
    if legs[: many + 1].count() > many:
        return Q(Exists(legs.filter(case=OuterRef("pk"))))
    return Q(pk__in=legs.values("case_id"))


def late_ones(now: datetime, many: int = 2_000) -> Q:
    """Cases whose outer clock, or promised day, has run out at `now`."""
    over = RunningClock.objects.filter(state=ClockState.RUNNING.value, due_at__lte=now).order_by("due_at")  # by the index of what is due
    found = list(over.values_list("case_id", "leg_id", "key")[: many + 1])
    if len(found) <= many:
        return Q(pk__in={case for case, leg, key in found if leg is None and key in _SEEN})
    # said without `running`, so that the index of what is due is not taken for one case; what stands still has no `due_at`
    seen = RunningClock.objects.exclude(state=ClockState.STOPPED.value).filter(due_at__lte=now, leg__isnull=True, key__in=_SEEN)
    return Q(Exists(seen.filter(case=OuterRef("pk"))))


def late_inside(now: datetime, many: int = 2_000) -> Q:
    """Cases of which any clock has run out at `now`, as offices read them. Windows are none: nobody is late by them."""
    over = RunningClock.objects.filter(state=ClockState.RUNNING.value, due_at__lte=now).order_by("due_at")
    found = list(over.values_list("case_id", "key")[: many + 1])
    if len(found) <= many:
        return Q(pk__in={case for case, key in found if key not in WINDOWS})
    each = RunningClock.objects.exclude(state=ClockState.STOPPED.value).filter(due_at__lte=now).exclude(key__in=WINDOWS)
    return Q(Exists(each.filter(case=OuterRef("pk"))))
