"""Who held the time of closed appeals: by holder, by unit, and in how many of its cases a unit's part was the one that ended last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from dukou.accounts.core.viewers import Viewer
from dukou.appeals.models import Appeal, Objection
from dukou.appeals.queries.statistics import KIND, filed_in, own_units
from dukou.appeals.queries.visibility import visible_appeals
from dukou.casework.core.holding import Dispute, Time, by_holder, by_unit, critical_shares, held, in_dispute
from dukou.casework.core.ledgers import Holder
from dukou.casework.queries.cohorts import lead_units, lives_of, timing_of_newest
from dukou.kit.core.periods import Period
from dukou.kit.core.rates import Rate

MOST = 2_000  # appeals that a page reckons: the newest; it says so


@dataclass(frozen=True, slots=True)
class HeldTime:
    """The time of `cases` closed appeals (`is_partial`: the newest of more). `critical`: by unit."""

    cases: int
    is_partial: bool
    holders: Mapping[Holder, Time]
    units: Mapping[str, Time]
    disputed: Time
    critical: Mapping[str, Rate]

    @property
    def whole(self) -> int:
        """All of it, in office seconds."""
        return sum(time.seconds for time in self.holders.values())


def held_time(viewer: Viewer, period: Period | None, now: datetime, most: int = MOST) -> HeldTime | None:
    """Of the closed appeals in sight that were filed in the period; None: there are none. A unit: of those that it led, its line."""
    own, closed = own_units(viewer), filed_in(period, visible_appeals.filter(viewer)).filter(closed_at__lte=now)
    numbers = _numbers(closed, own, most, now)
    timing = timing_of_newest(KIND)
    if not numbers or timing is None:
        return None
    lives = lives_of(numbers[:most], _disputes(numbers[:most]), now)
    convention = timing.profile.convention
    stretches = [each for life in lives for each in held(life, timing.calendar, convention)]
    units, critical = by_unit(stretches, convention), critical_shares(lives)
    return HeldTime(
        cases=len(lives),
        is_partial=len(numbers) > most,
        holders=by_holder(stretches, convention),
        units={unit: time for unit, time in units.items() if unit and (own is None or unit in own)},
        disputed=in_dispute(stretches, convention),
        critical={unit: rate for unit, rate in critical.items() if own is None or unit in own},
    )


def _numbers(closed: QuerySet[Appeal], own: frozenset[str] | None, most: int, now: datetime) -> list[int]:
    """The newest, one more than are reckoned, so that the page knows of more."""
    if own is None:
        return list(closed.order_by("-pk").values_list("pk", flat=True)[: most + 1])
    led = lead_units(closed.values_list("pk", flat=True), now)
    return sorted((case for case, unit in led.items() if unit in own), reverse=True)[: most + 1]


def _disputes(numbers: list[int]) -> dict[int, list[Dispute]]:
    found: dict[int, list[Dispute]] = {}
    rows = Objection.objects.filter(appeal__in=numbers).order_by("pk").values_list("appeal_id", "made_at", "ruled_at")
    for appeal, made, ruled in rows:
        found.setdefault(appeal, []).append(Dispute(made, ruled))
    return found
