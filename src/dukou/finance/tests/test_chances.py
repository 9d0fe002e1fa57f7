"""Chances from earlier applications: the prior where there are none, the share where there are many, and always the count."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.finance.core.chances import WHOLE, Chance, Closed, Prior, chance_of, outcome
from dukou.finance.core.kinds import ApplicationState, ListStanding
from dukou.kit.core.rates import NOTHING_BEFORE, Rate

PRIOR = Prior(4_000, 10)
CLOSED = st.lists(
    st.builds(
        Closed,
        st.sampled_from(["one", "two"]),
        st.sampled_from([None, *ListStanding]),
        st.sampled_from([each for each in ApplicationState if not each.is_open]),
        st.booleans(),
    ),
    max_size=40,
)


def many(granted: int, refused: int, standing: ListStanding | None = None) -> list[Closed]:
    states = [ApplicationState.GRANTED] * granted + [ApplicationState.REFUSED] * refused
    return [Closed("one", standing, state) for state in states]


def test_by_hand() -> None:
    assert chance_of([], "one", PRIOR) == Chance(4_000, Rate(0, 0), 4_000, 10)
    assert chance_of([], "one", PRIOR).interval == NOTHING_BEFORE
    assert chance_of(many(10, 0), "one", PRIOR) == Chance(7_000, Rate(10, 10), 4_000, 10)
    assert chance_of(many(81, 182), "one", Prior(4_000, 1)).interval == pytest.approx((0.2553, 0.3662), abs=5e-5)  # Newcombe 1998
    listed = many(10, 0, ListStanding.RECOMMENDED)
    assert chance_of(listed, "one", PRIOR, standing=ListStanding.RECOMMENDED) == Chance(8_500, Rate(10, 10), 7_000, 10)
    assert chance_of(listed, "one", PRIOR, standing=ListStanding.APPLIED) == Chance(7_000, Rate(0, 0), 7_000, 10)


def test_what_a_bank_did_not_answer_is_neither_yes_nor_no() -> None:
    said = {each: outcome(each) for each in ApplicationState}
    yes = {ApplicationState.GRANTED, ApplicationState.DECLINED}
    assert {each for each, is_yes in said.items() if is_yes} == yes
    assert [each for each, is_yes in said.items() if is_yes is False] == [ApplicationState.REFUSED]


def test_an_offer_is_a_yes_whatever_the_firm_did_with_it_unless_the_bank_refused_afterwards() -> None:
    taken_back = [Closed("one", None, ApplicationState.TAKEN_BACK, was_offered=each) for each in (True, False)]
    assert chance_of(taken_back, "one", PRIOR).rate == Rate(1, 1)
    refused = Closed("one", None, ApplicationState.REFUSED, was_offered=True)
    assert chance_of([refused], "one", PRIOR).rate == Rate(0, 1)
    assert outcome(ApplicationState.OFFERED, True) is None


@given(CLOSED, st.integers(1, WHOLE - 1), st.integers(1, 100), st.sampled_from([None, *ListStanding]))
def test_a_chance_lies_between_its_prior_and_its_share(
    closed: list[Closed], prior: int, weight: int, standing: ListStanding | None
) -> None:
    found = chance_of(closed, "one", Prior(prior, weight), standing=standing)
    counted = [each for each in closed if each.product == "one" and (standing is None or each.standing is standing)]
    answers = [said for each in counted if (said := outcome(each.state, each.was_offered)) is not None]
    assert found.rate == Rate(sum(map(bool, answers)), len(answers)) and found.weight == weight
    bare = Fraction(found.rate.numerator * WHOLE, found.rate.denominator) if answers else Fraction(found.prior)
    low, high = sorted((bare, Fraction(found.prior)))
    assert low - 1 < found.chance < high + 1
    assert 0 <= found.chance <= WHOLE


@given(CLOSED, st.randoms(use_true_random=False))
def test_one_more_grant_never_lowers_a_chance_and_order_does_not_matter(closed: list[Closed], chance: object) -> None:
    turned = list(closed)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    before = chance_of(closed, "one", PRIOR)
    assert chance_of(turned, "one", PRIOR) == before
    assert chance_of([*closed, *many(1, 0)], "one", PRIOR).chance >= before.chance >= chance_of([*closed, *many(0, 1)], "one", PRIOR).chance


def test_a_prior_of_nought_or_one_or_without_weight_is_refused() -> None:
    for chance, weight in ((0, 1), (WHOLE, 1), (5, 0)):
        with pytest.raises(ValueError, match="prior"):
            Prior(chance, weight)
