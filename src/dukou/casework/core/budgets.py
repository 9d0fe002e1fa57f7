"""How much time a rule gives, and how it is counted: budgets with their unit, and the conventions of counting as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any, Self

from dukou.kit.core.labels import Label, LabelledEnum

MOST = 100_000


class BudgetUnit(LabelledEnum):
    """What a budget counts. One working day is never 24 hours: the units do not turn into one another."""

    HOURS = "hours", "小时（昼夜连算）", "hours, day and night"
    OFFICE_HOURS = "office_hours", "工作时间小时", "office hours"
    WORKDAYS = "workdays", "工作日", "working days"
    DAYS = "days", "自然日", "calendar days"

    @property
    def is_by_day(self) -> bool:
        """Whether whole days are counted, each at its close."""
        return self in (BudgetUnit.WORKDAYS, BudgetUnit.DAYS)


@dataclass(frozen=True, slots=True)
class Budget:
    """An amount of time: `value` of `unit`, from one up to a hundred thousand, which no rule of a service reaches."""

    value: int
    unit: BudgetUnit

    def __post_init__(self) -> None:
        if not 1 <= self.value <= MOST:
            raise ValueError(f"a budget of {self.value} {self.unit}: it has to be one or more, and {MOST} at most")

    @property
    def label(self) -> Label:
        """The budget in words."""
        return Label("{value} 个{unit}" if self.unit is BudgetUnit.WORKDAYS else "{value} {unit}", "{value} {unit}").filled(
            value=self.value, unit=_ONE[self.unit] if self.value == 1 else self.unit.label
        )

    def plus(self, more: int) -> Budget:
        """The budget with `more` of its unit."""
        return Budget(self.value + more, self.unit)


_ONE = {
    BudgetUnit.HOURS: Label(BudgetUnit.HOURS.label.zh, "hour, day and night"),
    BudgetUnit.OFFICE_HOURS: Label(BudgetUnit.OFFICE_HOURS.label.zh, "office hour"),
    BudgetUnit.WORKDAYS: Label(BudgetUnit.WORKDAYS.label.zh, "working day"),
    BudgetUnit.DAYS: Label(BudgetUnit.DAYS.label.zh, "calendar day"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of office time within a day, `begins` < `ends`."""

    begins: time
    ends: time

    @property
    def seconds(self) -> int:
        """Its length."""
        return seconds_of(self.ends) - seconds_of(self.begins)


@dataclass(frozen=True, slots=True)
class Convention:
    """How time is counted.

    `first_day_counts`: whether the day of receipt counts (law: it does not, 民法典 201). `rolls`: a last calendar day without work moves to
    the next working day (民法典 203). `late_is_next_day`: what arrives after office time, or on a day without, counts as received on the
    next working day. `ends_at_close`: the last day ends with office time, not at midnight (民法典 203 gives both). `office`: the stretches
    of office time, in order, without overlap.
    """

    office: tuple[Span, ...] = (Span(time(9), time(12)), Span(time(14), time(18)))
    first_day_counts: bool = False
    rolls: bool = True
    late_is_next_day: bool = False
    ends_at_close: bool = False

    def __post_init__(self) -> None:
        bounds = [bound for span in self.office for bound in (span.begins, span.ends)]
        if not bounds or bounds != sorted(set(bounds)):
            raise ValueError("office time: stretches in order, each ending after it begins, without overlap")

    @property
    def closes(self) -> time:
        """When office time ends."""
        return self.office[-1].ends

    @property
    def plain(self) -> dict[str, Any]:
        """As packs write it and receipts tell it."""
        return {
            "office": [f"{span.begins:%H:%M}-{span.ends:%H:%M}" for span in self.office],
            "first_day_counts": self.first_day_counts,
            "rolls": self.rolls,
            "late_is_next_day": self.late_is_next_day,
            "ends_at_close": self.ends_at_close,
        }

    @classmethod
    def read(cls, plain: dict[str, Any]) -> Self:
        """The convention that `plain` tells; a ValueError or KeyError where it does not."""
        office = tuple(Span(*map(time.fromisoformat, text.split("-"))) for text in plain["office"])
        return cls(office, *(bool(plain[name]) for name in _FLAGS))


_FLAGS = ("first_day_counts", "rolls", "late_is_next_day", "ends_at_close")  # in the order of the fields


def seconds_of(moment: time) -> int:
    """Seconds since midnight."""
    return moment.hour * 3600 + moment.minute * 60 + moment.second
