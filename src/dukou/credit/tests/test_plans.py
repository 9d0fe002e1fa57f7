"""Plans: never harder on the better grade, nobody beyond the yearly number, and numbers that hold on the mean over seeds."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.credit.core.draws import drawn
from dukou.credit.core.frames import Checks
from dukou.credit.core.plans import expected, faults_of, listed, percent, usual
from dukou.credit.core.published import Entry, Policy, Terms
from dukou.credit.core.visits import OverCap, SoonAgain, Visited, counted, over_cap, soon_again
from dukou.credit.tests.made_draws import ENTRIES, POLICY, plan

# the made-up district's policy: what `Frame.checks` says of grades A to D
ABCD = {"A": Checks(100, 500, 1), "B": Checks(500, 2_000, 1), "C": Checks(2_100, 6_000, 2), "D": Checks(6_100, 10_000, None)}


def test_the_usual_ratio_is_the_most_of_each_range_and_has_no_fault() -> None:
    assert usual(ABCD) == {"A": 500, "B": 2_000, "C": 6_000, "D": 10_000}
    assert faults_of("tax", ABCD, usual(ABCD)) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({"A": 600}, {"tax.A": "the ratio 6% is outside what its grade allows, 1% to 5%"}, id="above its range"),
        pytest.param({"D": 6_000}, {"tax.D": "the ratio 60% is outside what its grade allows, 61% to 100%"}, id="beneath its range"),
        pytest.param({"C": None}, {"tax.C": "this grade has no ratio"}, id="no ratio at all"),
    ],
)
def test_it_is_a_fault_where_a_ratio_is(changed: dict[str, int | None], said: dict[str, str]) -> None:
    chosen = {grade: ratio for grade, ratio in (usual(ABCD) | changed).items() if ratio is not None}
    assert {fault.field: fault.what.en for fault in faults_of("tax", ABCD, chosen)} == said


def test_it_is_a_fault_where_ranges_overlap_and_the_better_grade_has_the_higher_ratio() -> None:
    loose = {grade: Checks(0, 10_000, None) for grade in "AB"}
    found = faults_of("tax", loose, {"A": 1_500, "B": 1_250})
    assert [(fault.field, fault.what.en) for fault in found] == [
        ("tax.A", "the better grade A has the ratio 15%, above 12.5% of the worse B")
    ]


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=6))
def test_ratios_without_fault_never_rise_with_a_better_grade(ratios: list[int]) -> None:
    loose = {str(number): Checks(0, 10_000, None) for number in range(len(ratios))}
    chosen = {str(number): ratio for number, ratio in enumerate(ratios)}
    assert (faults_of("tax", loose, chosen) == []) is all(one <= other for one, other in pairwise(ratios))


def test_who_was_visited_as_often_as_its_grade_allows_stays_off_the_list_and_is_named() -> None:
    caps = {("food", "A"): 1, ("food", "D"): None, ("tax", "A"): 1, ("tax", "C"): 2}
    entries = [Entry("food", "visited", "D"), Entry("tax", "visited", "A"), Entry("food", "new", "A"), Entry("tax", "once", "C")]
    entries.append(Entry("food", "once", "A"))
    found = listed(entries, {"visited": 3, "once": 1}, caps)
    assert found.entries == (Entry("food", "new", "A"), Entry("food", "visited", "D"), Entry("tax", "once", "C"))
    assert found.used_up == (Entry("food", "once", "A"), Entry("tax", "visited", "A"))


def test_a_joint_visit_counts_once_however_many_fields_and_inspectors_it_has() -> None:
    visits = [
        Visited("a", date(2026, 3, 2), ("food", "tax")),
        Visited("a", date(2026, 3, 2), ("fire",)),
        Visited("a", date(2026, 9, 1), ("food",)),
        Visited("a", date(2025, 12, 31), ("food",)),
        Visited("b", date(2025, 3, 2), ("food",)),
    ]
    assert counted(visits, 2026) == {"a": 2}
    assert counted(visits, 2025) == {"a": 1, "b": 1}


def test_firms_beyond_their_number_are_told_the_furthest_first() -> None:
    visits = {"even": 1, "two-above": 3, "as-needed": 9, "one-above": 2, "unnamed": 9, "also-one": 3}
    caps = {"even": 1, "two-above": 1, "as-needed": None, "one-above": 1, "also-one": 2}
    assert over_cap(visits, caps) == [OverCap("two-above", 3, 1), OverCap("also-one", 3, 2), OverCap("one-above", 2, 1)]


def test_visits_that_follow_within_some_days_are_told_with_what_was_looked_at_twice() -> None:
    first, again, later = date(2026, 3, 2), date(2026, 4, 1), date(2026, 5, 2)
    visits = [
        Visited("a", again, ("food",)),
        Visited("a", first, ("food", "tax")),
        Visited("a", first, ("fire",)),
        Visited("a", later, ("tax",)),
        Visited("b", again, ("food",)),
    ]
    found = soon_again(visits, within=30)
    assert found == [SoonAgain("a", first, again, ("food",))] and found[0].days == 30
    assert [each.days for each in soon_again(visits, within=31)] == [30, 31]
    assert soon_again(visits, within=29) == []


def test_expected_numbers_by_hand() -> None:
    """Ten firms in both fields, five of ten drawn in each: 10 inspections; a firm is spared with 0.5 × 0.5, so 7.5 visits."""
    policy = Policy({"food": Terms("market", {"A": 5_000}), "tax": Terms("revenue", {"A": 5_000})})
    found = expected(plan([Entry(field, str(number), "A") for field in policy.fields for number in range(10)], policy).roster, policy)
    assert found.by_grade == {("food", "A"): 5, ("tax", "A"): 5} and found.control == {"food": 0, "tax": 0}
    assert (found.inspections, found.visits, found.merged) == pytest.approx((10, 7.5, 2.5))


def test_expected_visits_are_what_draws_bring_on_the_mean() -> None:
    fixed = plan()
    found = expected(fixed.roster, POLICY)
    draws = [drawn(fixed, str(seed)) for seed in range(400)]
    assert mean(len(draw.visits) for draw in draws) == pytest.approx(found.visits, abs=0.5)
    assert mean(sum(len(visit.fields) for visit in draw.visits) for draw in draws) == pytest.approx(found.inspections, abs=0.5)
    assert found.by_grade["food", "D"] == sum(entry[0] == "food" and entry.grade == "D" for entry in ENTRIES)


@pytest.mark.parametrize(("ratio", "said"), [(0, "0%"), (5, "0.05%"), (500, "5%"), (1_250, "12.5%"), (10_000, "100%")])
def test_a_ratio_is_said_as_a_percentage(ratio: int, said: str) -> None:
    assert percent(ratio) == said
