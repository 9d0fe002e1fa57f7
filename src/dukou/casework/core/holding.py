"""Who held the time of a case: from opening to end every instant has one outer holder, and the stretches tile the whole.

While the outer clock stands, the holder is whom its ledger names. Else it is the unit whose leg is open: the lead's, or where none leads
the one that has been open longest; a dispatch that is objected to stays with whoever received it (首接负责). Else nobody has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TypeVar

from dukou.casework.core.budgets import Convention
from dukou.casework.core.calendars import WorkingCalendar
from dukou.casework.core.clocks import local
from dukou.casework.core.ledgers import Holder, Pause
from dukou.casework.core.office_time import position_of
from dukou.casework.core.profiles import LegRole
from dukou.kit.core.rates import Rate


@dataclass(frozen=True, slots=True)
class LegSpan:
    """A leg from its opening to its end; None: it is open."""

    unit: str
    role: LegRole
    begins: datetime
    ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A dispatch was objected to, until it was ruled; None: it is not ruled yet."""

    begins: datetime
    ends: datetime | None = None


_Span = TypeVar("_Span", LegSpan, Pause, Dispute)


@dataclass(frozen=True, slots=True)
class CaseLife:
    """What is known of a case at `now`. `pauses`: those of its outer clock, in order; `disputes`: objections, in any order."""

    opened_at: datetime
    closed_at: datetime | None
    now: datetime
    legs: Sequence[LegSpan] = ()
    pauses: Sequence[Pause] = ()
    disputes: Sequence[Dispute] = ()

    @property
    def ends_at(self) -> datetime:
        """Its end, or now."""
        return self.closed_at or self.now


@dataclass(frozen=True, slots=True)
class Held:
    """One stretch of the life. `unit`: who answers for it, of a department's; `units`: all with a leg open; `seconds`: of office time."""

    begins: datetime
    ends: datetime
    holder: Holder
    unit: str
    units: tuple[str, ...]
    is_disputed: bool
    seconds: int


@dataclass(frozen=True, slots=True)
class Time:
    """An amount of time: of office (`seconds`), and by the wall clock (`elapsed`, seconds too). `day`: office seconds of a working day."""

    seconds: int
    elapsed: float
    day: int

    @property
    def workdays(self) -> float:
        """In working days, a part of one too."""
        return self.seconds / self.day

    @property
    def hours(self) -> float:
        """In office hours."""
        return self.seconds / 3600


def held(life: CaseLife, calendar: WorkingCalendar, convention: Convention) -> list[Held]:
    """The life in stretches, in order: each ends where the next begins, and neighbours differ. A case that ended at once has none."""
    found: list[Held] = []
    for begins, ends in pairwise(_moments(life)):
        stretch = _stretch(life, begins, ends, calendar, convention)
        if found and _who(found[-1]) == _who(stretch):
            before = found.pop()
            stretch = Held(before.begins, ends, *_who(stretch), before.seconds + stretch.seconds)
        found.append(stretch)
    return found


def by_holder(stretches: Iterable[Held], convention: Convention) -> dict[Holder, Time]:
    """The time of each holder; together the whole life."""
    each = list(stretches)
    return {holder: _sum((one for one in each if one.holder is holder), convention) for holder in Holder}


def by_unit(stretches: Iterable[Held], convention: Convention) -> dict[str, Time]:
    """The time of each unit that answered for the case; together that of the departments. Empty: the clock stood with no leg open."""
    each = [one for one in stretches if one.holder is Holder.DEPARTMENT]
    return {unit: _sum((one for one in each if one.unit == unit), convention) for unit in sorted({one.unit for one in each})}


def in_dispute(stretches: Iterable[Held], convention: Convention) -> Time:
    """The time during which it was open whose matter it is."""
    return _sum((one for one in stretches if one.is_disputed), convention)


@dataclass(frozen=True, slots=True)
class LegLife:
    """A leg that has ended, with the pauses of its own clock."""

    unit: str
    begins: datetime
    ends: datetime
    pauses: Sequence[Pause] = ()


@dataclass(frozen=True, slots=True)
class Worked:
    """What a unit's legs took: `working` while their clocks ran, `waiting` while they stood; `legs`: how many."""

    working: Time
    waiting: Time
    legs: int


