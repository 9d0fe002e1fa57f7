"""How far the budget goes, and when it runs out."""

from __future__ import annotations

from datetime import date

import pytest

from dukou.policies.core.benefits import Amount
from dukou.policies.core.budgets import Payment, forecast

DAY = date(2024, 4, 9)  # the hundredth day of the year


def test_paid_sure_possible_left() -> None:
    paid = [Payment(date(2024, 2, 1), 10), Payment(date(2024, 4, 10), 20)]  # what was paid after the day is spent all the same
    told = forecast(100, paid, [Amount(20, 20), Amount(10, 15)], [Amount(0, 40)], DAY)
    assert (told.paid, told.sure, told.possible, told.left, told.after_sure, told.after_all) == (30, 30, 45, 70, 40, -5)
    assert (told.sure_firms, told.possible_firms) == (2, 1)


def test_without_a_budget_nothing_runs_out() -> None:
    told = forecast(None, [Payment(DAY, 5)], [], [Amount(0, None)], DAY)
    assert (told.left, told.after_sure, told.possible, told.runs_out_on) == (None, None, None, None)


@pytest.mark.parametrize(
    ("budget", "paid", "day"),
    [
        pytest.param(1000, 1000, DAY, id="spent"),
        pytest.param(1000, 500, date(2024, 7, 18), id="half in a hundred days"),
        pytest.param(1000, 333, date(2024, 10, 27), id="a third"),
        pytest.param(1000, 100, None, id="lasts beyond the year"),
        pytest.param(1000, 0, None, id="nothing paid"),
    ],
)
def test_when_it_runs_out(budget: int, paid: int, day: date | None) -> None:
    assert forecast(budget, [Payment(DAY, paid)] if paid else [], [], [], DAY).runs_out_on == day
