"""Many cases at once, for figures: how their clocks ended, who leads in them, when they stood still. One query each, however many cases.

Cases are handed in as a query of their primary keys. Everything is told as it was at a moment, as far as rows that only grow tell it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db.models import Case, F, Max, Min, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from dukou.casework.core.holding import CaseLife, Dispute, LegLife, LegSpan
from dukou.casework.core.ledgers import Pause, read
from dukou.casework.core.profiles import OUTER, WINDOWS, LegRole
from dukou.casework.core.states import ClockState, LegOutcome
from dukou.casework.models import Case as CaseRow
from dukou.casework.models import ClockEntry, Leg, RunningClock
from dukou.casework.queries.moments import Seconds
from dukou.casework.queries.profiles import profile_of
from dukou.casework.queries.timing import Timing, entries_of, timing_of

Cases = QuerySet[Any, int] | list[int]
PROMISE = "promise"  # the clock that runs while a matter is on plan
_GIVEN_BACK = (LegOutcome.RETURNED.value, LegOutcome.RECALLED.value)


class Limits(NamedTuple):  # a tuple: tens of thousands are made for one page
    """How the clocks of one case ended, in seconds since 1970.

    `late_due`: the end of the first outer or promised time that ran out before it was answered, which is kept; `last_due`: the latest end;
    `last_anchor`: when the outer clock was last started: what came before belongs to an earlier round; `standing`: 1 where it stands still.
    """

    contact_due: int | None
    late_due: int | None
    last_due: int | None
    last_anchor: int | None
    standing: int


def limits_of(cases: Cases, at: datetime) -> dict[int, Limits]:
    """The limits of each case that had a clock by `at`."""
    own = Q(leg__isnull=True)  # asked of each clock of the cases: as a condition, the database would begin with every clock of its name
    seen = own & Q(key__in=(OUTER, PROMISE))
    runs_late = Q(due_at__lte=at) & (Q(stopped_at__isnull=True) | Q(stopped_at__gte=F("due_at")))
    ran_out = seen & (Q(first_late_at__lte=at) | (Q(first_late_at__isnull=True) & runs_late))
    rows = (
        RunningClock.objects.filter(case__in=cases, anchor_at__lte=at)
        .order_by()
        .values("case_id")
        .annotate(
            contact=Seconds(Max("due_at", filter=own & Q(key="contact"))),
            late=Seconds(Min(Coalesce("first_late_at", "due_at"), filter=ran_out)),
            last=Seconds(Max("due_at", filter=seen)),
            anchor=Seconds(Max("anchor_at", filter=own & Q(key=OUTER))),
            standing=Max(Case(When(seen & Q(state=ClockState.STANDING.value), then=Value(1)), default=Value(0))),
        )
        .values_list("case_id", "contact", "late", "last", "anchor", "standing")
    )
    return {row[0]: Limits._make(row[1:]) for row in rows.iterator(5000)}


def lead_units(cases: Cases, at: datetime) -> dict[int, str]:
    """By case the unit that leads or last led: a dispatch that was returned or recalled by `at` does not count."""
    rows = Leg.objects.filter(case__in=cases, role=LegRole.LEAD.value, opened_at__lte=at)
    rows = rows.exclude(outcome__in=_GIVEN_BACK, closed_at__lte=at)
    return dict(rows.order_by("pk").values_list("case_id", "unit__key").iterator(5000))


@dataclass(frozen=True, slots=True)
class Sent:
    """One dispatch of a case to a unit: `case`, `leg`, the unit's key, and whether it was given back (by a ruling, by letting it lapse)."""

    case: int
    leg: int
    unit: str
    was_returned: bool


def dispatches_of(cases: Cases) -> list[Sent]:
    """Every dispatch to lead or to answer a part, in order. One back to the unit that had answered before is no new dispatch."""
    rows = Leg.objects.filter(case__in=cases).exclude(role=LegRole.ASSIST.value).order_by("case_id", "pk")
    found, answered = list[Sent](), dict[int, str]()
    for case, leg, unit, outcome in rows.values_list("case_id", "pk", "unit__key", "outcome").iterator(5000):
        if answered.get(case) != unit:
            found.append(Sent(case, leg, unit, outcome == LegOutcome.RETURNED.value))
        answered[case] = unit if outcome == LegOutcome.ANSWERED.value else ""
    return found


def pauses_of(cases: Cases) -> dict[int, list[Pause]]:
    """By case when the clock that the enterprise sees stood still, and who had the case meanwhile. Cases without a pause are not there."""
    entries = ClockEntry.objects.filter(clock__case__in=cases, clock__leg__isnull=True, clock__key=OUTER)
    by_clock: dict[tuple[int, int, datetime | None], list[ClockEntry]] = {}
    for entry in entries.select_related("clock").order_by("clock_id", "pk"):
        by_clock.setdefault((entry.clock.case_id, entry.clock_id, entry.clock.stopped_at), []).append(entry)
    found: dict[int, list[Pause]] = {}
    for (case, _, stopped), lines in by_clock.items():
        for pause in read(entries_of(lines)).pauses:
            found.setdefault(case, []).append(Pause(pause.begins, pause.ends or stopped, pause.holder))
    return found


def lives_of(cases: Iterable[int], disputes: dict[int, list[Dispute]], now: datetime) -> list[CaseLife]:
    """What `core.holding` asks of cases; three queries. `disputes`: told by the room whose cases they are."""
    numbers = list(cases)
    legs: dict[int, list[LegSpan]] = {}
    spans = Leg.objects.filter(case__in=numbers).order_by("pk").values_list("case_id", "unit__key", "role", "opened_at", "closed_at")
    for case, unit, role, opened, closed in spans:
        legs.setdefault(case, []).append(LegSpan(unit, LegRole.of(role), opened, closed))
    pauses = pauses_of(numbers)
    return [
        CaseLife(opened, closed, now, legs.get(case, ()), pauses.get(case, ()), disputes.get(case, ()))
        for case, opened, closed in CaseRow.objects.filter(pk__in=numbers).order_by("pk").values_list("pk", "opened_at", "closed_at")
    ]


def leg_lives(cases: Cases) -> list[LegLife]:
    """Every leg of the cases that has ended, with the pauses of its own clock; two queries."""
    entries = ClockEntry.objects.filter(clock__case__in=cases, clock__leg__isnull=False).select_related("clock")
    lines: dict[int, list[ClockEntry]] = {}
    for entry in entries.order_by("clock_id", "pk"):
        if entry.clock.key not in WINDOWS and entry.clock.leg_id is not None:
            lines.setdefault(entry.clock.leg_id, []).append(entry)
    rows = (
        Leg.objects.filter(case__in=cases, closed_at__isnull=False).order_by("pk").values_list("pk", "unit__key", "opened_at", "closed_at")
    )
    return [
        LegLife(unit, opened, closed, read(entries_of(lines.get(leg, ()))).pauses)
        for leg, unit, opened, closed in rows
        if closed is not None
    ]


def timing_of_newest(kind: str) -> Timing | None:
    """The calendar and office hours of the newest case of a kind, by which the time of many is counted; None where there is no case."""
    newest = CaseRow.objects.filter(kind=kind).select_related("profile").order_by("-pk").first()
    return timing_of(profile_of(newest.profile)) if newest else None


def moment(seconds: int | None) -> datetime | None:
    """Seconds since 1970 as a moment."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
