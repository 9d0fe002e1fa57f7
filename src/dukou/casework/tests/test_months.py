"""The days of a receipt as a wall calendar: what is filed on a day of rest is received on a later one, and says so."""

from __future__ import annotations

from datetime import date

from dukou.casework.core.budgets import Budget, BudgetUnit
from dukou.casework.core.months import counted_days


def _words(*whys: str) -> list[str]:
    lines = [
        {"on": f"2026-11-{29 + place}" if place < 2 else f"2026-12-{place - 1:02}", "why": why, "counts": why == "workday"}
        for place, why in enumerate(whys)
    ]
    return [str(day.word) for day in counted_days(lines, date(2026, 12, 2))]


def test_one_day_of_receipt_is_called_so() -> None:
    assert _words("received", "workday") == ["收到", "第1日"]


def test_what_is_filed_on_a_day_of_rest_counts_as_received_later() -> None:
    assert _words("received", "received", "workday") == ["提交", "视为收到", "第1日"]
    assert _words("received", "received", "received", "workday") == ["提交", "未算收到", "视为收到", "第1日"]


def test_one_of_anything_is_said_in_the_singular() -> None:
    told = [Budget(value, unit).label.en for value in (1, 2) for unit in BudgetUnit]
    assert told == [
        "1 hour, day and night",
        "1 office hour",
        "1 working day",
        "1 calendar day",
        "2 hours, day and night",
        "2 office hours",
        "2 working days",
        "2 calendar days",
    ]
