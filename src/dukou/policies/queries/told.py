"""Which firm was told of which measure, in the window of a day; what its desk still says of it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from dukou.enterprises.queries.merged import entries_of, standing_for
from dukou.policies.core.kinds import Opening
from dukou.policies.core.measures import Measure
from dukou.policies.models import Notice
from dukou.policies.queries.policies import measures_matched


@dataclass(frozen=True, slots=True)
class ToldOf:
    """A measure that a firm was told of, and since when."""

    measure: Measure
    on: date


def told_of(measures: Iterable[Measure], on: date) -> frozenset[tuple[str, int]]:
    """Measure and firm of every notice in the windows of a day, by the entry that stands."""
    rows = list(Notice.objects.filter(_of_windows(measures, on)).values_list("measure", "enterprise_id"))
    stands = standing_for({firm for _, firm in rows})
    return frozenset((measure, stands[firm]) for measure, firm in rows)


def told_firms(measure: Measure, on: date) -> frozenset[int]:
    """The firms that were told of one measure, by the primary key of the entry that stands."""
    return frozenset(firm for _, firm in told_of([measure], on))


def still_told(firm: int, in_hand: Container[str], on: date) -> list[ToldOf]:
    """What a firm's desk says it was told of: gone once there is a claim in hand, or the window is over."""
    measures = {each.measure.key: each.measure for each in measures_matched(on)}
    open_ = {key: measure for key, measure in measures.items() if key not in in_hand and measure.opening(on) is Opening.OPEN}
    rows = Notice.objects.filter(_of_windows(open_.values(), on), enterprise__in=entries_of(firm)).order_by("-told_at", "-pk")
    since = {row.measure: timezone.localdate(row.told_at) for row in rows}  # of several entries the first that was told
    return [ToldOf(measure, since[key]) for key, measure in open_.items() if key in since]


def _of_windows(measures: Iterable[Measure], on: date) -> Q:
    found = Q(pk__in=[])
    for measure in measures:
        found |= Q(measure=measure.key, window_on=measure.window.begins_on(on))
    return found
