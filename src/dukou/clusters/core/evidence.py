"""What is known of one cluster on a day: its claims and those of its segments, and which of them to take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dukou.figures.core.claims import Claim, ClaimKind, Role
from dukou.figures.core.quantities import Quantity
from dukou.figures.core.units import PERCENT, YI
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period, PeriodKind

ROLES = (Role.REVENUE, Role.GROWTH, Role.ENTERPRISES)  # the roles that this room reads
_DIMENSIONS = {Role.REVENUE: YI.dimension, Role.GROWTH: PERCENT.dimension}
# The firmer word goes first; what is expected of a period that is over is better than nothing.
_FIRMNESS = [
    ClaimKind.FINAL,
    ClaimKind.PRELIMINARY,
    ClaimKind.REPORTED,
    ClaimKind.EXPECTED,
    ClaimKind.ESTIMATE,
    ClaimKind.COMPUTED,
    ClaimKind.TARGET,
]


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of a cluster."""

    key: str
    label: Label

    @property
    def ref(self) -> str:
        """Its reference as a subject of claims."""
        return f"segment/{self.key}"


@dataclass(frozen=True)
class ClusterClaims:
    """A cluster and the claims about it and its segments, as known on a day. Claims that became known later are not seen.

    `up_to`: look no further than the end of this period; of what lies beyond it only targets, and what is expected of its own year, count.
    """

    slug: str
    label: Label
    known_on: date
    claims: tuple[Claim, ...]
    segments: tuple[Segment, ...] = ()
    up_to: Period | None = None

    @property
    def ref(self) -> str:
        """The cluster's reference as a subject of claims."""
        return f"cluster/{self.slug}"

    @cached_property
    def _index(self) -> dict[tuple[str, Role], list[Claim]]:
        index: dict[tuple[str, Role], list[Claim]] = {}
        for claim in self.claims:
            if claim.known_on <= self.known_on and _is_usable(claim) and self._is_in_reach(claim):
                index.setdefault((claim.subject, claim.role), []).append(claim)
        return index

    @cached_property
    def _by_period(self) -> dict[tuple[str, Role, Period | None], list[Claim]]:
        index: dict[tuple[str, Role, Period | None], list[Claim]] = {}
        for (subject, role), claims in self._index.items():
            for claim in claims:
                index.setdefault((subject, role, claim.period), []).append(claim)
        return index

    def about(self, subject: str, role: Role) -> list[Claim]:
        """The quantities of one role about one subject."""
        return self._index.get((subject, role), [])

    def of(self, period: Period | None, role: Role, subject: str = "") -> list[Claim]:
        """The quantities of one role told of exactly this period (None: undated), by default about the cluster itself."""
        return self._by_period.get((subject or self.ref, role, period), [])

    @property
    def this_year(self) -> int:
        """The running year: that of the day, or that in which the reach ends."""
        return self.up_to.year if self.up_to else self.known_on.year

    def _is_in_reach(self, claim: Claim) -> bool:
        if self.up_to is None or claim.period is None or claim.period.last <= self.up_to.last or claim.kind is ClaimKind.TARGET:
            return True
        return claim.period == self.up_to.whole_year() and not claim.kind.is_told_as_fact

    def is_over(self, period: Period) -> bool:
        """Whether the period had ended before this day."""
        return period.last < self.known_on

    @cached_property
    def years(self) -> list[int]:
        """The years that are over and have a figure told as a fact, the latest first."""
        told = self._told(self.ref)
        return sorted({claim.period.year for claim in told if claim.period and claim.period.kind is PeriodKind.YEAR}, reverse=True)

    @cached_property
    def scope(self) -> str:
        """The indicator in which this cluster is told: that of its latest year, else of anything told; figures of it are preferred."""
        told = self._told(self.ref)
        of_year = [claim for claim in told if claim.period and self.years and claim.period.year == self.years[0]]
        best = firmest(of_year or told or self.about(self.ref, Role.REVENUE))
        return best.indicator if best else ""

    def level(self, period: Period, subject: str = "") -> Claim | None:
        """The revenue of a period that is over: told as a fact; for part of a year also what is expected of it."""
        if not self.is_over(period):
            return None
        stated = self.of(period, Role.REVENUE, subject)
        facts = [claim for claim in stated if claim.kind.is_told_as_fact and claim.is_of_closed_period]
        if not facts and period.kind is not PeriodKind.YEAR:
            facts = [claim for claim in stated if claim.kind is not ClaimKind.TARGET]
        return firmest(facts, self.scope)

    def undated(self, subject: str = "") -> Claim | None:
        """The revenue told as a fact without a period."""
        stated = self.of(None, Role.REVENUE, subject)
        return firmest([claim for claim in stated if claim.kind.is_told_as_fact], self.scope)

    def growth(self, indicator: str, period: Period, subject: str = "") -> Claim | None:
        """The growth that was told of an indicator for a period."""
        return firmest([claim for claim in self.of(period, Role.GROWTH, subject) if claim.growth_of == indicator])

    def growths(self, subject: str = "") -> list[Claim]:
        """Every growth told of a revenue."""
        scopes = {claim.indicator for claim in self.about(subject or self.ref, Role.REVENUE)}
        return [claim for claim in self.about(subject or self.ref, Role.GROWTH) if claim.growth_of in scopes]

    def running(self) -> Claim | None:
        """The latest figure from January to a month that is over, of this year or the last, if no figure of that whole year is told."""
        told = [claim for claim in self.about(self.ref, Role.REVENUE) if claim.kind is not ClaimKind.TARGET]
        stated = [claim for claim in told if claim.period and claim.period.is_cumulative]
        periods = {claim.period for claim in stated if claim.period and self.is_over(claim.period)}
        since = max(self.this_year - 1, self.years[0] + 1 if self.years else 0)
        fresh = [period for period in periods if period.year >= since]
        return self.level(max(fresh, key=lambda period: period.last)) if fresh else None

    def yardstick(self, year: Period) -> Claim | None:
        """What a year is measured against: its target, else what is expected of it, else an estimate."""
        stated = self.of(year, Role.REVENUE)
        for kind in (ClaimKind.TARGET, ClaimKind.EXPECTED, ClaimKind.ESTIMATE):
            best = firmest([claim for claim in stated if claim.kind is kind], self.scope)
            if best:
                return best
        return None

    def targets(self) -> list[Claim]:
        """The targets that stand, one for each period, by period, undated ones first; a later word replaces an earlier one."""
        stated = [claim for claim in self.about(self.ref, Role.REVENUE) if claim.kind is ClaimKind.TARGET]
        best = (firmest([claim for claim in stated if claim.period == period], self.scope) for period in {claim.period for claim in stated})
        return sorted((claim for claim in best if claim), key=lambda claim: claim.period.last if claim.period else date.min)

    def count(self, subject: str = "") -> Claim | None:
        """The number of enterprises, the latest period first; an undated one where no other is told."""
        stated = [claim for claim in self.about(subject or self.ref, Role.ENTERPRISES) if claim.kind is not ClaimKind.TARGET]
        dated = [claim.period for claim in stated if claim.period and claim.period.first <= self.known_on]
        latest = max(dated, key=lambda period: period.last) if dated else None
        return firmest([claim for claim in stated if claim.period == latest])

    def _told(self, subject: str) -> list[Claim]:
        stated = self.about(subject, Role.REVENUE)
        return [claim for claim in stated if claim.kind.is_told_as_fact and (claim.period is None or claim.is_of_closed_period)]


def firmest(claims: Iterable[Claim], scope: str = "") -> Claim | None:
    """The claim to take: of the preferred scope, the firmest kind, the latest word; None where there is none."""
    return min(claims, key=lambda claim: _preference(claim, scope), default=None)


def _preference(claim: Claim, scope: str) -> tuple[bool, int, int, int]:
    return (bool(scope) and claim.indicator != scope, _FIRMNESS.index(claim.kind), -claim.known_on.toordinal(), -claim.id)


def _is_usable(claim: Claim) -> bool:
    if not isinstance(claim.value, Quantity):
        return False
    return claim.role not in _DIMENSIONS or claim.value.unit.dimension == _DIMENSIONS[claim.role]
