"""Who goes: at least two by lot, one for each field and unit, never one with an interest; where too few may go, that is said."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.credit.core.draws import Draw, drawn
from dukou.credit.core.lots import Shortage
from dukou.credit.core.published import Entry, Inspector, Policy, Terms
from dukou.credit.tests.made_draws import POLICY, SEED, plan

CHI2_14, CHI2_19 = 36.12, 43.82  # the 99.9 % points of χ² with 14 and 19 degrees of freedom
FIRMS = [f"firm-{number}" for number in range(6)]
UNITS = {"food": "market", "price": "market", "tax": "revenue"}
ALL = Policy({field: Terms(unit, {"A": 10_000}) for field, unit in UNITS.items()})
PEOPLE = st.lists(
    st.builds(
        Inspector,
        st.sampled_from("abcdefgh"),
        st.sampled_from(["market", "revenue"]),
        st.frozensets(st.sampled_from(sorted(UNITS)), min_size=1),
        st.frozensets(st.sampled_from(FIRMS)),
    ),
    unique_by=lambda each: each.key,
)
LISTED = st.lists(st.builds(Entry, st.sampled_from(sorted(UNITS)), st.sampled_from(FIRMS), st.just("A")), min_size=1, unique=True)


def made(entries: list[Entry], people: list[Inspector], per_visit: int = 2, of_each_unit: int = 1) -> Draw:
    return drawn(plan(entries, replace(ALL, per_visit=per_visit, of_each_unit=of_each_unit), people), SEED)


@given(LISTED, PEOPLE, st.integers(2, 4), st.integers(1, 2))
def test_every_need_is_met_or_told_and_nobody_goes_who_may_not(
    entries: list[Entry], people: list[Inspector], per_visit: int, of_each_unit: int
) -> None:
    draw = made(entries, people, per_visit, of_each_unit)
    by_key = {each.key: each for each in people}
    told = {(short.firm, short.of, short.name): (short.needed, short.found) for short in draw.shortages}
    for visit in draw.visits:
        able = {
            field: {
                key for key, who in by_key.items() if who.unit == UNITS[field] and field in who.fields and visit.firm not in who.recused
            }
            for field in visit.fields
        }
        units = {unit: set[str]().union(*(able[f] for f in able if UNITS[f] == unit)) for unit in {UNITS[f] for f in able}}
        team, everyone = {*visit.inspectors}, set[str]().union(*able.values())
        assert team <= everyone and len(team) == len(visit.inspectors)
        needs = {("field", field): (1, able[field]) for field in able} | {("unit", unit): (of_each_unit, units[unit]) for unit in units}
        for (of, name), (needed, who) in {**needs, ("visit", ""): (per_visit, everyone)}.items():
            lacking = told.pop((visit.firm, of, name), None)
            assert lacking == (None if len(who) >= needed else (needed, len(who)))
            assert len(team & who) >= min(needed, len(who))
    assert told == {}


def test_too_few_without_an_interest_are_a_shortage_and_the_visit_stays() -> None:
    people = [Inspector("a", "market", frozenset({"food"})), Inspector("b", "market", frozenset({"food"}), frozenset({"tea-plant"}))]
    draw = made([Entry("food", "tea-plant", "A"), Entry("food", "tea-house", "A")], people)
    assert [(visit.firm, visit.inspectors) for visit in draw.visits] == [("tea-house", ("a", "b")), ("tea-plant", ("a",))]
    assert draw.shortages == (Shortage("tea-plant", "visit", "", 2, 1),)


def test_an_inspector_of_another_unit_does_not_stand_in_for_the_unit_of_the_field() -> None:
    people = [Inspector("a", "revenue", frozenset({"food"})), Inspector("b", "market", frozenset({"tax"}))]
    draw = made([Entry("food", "tea-plant", "A")], people)
    assert draw.visits[0].inspectors == ()
    needs = [("field", "food", 1), ("unit", "market", 1), ("visit", "", 2)]
    assert draw.shortages == tuple(Shortage("tea-plant", of, name, needed, 0) for of, name, needed in needs)


def test_two_of_each_unit_go_where_the_policy_says_so() -> None:
    people = [Inspector(f"{unit}{number}", unit, frozenset(UNITS)) for unit in ("market", "revenue") for number in range(4)]
    visit = made([Entry(field, "tea-plant", "A") for field in UNITS], people, of_each_unit=2).visits[0]
    assert Counter(inspector[:-1] for inspector in visit.inspectors) == {"market": 2, "revenue": 2}


@pytest.mark.parametrize(("size", "teams", "bound"), [(2, 15, CHI2_14), (3, 20, CHI2_19)])
def test_over_two_thousand_visits_each_team_goes_as_often_as_any_other(size: int, teams: int, bound: float) -> None:
    people = [Inspector(f"i{number}", "market", frozenset({"food"})) for number in range(6)]
    draw = made([Entry("food", f"firm-{number}", "A") for number in range(2_000)], people, size)
    times = Counter(visit.inspectors for visit in draw.visits)
    each = 2_000 / teams
    assert len(times) == teams and sum((many - each) ** 2 / each for many in times.values()) < bound


def test_the_made_up_plan_has_teams_for_all() -> None:
    assert POLICY.per_visit == 2 and drawn(plan(), SEED).shortages == ()
