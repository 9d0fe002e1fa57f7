"""How far a year's budget goes: paid, surely due, possibly due, left, and when it runs out at the pace so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dukou.kit.core.labels import Label, same
from dukou.policies.core.benefits import Amount

NO_BUDGET = Label("未定预算", "no budget")


@dataclass(frozen=True, slots=True)
class Payment:
    """What was paid, or granted and not yet paid, on a day, in fen."""

    on: date
    amount: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """A measure's money in one calendar year, in fen. `budget` None: no budget is stated, so nothing can run out.

    `paid`: paid and granted of the year's budget, on whatever day. `sure`: due to firms that are entitled and not yet paid, at least;
    `possible`: besides, at most, to those of whom it is not known (None: no upper bound is known). `runs_out_on`: where payments go on
    as they did from 1 January to the day asked for, or to the last payment of the year where that is later.
    """

    year: int
    budget: int | None
    paid: int
    sure: int
    possible: int | None
    sure_firms: int
    possible_firms: int
    runs_out_on: date | None

    @property
    def left(self) -> int | None:
        """What is not yet spent."""
        return None if self.budget is None else self.budget - self.paid

    @property
    def after_sure(self) -> int | None:
        """What is left when all that is surely due is paid; below nought: so much is wanting."""
        return None if self.budget is None else self.budget - self.paid - self.sure

    @property
    def after_all(self) -> int | None:
        """What is left when everything that may be due is paid; None where that is not known."""
        return None if self.after_sure is None or self.possible is None else self.after_sure - self.possible

    @property
    def runs_out(self) -> Label:
        """When it runs out, in the one wording of page, command and API; without a budget there is nothing to run out."""
        if self.budget is None:
            return NO_BUDGET
        return same(self.runs_out_on) if self.runs_out_on else Label("年内用不完", "not used up within the year")

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it; money in fen."""
        names = ("year", "budget", "paid", "sure", "possible", "sure_firms", "possible_firms", "left", "after_sure", "after_all")
        told = {name: getattr(self, name) for name in names}
        on = self.runs_out_on.isoformat() if self.runs_out_on else None
        return told | {"runs_out_on": on, "runs_out": self.runs_out.as_dict()}


def forecast(budget: int | None, payments: Iterable[Payment], sure: Iterable[Amount], possible: Iterable[Amount], as_of: date) -> Forecast:
    """The forecast of the calendar year of `as_of`. `payments`: all of that year's budget.

    `sure`: amounts of firms entitled and not paid; `possible`: of those that may be.
    """
    own, due, maybe = list(payments), list(sure), list(possible)
    paid = sum(each.amount for each in own)
    tops = [each.most for each in maybe] + [None if each.most is None else each.most - each.least for each in due]
    return Forecast(
        as_of.year,
        budget,
        paid,
        sum(each.least for each in due),
        None if None in tops else sum(top for top in tops if top is not None),
        len(due),
        len(maybe),
        None if budget is None else _runs_out_on(budget, own, as_of),
    )


def _runs_out_on(budget: int, payments: Sequence[Payment], as_of: date) -> date | None:
    """The day on which the budget is spent at the pace since 1 January; None where nothing was paid or the year ends first."""
    begin = date(as_of.year, 1, 1)
    until = max([as_of, *(each.on for each in payments if each.on.year == as_of.year)])
    days, paid = (until - begin).days + 1, sum(each.amount for each in payments)
    if not paid:
        return None
    if paid >= budget:
        return until
    day = begin + timedelta(days=-(-budget * days // paid) - 1)
    return day if day.year == as_of.year else None
