"""What repeats: firms are counted, not letters; a rise is one only where its interval says so; doubles are proposed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.appeals.core.alike import text_alikeness
from dukou.appeals.core.repeats import Cluster, Filed, Growth, clusters_of, growth_of, near_duplicates, repeats_of
from dukou.kit.core.periods import months, year
from dukou.kit.core.rates import NOTHING_BEFORE

SEPTEMBER = months(2026, 9, 9)
BUS = "园区没有公交线路，员工上下班不便"
BUS_AGAIN = "园区没有公交线路，员工上下班很不便"
POWER = "厂区变压器需要迁移"


def filed(key: str, firm: str, topic: str = "transport", text: str = BUS, on: date = date(2026, 9, 3)) -> Filed:
    return Filed(key, firm, topic, text, on)


def test_a_month_by_hand() -> None:
    before = [filed(f"b{month}", "示例甲", on=date(2026, month, 5)) for month in (3, 6, 7, 8)]
    here = [
        filed("1", "示例甲"),
        filed("2", "示例乙", text=BUS_AGAIN, on=date(2026, 9, 30)),
        filed("3", "示例乙", text=BUS_AGAIN),
        filed("4", "示例丙", "utilities", POWER),
        filed("5", "示例丙", "utilities", POWER),
        filed("6", "示例丙", "utilities", POWER, date(2026, 10, 1)),
    ]
    transport, utilities = repeats_of([*here, *before], SEPTEMBER, 3)
    assert (transport.topic, transport.firms, transport.appeals, transport.before) == ("transport", 2, 3, 1.0)
    assert transport.growth == growth_of(2, 3, 3)
    assert transport.clusters == (Cluster(("1", "3", "2"), BUS, 2),)
    assert (utilities.topic, utilities.firms, utilities.appeals, utilities.growth) == ("utilities", 1, 2, NOTHING_BEFORE)


def test_the_months_before_run_over_the_turn_of_the_year() -> None:
    rows = [filed("1", "甲", on=date(2026, 1, 2)), filed("2", "甲", on=date(2025, 12, 31)), filed("3", "乙", on=date(2025, 11, 1))]
    (repeat,) = repeats_of(rows, months(2026, 1, 1), 2)
    assert (repeat.firms, repeat.before) == (1, 1.0)
    with pytest.raises(ValueError, match="a month"):
        repeats_of(rows, year(2026), 2)


def test_a_rise_is_one_only_where_the_interval_says_so() -> None:
    small, large = growth_of(2, 3, 3), growth_of(30, 30, 3)
    assert isinstance(small, Growth) and isinstance(large, Growth)
    assert (small.rate, small.is_certain, large.rate, large.is_certain) == (1.0, False, 2.0, True)
    none = growth_of(0, 9, 3)  # nought against three a month may still be chance
    assert isinstance(none, Growth) and none.high is not None and not none.is_certain
    assert (none.rate, none.low, round(none.high, 4)) == (-1.0, -1.0, 0.2805)


@given(st.integers(0, 500), st.integers(1, 500), st.integers(1, 24))
def test_the_interval_holds_the_growth(count: int, before: int, spans: int) -> None:
    found = growth_of(count, before, spans)
    assert isinstance(found, Growth)
    assert -1 <= found.low <= found.rate + 1e-9
    assert found.high is None or found.rate <= found.high + 1e-9


texts = st.sampled_from([BUS, BUS_AGAIN, POWER, ""])
rows = st.lists(st.builds(filed, st.uuids().map(str), st.sampled_from("甲乙丙"), text=texts), max_size=15)


@given(rows)
def test_every_appeal_is_in_one_cluster_and_is_like_its_first(some: list[Filed]) -> None:
    found = clusters_of(some)
    assert sorted(key for cluster in found for key in cluster.keys) == sorted(one.key for one in some)
    texts = {one.key: one.text for one in some}
    assert all(text_alikeness(texts[key], cluster.text) >= 0.6 or len(cluster.keys) == 1 for cluster in found for key in cluster.keys)
    assert [cluster.firms for cluster in found] == sorted((cluster.firms for cluster in found), reverse=True)


def test_doubles_of_the_same_firm_come_first() -> None:
    open_ones = [
        filed("same topic", "示例乙", text=BUS),
        filed("other firm, other topic", "示例乙", "parks"),
        filed("same firm", "示例甲", "parks", BUS_AGAIN),
        filed("unlike", "示例甲", text=POWER),
        filed("me", "示例甲"),
    ]
    found = near_duplicates(filed("me", "示例甲"), open_ones)
    assert [(double.key, double.reason.zh) for double in found] == [
        ("same firm", "同一企业，内容相似 89%"),
        ("same topic", "同一主题，内容相似 100%"),
    ]


@given(st.text(max_size=40), st.text(max_size=40))
def test_alikeness_goes_both_ways_and_stays_within_bounds(one: str, other: str) -> None:
    assert 0 <= text_alikeness(one, other) == text_alikeness(other, one) <= 1
    assert text_alikeness(one, one) == (1 if any(sign.isalnum() for sign in one) else 0)


def test_width_case_and_punctuation_are_nothing() -> None:
    assert text_alikeness("ＤＮ１００ 供水，不足！", "dn100供水不足") == 1
