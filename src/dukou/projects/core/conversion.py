"""Conversion rates: of the projects that came to one meaning in a year, those that have come to another; and what became of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dukou.kit.core.rates import Rate as Share
from dukou.projects.core.kinds import Meaning
from dukou.projects.core.pipeline import Pipeline, Rate


@dataclass(frozen=True, slots=True)
class Course:
    """How one project came along: by the place of a meaning the first day since which it was there; whether it is over."""

    came: Mapping[int, date]
    is_over: bool

    def on(self, meaning: Meaning) -> date | None:
        """The first day since which it was at this meaning or beyond, for who jumped over a stage has passed it; None: not yet."""
        return min((day for place, day in self.came.items() if place >= meaning.place), default=None)


@dataclass(frozen=True, slots=True)
class Converted:
    """One rate of one year of arrival (None: of all). `under_way`: neither there nor over, which a rate would hide; `over`: given up."""

    year: int | None
    share: Share
    under_way: int
    over: int


def course_of(steps: Iterable[tuple[str, date]], stages: Pipeline, *, is_over: bool) -> Course:
    """The course out of the steps that stand (stage, since); stages that the pipeline no longer has are passed over."""
    came: dict[int, date] = {}
    for key, on in steps:
        stage = stages.stage(key)
        if stage is not None:
            place = stage.means.place
            came[place] = min(on, came.get(place, on))
    return Course(came, is_over)


def converted(rate: Rate, courses: Iterable[Course]) -> list[Converted]:
    """The rate by year of arrival, the last year first, and of all years at the end."""
    there, under_way, over = Counter[int](), Counter[int](), Counter[int]()
    for course in courses:
        arrived = course.on(rate.of)
        if arrived is None:
            continue
        counted = there if course.on(rate.to) is not None else over if course.is_over else under_way
        counted[arrived.year] += 1
    years = sorted({*there, *under_way, *over}, reverse=True)
    by_year = [_row(year, there[year], under_way[year], over[year]) for year in years]
    return [*by_year, _row(None, there.total(), under_way.total(), over.total())]


def _row(year: int | None, there: int, under_way: int, over: int) -> Converted:
    return Converted(year, Share(there, there + under_way + over), under_way, over)
