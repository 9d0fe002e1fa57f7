"""Whose matter it is: the list, then what was ruled, each with its reason; the same every time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.appeals.core.routing import DutyRow, Learning, Matter, PastRuling, propose
from dukou.kit.core.labels import Label

DAY = date(2026, 9, 1)
TEXT = "厂区用电需要迁移变压器，请求协调供电"
POWER = DutyRow("12", "utilities", "经信委", date(2026, 1, 1), words=("用电", "变压器"), source="职责清单 2026 版")
ANY = DutyRow("03", "utilities", "住建委", date(2026, 1, 1))
STREET = DutyRow("40", "utilities", "跃进村街道", date(2026, 1, 1), place="500104001")
MATTER = Matter("utilities", TEXT, "500104001003", DAY)
LEARNING = Learning()


def ruled(unit: str, on: date = date(2026, 6, 1), against: str = "", text: str = TEXT) -> PastRuling:
    return PastRuling("utilities", text, unit, on, against)


def order(rulings: list[PastRuling], matter: Matter = MATTER) -> list[tuple[str, int]]:
    return [(each.unit, each.standing) for each in propose(matter, [ANY, STREET, POWER], rulings, LEARNING)]


def test_the_narrower_row_goes_first_and_is_named() -> None:
    found = propose(MATTER, [ANY, STREET, POWER], [], LEARNING, {"utilities": Label("水电气讯", "utilities")})
    assert [(each.unit, each.standing) for each in found] == [("经信委", 1), ("跃进村街道", 1), ("住建委", 1)]
    assert [(reason.zh, reason.en) for reason in found[0].reasons] == [
        (
            "职责清单“水电气讯”中提到用电、变压器的（职责清单 2026 版）",
            "duty list, “utilities” that speaks of 用电, 变压器 (职责清单 2026 版)",
        )
    ]


@pytest.mark.parametrize(
    "matter",
    [
        Matter("staffing", TEXT, "500104001003", DAY),
        Matter("utilities", TEXT, "500104001003", date(2025, 12, 31)),
    ],
)
def test_nothing_fits_nobody_is_proposed(matter: Matter) -> None:
    assert order([], matter) == []


def test_a_row_fits_its_words_its_place_and_its_days() -> None:
    assert order([], Matter("utilities", "供水压力不足", "500104002", DAY)) == [("住建委", 1)]
    until = DutyRow("50", "utilities", "某办", date(2026, 1, 1), DAY)
    assert [until.fits(Matter("utilities", TEXT, "", DAY + timedelta(days=more))) for more in (0, 1)] == [True, False]


def test_rulings_outweigh_the_list_only_when_there_are_enough() -> None:
    two = [ruled("住建委"), ruled("住建委", date(2026, 7, 1))]
    assert order(two) == [("经信委", 1), ("跃进村街道", 1), ("住建委", 1)]
    four = [*two, ruled("住建委"), ruled("经信委")]
    assert order(four) == [("住建委", 2), ("经信委", 1), ("跃进村街道", 1)]
    first = propose(MATTER, [ANY, POWER], four, LEARNING)[0]
    assert [reason.zh for reason in first.reasons] == ["职责清单“utilities”", "2026-06-01 以来同类 4 件裁定中 3 件由其办理"]
    assert first.reasons[1].en == "ruled so 3 of 4 times since 2026-06-01"


def test_a_few_rulings_are_told_with_what_they_are_worth() -> None:
    found = propose(MATTER, [POWER], [ruled("生态环境局")], LEARNING)
    assert [(each.unit, each.standing) for each in found] == [("经信委", 1), ("生态环境局", 0)]
    assert found[1].reasons[0].zh == "2026-06-01 以来同类 1 件裁定中 1 件由其办理（不足 3 件，仅供参考）"


def test_a_unit_that_was_right_to_object_sinks() -> None:
    found = propose(MATTER, [ANY, POWER], [ruled("住建委", against="经信委")], LEARNING)
    assert [(each.unit, each.standing) for each in found] == [("住建委", 1), ("经信委", -1)]
    assert found[1].reasons[-1].en == "its objections to such dispatches were upheld 1 times"


def test_only_what_was_known_and_is_alike_and_recent_counts() -> None:
    others = [
        ruled("甲", DAY),
        ruled("甲", DAY - timedelta(days=731)),
        ruled("甲", text="员工社保补缴怎样办理"),
        PastRuling("staffing", TEXT, "甲", date(2026, 6, 1)),
    ]
    assert LEARNING.similar(MATTER, others) == []
    assert LEARNING.similar(MATTER, [ruled("甲", DAY - timedelta(days=730))]) != []


units = st.sampled_from(["经信委", "住建委", "跃进村街道", "生态环境局"])
some = st.lists(
    st.builds(ruled, units, st.dates(date(2024, 1, 1), date(2026, 12, 1)), st.sampled_from(["", "经信委", "住建委"])), max_size=12
)


@given(some, st.randoms(use_true_random=False))
def test_the_order_of_what_is_handed_in_changes_nothing_and_each_unit_says_why(rulings: list[PastRuling], random: object) -> None:
    shuffled = list(rulings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = propose(MATTER, [ANY, STREET, POWER], rulings, LEARNING)
    assert found == propose(MATTER, [POWER, ANY, STREET], shuffled, LEARNING)
    assert len({each.unit for each in found}) == len(found) and all(each.reasons for each in found)
    assert {each.unit for each in found} == {"经信委", "住建委", "跃进村街道"} | {each.unit for each in LEARNING.similar(MATTER, rulings)}


@given(some, units)
def test_one_more_ruling_for_a_unit_never_puts_it_lower(rulings: list[PastRuling], unit: str) -> None:
    def place(some: list[PastRuling]) -> int:
        return [each.unit for each in propose(MATTER, [ANY, STREET, POWER], some, LEARNING)].index(unit)

    # with fewer the next one may be the one from which another unit's majority outweighs the list
    enough = [ruled("生态环境局"), ruled(unit), ruled(unit), *rulings]
    assert place([*enough, ruled(unit)]) <= place(enough)
