"""One condition short: how far, which way, in which order, and what no effort mends."""

from __future__ import annotations

from datetime import date

import pytest

from dukou.kit.core.labels import Label
from dukou.policies.tables.office import counts_table
from dukou.rules.core.nearness import Near, near_miss, nearest_first
from dukou.rules.tests.test_answers import one, told

WITH_AGE = "years_since(born) <= 2"


def near(test: str, **facts: object) -> Near:
    """The one sentence that is missed."""
    found = near_miss(told(one(test), **facts))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("test", "facts", "words", "is_fixed"),
    [
        ("staff >= 10", {"staff": 7}, "还差 3 人（已成事实）", True),
        ("years_since(born) <= 2", {"born": "2019-07-01"}, "超出 3 年（已成事实）", True),
        ("years_since(born) >= 6", {"born": "2019-07-01"}, "还差 1 年", False),
        ("listed", {"listed": False}, None, False),
        ("rd / revenue >= 5%", {"rd": "4万元", "revenue": "100万元"}, "还差 1 个百分点（已成事实）", True),
    ],
    ids=["closed year", "too old", "not old enough", "can be done", "share of a closed year"],
)
def test_what_has_happened_is_said_to_have(test: str, facts: dict[str, object], words: str | None, is_fixed: bool) -> None:
    found = near(test, **facts)
    assert (found.told.zh if found.told else None, found.is_fixed) == (words, is_fixed)


def test_the_nearest_comes_first_by_what_is_wanted_and_what_has_no_size_last() -> None:
    by_name = {
        "title": near("listed", listed=False),
        "money": near("revenue >= 1000万元", revenue="900万元"),
        "people": near("staff >= 10", staff=8),
        "end": near("staff > 10", staff=10),
    }
    assert nearest_first(list(by_name), by_name.get) == ["end", "money", "people", "title"]


@pytest.mark.parametrize("test", ["staff > 10", "listed"], ids=["size", "title"])
def test_what_a_run_keeps_reads_back(test: str) -> None:
    kept = near(test, staff=10, listed=False)
    assert Near.of_dict(kept.as_dict()) == kept


def test_what_an_earlier_run_kept_still_reads() -> None:
    words = {name: {"zh": "甲", "en": "a"} for name in ("text", "have", "need", "short", "hint")}
    found = Near.of_dict({"clause": "一"} | words)
    assert (found.short, found.told, found.share) == (Label("甲", "a"), None, None)


def test_one_short_stands_beneath_the_not_entitled_and_not_beside_them() -> None:
    table = counts_table({}, {}, [])
    assert [str(head.text) for head in table.heads[0]] == ["措施", "符合", "待补信息", "不符合", "其中差一条"]


def test_the_day_of_the_trial_book_is_the_day_from_which_years_are_counted() -> None:
    assert near(WITH_AGE, born=date(2021, 7, 1).isoformat()).have == Label("3 年", "3 years")
