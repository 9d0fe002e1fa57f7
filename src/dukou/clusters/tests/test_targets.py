"""Targets: reached or not, the gap, and the growth needed from every base that is possible."""

from __future__ import annotations

from datetime import date

from dukou.clusters.core.targets import Reached, TargetStanding, targets_of
from dukou.clusters.tests.said import noodles, said, shown, target
from dukou.figures.core.claims import Claim


def only(*claims: Claim) -> TargetStanding:
    """The standing of the one target among the claims."""
    (found,) = targets_of(noodles(*claims))
    return found


def growths(standing: TargetStanding) -> dict[str, str]:
    """The growths needed a year, as shown, by key."""
    return {each.key: shown(each) for each in standing.a_year}


def test_an_undated_base_is_reckoned_from_both_years_it_may_be_of() -> None:
    first, second = targets_of(noodles(said(">100亿元"), target("300亿元", "2027"), target("1000亿元", "2035")))
    assert growths(first) == {"growth-2023-to-2027": "<31.6%", "growth-2024-to-2027": "<44.2%"}
    assert growths(second)["growth-target-2027-to-2035"] == "16.2%"
    assert [each.result for each in second.a_year][-1].interval.is_exact  # type: ignore[union-attr]
    assert (first.reached, shown(first.gap)) == (Reached.NOT_DUE, "<200 亿元")
    assert [note.zh for note in first.notes] == ["基数没有注明时期：可能是上一完整年度，也可能是当年，分别列出"]


def test_a_dated_base_is_reckoned_from_its_own_year_only() -> None:
    standing = only(said(">100亿元"), said("100亿元", "2023"), target("300亿元", "2027"))
    assert growths(standing) == {"growth-2023-to-2027": "31.6% (31.4–31.8)"}


def test_a_target_without_a_year_has_a_gap_and_no_pace() -> None:
    standing = only(said("65亿元", "2023"), target("100亿元"))
    assert (standing.reached, shown(standing.gap), shown(standing.in_all)) == (Reached.NO, "35 亿元 (34.5–35.5)", "53.8% (52.7–55.0)")
    assert standing.a_year == ()
    assert [note.zh for note in standing.notes] == ["目标没有写明年份，只列差距，不算年均"]


def test_a_target_that_is_reached_shows_by_how_much() -> None:
    standing = only(said("124.2亿元", "2023"), target("100亿元"))
    assert (standing.reached, standing.gap.key, shown(standing.gap)) == (Reached.YES, "surplus-undated", "24.2 亿元 (24.15–24.25)")
    assert standing.in_all is None


def test_more_than_the_target_has_reached_it() -> None:
    assert only(said(">100亿元"), target("100亿元")).reached is Reached.YES


def test_rounding_may_leave_open_whether_it_is_reached() -> None:
    assert only(said("100亿元", "2023"), target("100亿元")).reached is Reached.UNDECIDED
    assert only(said("<100亿元", "2023"), target("100亿元")).reached is Reached.NO
    assert only(said("≥80亿元", "2023"), target("100亿元")).reached is Reached.UNDECIDED


def test_a_target_whose_year_is_over_is_held_against_that_year() -> None:
    cluster = noodles(said("40亿元", "2022"), said("50亿元", "2023"), target("45亿元", "2022"), known_on=date(2024, 7, 8))
    (standing,) = targets_of(cluster)
    assert (standing.reached, shown(standing.gap)) == (Reached.NO, "5 亿元 (4.5–5.5)")
    assert standing.a_year == ()


def test_without_any_base_nothing_is_computed() -> None:
    standing = only(target("300亿元", "2020"))
    assert (standing.reached, shown(standing.gap)) == (Reached.UNKNOWN, "没有全年营收数作基数")
    assert standing.figures() == [standing.gap]


def test_a_target_set_anew_replaces_the_one_before() -> None:
    old = target("200亿元", "2027", known_on=date(2023, 1, 1))
    new = target("300亿元", "2027", known_on=date(2024, 1, 1))
    assert only(said("50亿元", "2023"), old, new).claim == new


def test_a_target_stated_as_a_bound_is_taken_at_it_and_says_so() -> None:
    standing = only(said("65亿元", "2023"), target(">100亿元"))
    assert shown(standing.gap) == "35 亿元 (34.5–35.5)"
    assert standing.notes[0].zh == "未注明年份的目标数写的是 >100 亿元，此处按下限计；实际若不同，进度随之变化"


def test_another_scope_of_the_base_is_said() -> None:
    standing = only(said("65亿元", "2023", indicator="whole-chain"), target("100亿元"))
    assert standing.notes[-1].zh == "口径不同：revenue对whole-chain"
