"""Rates that can be believed: 100 % of 12 answers out of 300 asked reads as such."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.casework.core.satisfaction import AnswerKind, Asked, public, together
from dukou.kit.core.rates import NOTHING_BEFORE, Rate

counts = st.integers(0, 500).flatmap(
    lambda asked: st.integers(0, asked).flatmap(
        lambda answered: st.builds(Asked, st.just(asked), st.just(answered), st.integers(0, answered), st.integers(0, 9))
    )
)


def test_a_hundred_per_cent_of_twelve_answers() -> None:
    asked = Asked(300, 12, 12)
    assert (asked.satisfaction, asked.response, asked.worst, asked.best) == (Rate(12, 12), Rate(12, 300), Rate(12, 300), Rate(300, 300))
    interval = asked.satisfaction.interval
    assert isinstance(interval, tuple) and interval == pytest.approx((0.757506, 1), abs=1e-6)
    assert asked.label.zh == (
        "满意 12/12（100.0%）；95% 区间 75.8%—100.0%；询问 300，回答 12，未回应 288；"
        "未回应者全不满意为 12/300（4.0%），全满意为 300/300（100.0%）"
    )
    assert asked.label.en == (
        "satisfied: 12 of 12 (100.0 %); 95 % interval 75.8 to 100.0 %; 300 asked, 12 answered, 288 silent; "
        "12 of 300 (4.0 %) if none of the silent were satisfied, 300 of 300 (100.0 %) if all were"
    )


def test_nobody_answered_is_no_base_and_nobody_silent_leaves_nothing_open() -> None:
    assert Asked(7, 0, 0).satisfaction.share is NOTHING_BEFORE
    assert Asked(7, 0, 0).label.en == (
        "satisfied: no base; 7 asked, 0 answered, 7 silent; "
        "0 of 7 (0.0 %) if none of the silent were satisfied, 7 of 7 (100.0 %) if all were"
    )
    assert Asked(8, 8, 6, reopened=2).label.zh == "满意 6/8（75.0%）；95% 区间 40.9%—92.9%；询问 8，回答 8，未回应 0；重新打开 2 件"


@given(counts)
def test_the_silent_bound_the_rate(asked: Asked) -> None:
    assert sum(asked.parts.values()) == asked.asked
    if asked.answered:
        worst, rate, best = asked.worst.share, asked.satisfaction.share, asked.best.share
        assert isinstance(worst, Decimal) and isinstance(rate, Decimal) and isinstance(best, Decimal)
        assert worst <= rate <= best and (worst == best) == (asked.silent == 0)


@given(st.dictionaries(st.sampled_from("abcde"), counts))
def test_together_nobody_is_lost(several: dict[str, Asked]) -> None:
    parts = together(several).parts
    assert parts == {kind: sum(each.parts[kind] for each in several.values()) for kind in AnswerKind}
    assert together(several).reopened == sum(each.reopened for each in several.values())


def test_the_public_sees_no_small_count_and_cannot_reckon_it() -> None:
    shown = public({"科技局": Asked(60, 40, 38), "住建委": Asked(90, 50, 40)}, 5)  # two in the first are not satisfied
    assert {key for key, value in shown.cells.items() if value is None} == {
        (unit, kind) for unit in ("科技局", "住建委") for kind in (AnswerKind.DISSATISFIED, AnswerKind.SILENT)
    }
    assert (shown.rows, shown.total) == ({"科技局": 60, "住建委": 90}, 150)


@pytest.mark.parametrize("counted", [(3, 4, 1), (3, 2, 3), (3, 2, -1), (3, 2, 1, -1)])
def test_counts_that_cannot_be(counted: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        Asked(*counted)
