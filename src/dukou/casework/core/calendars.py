"""The working calendar: which days count, as the yearly notices say, and until when they have said it.

The mainland moves working days by a notice each autumn: holidays take weekdays, make-up days (调休) give weekends back. No rule yields
them, so the days are data with a **published horizon**: inside it a deadline is firm, beyond it (weekends only) provisional.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Self

from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.refusals import Refusal

_DAY = timedelta(days=1)
_BEYOND = 10  # years after the horizon that are still reckoned, by weekends alone


class DayKind(LabelledEnum):
    """What sort of day it is."""

    WORKDAY = "workday", "工作日", "working day"
    WEEKEND = "weekend", "周末", "weekend"
    HOLIDAY = "holiday", "节假日", "holiday"
    MAKE_UP = "make_up", "调休上班", "make-up workday"

    @property
    def counts(self) -> bool:
        """Whether people work on such a day."""
        return self in (DayKind.WORKDAY, DayKind.MAKE_UP)


class OutsideCalendar(Refusal):
    """A day before the calendar begins, or so far ahead that nothing can be said of it."""

    code = "casework.outside_calendar"
    what = Label("没有算出期限", "no deadline was reckoned")
    why = Label(
        "{day} 不在日历“{calendar}”的范围内（{begins} 至 {ends}）", "{day} is outside the calendar “{calendar}” ({begins} to {ends})"
    )
    cure = Label("核对日期；要算更早的日期，请在数据包里补上当年的放假安排", "check the day; add the notices of earlier years to the pack")


class UnknownCalendar(Refusal):
    """A calendar name that nobody introduced. It is never taken for another one."""

    code = "casework.unknown_calendar"
    what = Label("没有算出期限", "no deadline was reckoned")
    why = Label("没有叫“{calendar}”的工作日历；有：{known}", "there is no working calendar “{calendar}”; there are: {known}")
    cure = Label("改正名称，或在数据包的 calendars.yaml 里写出它", "correct the name, or write it in calendars.yaml of the pack")

    @classmethod
    def beside(cls, key: str, known: Iterable[str]) -> Self:
        """The refusal of `key`, with the names that there are."""
        return cls(calendar=key, known="、".join(sorted(known)) or "—")


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that a notice moves: a holiday or a make-up day, with the festival's name."""

    on: date
    kind: DayKind
    name: Label


@dataclass(frozen=True)
class WorkingCalendar:
    """One version of a working calendar. `key`: its name, e.g. `cn`; `version`: hash of what it says; `firm_until`: the published horizon.

    `begins`: the first day it knows. `named`: the days that notices move; every other day follows the week. Days before `begins`, or
    more than ten years beyond the horizon, are refused.
    """

    key: str
    version: str
    begins: date
    firm_until: date
    named: Mapping[date, NamedDay]

    @cached_property
    def ends(self) -> date:
        """The last day that is reckoned at all."""
        return date(self.firm_until.year + _BEYOND, 12, 31)

    def kind_of(self, day: date) -> DayKind:
        """What sort of day `day` is; beyond the horizon by the week alone."""
        if named := self.named.get(day):
            return named.kind
        return DayKind.WEEKEND if day.weekday() >= 5 else DayKind.WORKDAY

    def counts(self, day: date) -> bool:
        """Whether `day` is a working day."""
        return self.kind_of(day).counts

    def is_firm(self, day: date) -> bool:
        """Whether the notices that tell of `day` are out."""
        return day <= self.firm_until

    def rank(self, day: date) -> int:
        """The number of working days from the beginning up to and including `day`."""
        self.require(day)
        return self.ranks[(day - self.begins).days + 1]

    def at_rank(self, rank: int, asked: date) -> date:
        """The working day with this rank; `asked` is named where the calendar does not reach so far."""
        if not 0 < rank <= len(self.working):
            raise self._outside(asked)
        return date.fromordinal(self.working[rank - 1])

    def add(self, day: date, workdays: int) -> date:
        """The day on which `workdays` working days have passed after `day`, which is not counted itself. Nought: the day, moved on."""
        return self.moved_on(day) if workdays == 0 else self.at_rank(self.rank(day) + workdays, day)

    def between(self, first: date, last: date) -> int:
        """The number of working days after `first` up to and including `last`: the inverse of `add`."""
        return self.rank(last) - self.rank(first)

    def moved_on(self, day: date) -> date:
        """The day itself where it is worked, else the next working day (民法典 203)."""
        self.require(day)
        while not self.counts(day):
            day += _DAY
        return day

    @cached_property
    def ranks(self) -> array[int]:
        """Prefix sums over the days: entry n is the number of working days among the first n."""
        sums, total = array("l", [0]), 0
        for ordinal in range(self.begins.toordinal(), self.ends.toordinal() + 1):
            total += self.counts(date.fromordinal(ordinal))
            sums.append(total)
        return sums

    @cached_property
    def working(self) -> array[int]:
        """The ordinals of all working days, ascending."""
        days = range(self.begins.toordinal(), self.ends.toordinal() + 1)
        return array("l", (ordinal for ordinal in days if self.counts(date.fromordinal(ordinal))))

    def require(self, day: date) -> None:
        """Refused where the calendar says nothing of `day`."""
        if not self.begins <= day <= self.ends:
            raise self._outside(day)

    def _outside(self, day: date) -> OutsideCalendar:
        return OutsideCalendar(day=day, calendar=self.key, begins=self.begins, ends=self.ends)


def changed_days(before: WorkingCalendar, after: WorkingCalendar) -> list[date]:
    """The days that one version counts and the other does not, ascending: what a new notice changed."""
    moved: Iterable[date] = sorted({*before.named, *after.named})
    return [day for day in moved if before.counts(day) != after.counts(day)]
