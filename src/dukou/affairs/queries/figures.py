"""The office's view of what was filed in a period: how it went, who held the time, which part ended last, how many trips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from dukou.accounts.core.viewers import Viewer
from dukou.affairs.core.kinds import AffairEnding, AffairState, Showing
from dukou.affairs.models import Application, Handed, JointSeat
from dukou.affairs.queries.visibility import visible_applications
from dukou.casework.core.clocks import ZONE, local
from dukou.casework.core.holding import Time, Worked, by_holder, critical_shares, held, worked
from dukou.casework.core.ledgers import Holder
from dukou.casework.queries.among import late_ones
from dukou.casework.queries.cohorts import leg_lives, lives_of, timing_of_newest
from dukou.kit.core.periods import Period
from dukou.kit.core.rates import Rate

KIND = "affair"
MOST = 2_000  # closed applications whose time a page reckons: the newest; it says so


@dataclass(frozen=True, slots=True)
class AffairFigures:
    """What was filed in the period. `on_time`: of those that were done or are late by now.

    `trips`: how many took none, one, two or more.
    `deemed`: accepted by silence, of those that were taken in; `absences`: seats that nobody came to, of those that are over;
    `not_made_up`: tolerances whose day is over without the material, of all; `critical`: by unit; `cases`: closed ones whose time is told.
    """

    filed: int
    taken_in: int
    closed: int
    done: int
    on_time: Rate
    deemed: Rate
    absences: Rate
    not_made_up: Rate
    trips: tuple[int, int, int]
    cases: int
    is_partial: bool
    holders: Mapping[Holder, Time]
    units: Mapping[str, Worked]
    critical: Mapping[str, Rate]


def figures_of(viewer: Viewer, period: Period | None, slug: str, now: datetime) -> AffairFigures:
    """The figures of the applications in sight that were filed in the period; of one affair where `slug` names it."""
    rows = filed_in(visible_applications.filter(viewer), period)
    if slug:
        rows = rows.filter(slug=slug)
    told = rows.aggregate(
        filed=Count("pk", distinct=True),
        taken_in=Count("pk", distinct=True, filter=Q(accepted_at__isnull=False)),
        deemed=Count("pk", distinct=True, filter=Q(was_deemed=True)),
        closed=Count("pk", distinct=True, filter=Q(state=AffairState.CLOSED.value)),
        done=Count("pk", distinct=True, filter=Q(ending=AffairEnding.DONE.value)),
        in_time=Count("pk", distinct=True, filter=Q(ending=AffairEnding.DONE.value, was_on_time=True)),
        none=Count("pk", distinct=True, filter=Q(trips=0)),
        one=Count("pk", distinct=True, filter=Q(trips=1)),
    )
    late = rows.filter(closed_at__isnull=True).filter(late_ones(now)).distinct().count()
    numbers = list(rows.filter(closed_at__isnull=False).order_by("-pk").values_list("pk", flat=True).distinct()[: MOST + 1])
    holders, units, critical = _time(numbers[:MOST], now)
    return AffairFigures(
        filed=told["filed"],
        taken_in=told["taken_in"],
        closed=told["closed"],
        done=told["done"],
        on_time=Rate(told["in_time"], told["done"] + late),
        deemed=Rate(told["deemed"], told["taken_in"]),
        absences=_absences(rows),
        not_made_up=_not_made_up(rows, now),
        trips=(told["none"], told["one"], told["filed"] - told["none"] - told["one"]),
        cases=len(numbers[:MOST]),
        is_partial=len(numbers) > MOST,
        holders=holders,
        units=units,
        critical=critical,
    )


def filed_in(rows: QuerySet[Application], period: Period | None) -> QuerySet[Application]:
    """Those that were filed in the period, by the days of the place."""
    if period is None:
        return rows
    first = datetime.combine(period.first, datetime.min.time(), ZONE)
    return rows.filter(filed_at__gte=first, filed_at__lt=datetime.combine(period.last, datetime.max.time(), ZONE))


def _absences(rows: QuerySet[Application]) -> Rate:
    seats = JointSeat.objects.filter(part__application__in=rows.values("pk")).exclude(showing=Showing.EXPECTED.value)
    told = seats.aggregate(all=Count("pk"), absent=Count("pk", filter=Q(showing=Showing.ABSENT.value)))
    return Rate(told["absent"], told["all"])


def _not_made_up(rows: QuerySet[Application], now: datetime) -> Rate:
    later = Handed.objects.filter(application__in=rows.values("pk"), until__isnull=False)
    over = Q(made_up_at__isnull=True, until__lt=local(now).date()) | Q(made_up_at__date__gt=F("until"))
    told = later.aggregate(all=Count("pk"), over=Count("pk", filter=over))
    return Rate(told["over"], told["all"])


def _time(numbers: list[int], now: datetime) -> tuple[Mapping[Holder, Time], Mapping[str, Worked], Mapping[str, Rate]]:
    timing = timing_of_newest(KIND)
    if not numbers or timing is None:
        return {}, {}, {}
    lives, convention = lives_of(numbers, {}, now), timing.profile.convention
    stretches = [each for life in lives for each in held(life, timing.calendar, convention)]
    return by_holder(stretches, convention), worked(leg_lives(numbers), timing.calendar, convention), critical_shares(lives)
