"""Weeks of a task force: what stands on the list of a week, and visits of two offices to one firm that lie too close together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dukou.kit.core.labels import Label

CLOSE = 14  # days within which a second office's visit is a burden on the firm
WEEK = timedelta(days=7)


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def is_on_list(begun: date, done_on: date | None, week: date) -> bool:
    """Whether something that was put on the list of the week `begun` stands on that of `week`: every week until it is done."""
    return begun <= week and (done_on is None or done_on >= week)


def weeks_carried(begun: date, week: date) -> int:
    """How often it was carried over since the week in which it was put on the list."""
    return (week - begun).days // WEEK.days


@dataclass(frozen=True, slots=True)
class VisitDay:
    """A visit to the firm: held or to come. `office`: key of who goes there; `number`: of the meeting (None: only a note tells of it)."""

    on: date
    office: str
    office_name: Label
    number: int | None = None


def too_close(visits: Iterable[VisitDay]) -> list[tuple[VisitDay, VisitDay]]:
    """Pairs of visits by two different offices at most `CLOSE` days apart, in their order. An office's own visits are its own business.

    Two of one day are a visit in common only where they are one meeting; apart, they are the worst of all.
    """
    found: Sequence[VisitDay] = sorted(visits, key=lambda each: (each.on, each.office))
    return [
        (first, second)
        for place, first in enumerate(found)
        for second in found[place + 1 :]
        if first.office != second.office and (second.on - first.on).days <= CLOSE
    ]
