"""Durations that are learnt: shrunk by their number, which is told; and forecasts that are scored."""

from __future__ import annotations

from datetime import date
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.casework.core.budgets import BudgetUnit
from dukou.kit.core.rates import Rate
from dukou.projects.core.durations import Sample, declared, learnt
from dukou.projects.core.permits import Duration
from dukou.projects.core.scoring import Past, score

TAKES = Duration(5, 10, 20, BudgetUnit.WORKDAYS)


def _samples(*days: float) -> list[Sample]:
    return [Sample("t", "office", date(2025, 3, 3), each) for each in days]


def test_three_points_are_read_as_quantiles() -> None:
    spread = declared(TAKES)
    assert [spread.quantile(share) for share in (0.1, 0.5, 0.9)] == pytest.approx([5, 10, 20])


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((), "declared"),
        ((40.0,), "shrunk, n=1: a single sample, weight 17 %, the rest declared"),
        ((40.0,) * 5, "shrunk, n=5, weight 50 %, the rest declared"),
    ],
)
def test_what_a_duration_stands_on_is_told(days: tuple[float, ...], words: str) -> None:
    found = learnt(TAKES, _samples(*days))
    assert found.label.en == words
    weight = len(days) / (len(days) + 5)
    assert found.spread.mu == pytest.approx(weight * log(40) + (1 - weight) * log(10))


@given(st.lists(st.floats(0, 500), max_size=30))
def test_a_learnt_duration_is_never_negative_and_lies_between(days: list[float]) -> None:
    found = learnt(TAKES, _samples(*days)).spread
    told = [10.0, *(max(each, 0.5) for each in days)]
    assert log(min(told)) - 1e-9 <= found.mu <= log(max(told)) + 1e-9
    assert found.sigma > 0
    assert found.quantile(0.001) > 0


def test_without_a_closed_forecast_there_is_no_rate() -> None:
    day = date(2026, 5, 1)
    found = score([Past(date(2026, 1, 1), day, date(2026, 6, 1))], day)
    assert (found.p80, found.open, found.label.en) == (Rate(0, 0), 1, "past forecasts: none closed yet")


def test_forecasts_are_scored_by_what_became_of_them() -> None:
    made, fifty, eighty = date(2025, 1, 1), date(2025, 6, 1), date(2025, 8, 1)
    became = [date(2025, 5, 30), date(2025, 8, 1), date(2025, 8, 2), None]
    found = score([Past(made, fifty, eighty, each) for each in became], date(2025, 12, 1))
    assert (found.p50, found.p80, found.open) == (Rate(1, 4), Rate(2, 4), 0)
    assert found.label.en == "past P80s that held: 2 of 4 (50.0 %)"
    assert score([Past(made, fifty, eighty, date(2026, 1, 1))], date(2025, 7, 1)).p80 == Rate(0, 0)
