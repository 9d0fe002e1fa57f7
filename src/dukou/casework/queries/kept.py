"""How many times were kept: of clocks of one name, those that were stopped before they ran out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from dukou.casework.core.states import ClockState
from dukou.casework.models import RunningClock
from dukou.casework.queries.cohorts import Cases
from dukou.kit.core.rates import Rate


@dataclass(frozen=True, slots=True)
class Kept:
    """`rate`: of the clocks that were stopped or have run out, those stopped in time; `open`: those that still have time.

    `moot`: those that their case's end stopped in time; in no rate, for what they waited for was not done.
    """

    rate: Rate
    open: int
    moot: int = 0


def kept_times(cases: Cases, keys: Sequence[str], now: datetime) -> dict[str, Kept]:
    """By name of the clock, in the order of `keys`. What has run out counts as not kept at once, not only when it is stopped."""
    late = Q(first_late_at__isnull=False) | (~Q(state=ClockState.STOPPED.value) & Q(due_at__lte=now))
    rows = (
        RunningClock.objects.filter(case__in=cases, key__in=keys)
        .order_by()
        .values("key")
        .annotate(
            late=Count("pk", filter=late),
            kept=Count("pk", filter=Q(state=ClockState.STOPPED.value, first_late_at__isnull=True, is_moot=False)),
            moot=Count("pk", filter=Q(is_moot=True)),
            whole=Count("pk"),
        )
    )
    found = {row["key"]: _kept(**row) for row in rows}
    return {key: found.get(key, Kept(Rate(0, 0), 0)) for key in keys}


def _kept(key: str, late: int, kept: int, moot: int, whole: int) -> Kept:
    return Kept(Rate(kept, kept + late), whole - kept - late - moot, moot)
