"""When units are taken: by joint days that are arranged, and by what they said themselves."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from dukou.affairs.core.joint_days import Slot
from dukou.affairs.core.kinds import Half, JointDayState
from dukou.affairs.models import JointSeat, UnitAway


def taken_slots(units: Collection[int], since: date) -> dict[int, set[Slot]]:
    """By unit (primary key) the half-days from `since` on which it is taken; two queries."""
    found: dict[int, set[Slot]] = {unit: set() for unit in units}
    seats = JointSeat.objects.filter(part__unit__in=units, joint_day__day__gte=since, joint_day__state=JointDayState.ARRANGED.value)
    away = UnitAway.objects.filter(unit__in=units, day__gte=since)
    rows = [*seats.values_list("part__unit_id", "joint_day__day", "joint_day__half"), *away.values_list("unit_id", "day", "half")]
    for unit, day, half in rows:
        found[unit].add(Slot(day, Half.of(half)))
    return found