def worked(legs: Iterable[LegLife], calendar: WorkingCalendar, convention: Convention) -> dict[str, Worked]:
    """By unit what its ended legs took. Legs of one case that run side by side count each for itself."""
    each = list(legs)
    return {unit: _worked([leg for leg in each if leg.unit == unit], calendar, convention) for unit in sorted({leg.unit for leg in each})}


def _worked(legs: Sequence[LegLife], calendar: WorkingCalendar, convention: Convention) -> Worked:
    day = sum(span.seconds for span in convention.office)

    def time(spans: Iterable[tuple[datetime, datetime]]) -> tuple[int, float]:
        found = [(begins, ends) for begins, ends in spans if begins < ends]
        office = sum(_position(ends, calendar, convention) - _position(begins, calendar, convention) for begins, ends in found)
        return office, sum((ends - begins).total_seconds() for begins, ends in found)

    whole = time((leg.begins, leg.ends) for leg in legs)
    still = time((max(pause.begins, leg.begins), min(pause.ends or leg.ends, leg.ends)) for leg in legs for pause in leg.pauses)
    return Worked(Time(whole[0] - still[0], whole[1] - still[1], day), Time(*still, day), len(legs))


def critical_leg(life: CaseLife) -> LegSpan | None:
    """The leg whose end determined that of the case: of those that ended by then the last, a lead's before others of the same moment.

    None where the case is open or had no leg that ended.
    """
    if life.closed_at is None:
        return None
    ended = [
        (leg.ends, leg.role is LegRole.LEAD, leg.unit, leg) for leg in life.legs if leg.ends is not None and leg.ends <= life.closed_at
    ]
    return max(ended, key=lambda each: each[:3])[3] if ended else None


def critical_shares(lives: Iterable[CaseLife]) -> dict[str, Rate]:
    """By unit: in how many of the closed cases in which it had a leg its leg was the critical one. Units that had none are not there."""
    critical, taken = dict[str, int](), dict[str, int]()
    for life in lives:
        last = critical_leg(life)
        if last is not None:
            critical[last.unit] = critical.get(last.unit, 0) + 1
            for unit in {leg.unit for leg in life.legs}:
                taken[unit] = taken.get(unit, 0) + 1
    return {unit: Rate(critical.get(unit, 0), count) for unit, count in sorted(taken.items())}


def _moments(life: CaseLife) -> list[datetime]:
    """Every moment at which the holder may change, in order, with both ends; a moment outside the life does not count."""
    spans: list[LegSpan | Pause | Dispute] = [*life.legs, *life.pauses, *life.disputes]
    inner = {moment for span in spans for moment in (span.begins, span.ends) if moment is not None}
    if life.ends_at <= life.opened_at:
        return []
    return [life.opened_at, *sorted(moment for moment in inner if life.opened_at < moment < life.ends_at), life.ends_at]


def _stretch(life: CaseLife, begins: datetime, ends: datetime, calendar: WorkingCalendar, convention: Convention) -> Held:
    legs = sorted(_current(life.legs, begins), key=lambda leg: (leg.role is not LegRole.LEAD, leg.begins, leg.unit))
    paused = next(_current(life.pauses, begins), None)
    holder = paused.holder if paused else Holder.DEPARTMENT if legs else Holder.NOBODY
    unit = legs[0].unit if legs and holder is Holder.DEPARTMENT else ""
    seconds = _position(ends, calendar, convention) - _position(begins, calendar, convention)
    is_disputed = next(_current(life.disputes, begins), None) is not None
    return Held(begins, ends, holder, unit, tuple(sorted({leg.unit for leg in legs})), is_disputed, seconds)


def _current(spans: Iterable[_Span], moment: datetime) -> Iterator[_Span]:
    """The spans that hold `moment`, their beginning included and their end not."""
    return (span for span in spans if span.begins <= moment and (span.ends is None or moment < span.ends))


def _who(stretch: Held) -> tuple[Holder, str, tuple[str, ...], bool]:
    return stretch.holder, stretch.unit, stretch.units, stretch.is_disputed


def _position(moment: datetime, calendar: WorkingCalendar, convention: Convention) -> int:
    return position_of(local(moment), convention.office, calendar)


def _sum(stretches: Iterable[Held], convention: Convention) -> Time:
    each = list(stretches)
    day = sum(span.seconds for span in convention.office)
    return Time(sum(one.seconds for one in each), sum((one.ends - one.begins).total_seconds() for one in each), day)
