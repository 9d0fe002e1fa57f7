"""Visits to firms, counted as a firm feels them: whoever comes on one day comes once (综合查一次), however many the fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Visited:
    """One visit that was made: to whom, when, in which fields."""

    firm: str
    on: date
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OverCap:
    """A firm that was visited more often in a year than its number allows."""

    firm: str
    visits: int
    cap: int


@dataclass(frozen=True, slots=True)
class SoonAgain:
    """Two visits to one firm that lie few days apart; `both`: the fields that were looked at on both days."""

    firm: str
    first_on: date
    again_on: date
    both: tuple[str, ...]

    @property
    def days(self) -> int:
        """How many days lie from the one to the other."""
        return (self.again_on - self.first_on).days


def counted(visits: Iterable[Visited], year: int) -> dict[str, int]:
    """How many joint visits each firm had in a calendar year; a firm without one is not named."""
    days: dict[str, set[date]] = {}
    for visit in visits:
        if visit.on.year == year:
            days.setdefault(visit.firm, set()).add(visit.on)
    return {firm: len(found) for firm, found in sorted(days.items())}


def is_used_up(visits: int, cap: int | None) -> bool:
    """Whether a firm's yearly number is used up; None: as needed, never used up."""
    return cap is not None and visits >= cap


def over_cap(visits: Mapping[str, int], caps: Mapping[str, int | None]) -> list[OverCap]:
    """The firms with more visits than their number, the furthest above it first. A firm that `caps` does not name has no number."""
    found = [OverCap(firm, many, cap) for firm, many in visits.items() if (cap := caps.get(firm)) is not None and many > cap]
    return sorted(found, key=lambda each: (each.cap - each.visits, each.firm))


def soon_again(visits: Iterable[Visited], within: int) -> list[SoonAgain]:
    """Visits to one firm that follow one another within so many days, by firm and day. Visits on one day are one."""
    days: dict[tuple[str, date], set[str]] = {}
    for visit in visits:
        days.setdefault((visit.firm, visit.on), set()).update(visit.fields)
    lined = sorted(days)
    return [
        SoonAgain(firm, first, again, tuple(sorted(days[firm, first] & days[other, again])))
        for (firm, first), (other, again) in pairwise(lined)
        if firm == other and (again - first).days <= within
    ]
