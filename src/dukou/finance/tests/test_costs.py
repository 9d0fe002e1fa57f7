"""Yearly costs by hand, and what more of a fee or of a subsidy may never do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.finance.core.costs import WHOLE, CostPart, Offer, compared, cost_of, schedule
from dukou.finance.core.kinds import Repayment

MILLION = 100_000_000  # 100万元 in fen
BULLET = Offer(MILLION, 400, 12, Repayment.BULLET)
OFFERS = st.builds(
    lambda amount, rate, months, repayment, fee, guarantee, subsidy: Offer(
        amount, rate, months, repayment, amount * fee // WHOLE, guarantee, min(subsidy, rate)
    ),
    st.integers(100_000, 10**11),
    st.integers(0, 1_500),
    st.integers(1, 36),
    st.sampled_from(list(Repayment)),
    st.integers(0, 500),
    st.integers(0, 300),
    st.integers(0, 400),
)


@pytest.mark.parametrize(
    ("offer", "yearly"),
    [
        (BULLET, 407),  # (1 + 4 % ÷ 12)^12 − 1 = 4.0742 %
        (replace(BULLET, rate=435, months=36), 444),  # 4.4378 %
        (replace(BULLET, rate=1200), 1268),  # 12.6825 %
        (replace(BULLET, rate=0), 0),
        (replace(BULLET, rate=0, fee=MILLION // 100), 101),  # 100 ÷ 99
        (replace(BULLET, rate=0, guarantee=100), 101),
        (replace(BULLET, rate=400, subsidy=400), 0),
        (replace(BULLET, rate=600, subsidy=200), 407),
        (replace(BULLET, repayment=Repayment.EQUAL), 407),
        (replace(BULLET, repayment=Repayment.EQUAL_PRINCIPAL, months=24), 407),
        (replace(BULLET, rate=1200, months=1, fee=MILLION // 100), 2713),  # (101 ÷ 99)^12 − 1 = 27.126 %
    ],
)
def test_rates_by_hand(offer: Offer, yearly: int) -> None:
    assert cost_of(offer).yearly == yearly


def test_a_schedule_by_hand() -> None:
    """12,000 yuan at 12 % for three months: 1 % a month; the equal instalment is 4,080.27 (12,000 × 0.01 ÷ (1 − 1.01⁻³))."""
    loan = Offer(1_200_000, 1_200, 3, Repayment.EQUAL)
    assert [(each.owed, each.principal, each.interest) for each in schedule(loan)[1:]] == [
        (1_200_000, 396_027, 12_000),
        (803_973, 399_987, 8_040),
        (403_986, 403_986, 4_040),
    ]
    principal = replace(loan, repayment=Repayment.EQUAL_PRINCIPAL)
    assert [(each.principal, each.interest) for each in schedule(principal)[1:]] == [(400_000, 12_000), (400_000, 8_000), (400_000, 4_000)]
    bullet = replace(loan, repayment=Repayment.BULLET, fee=100, subsidy=600)
    assert [each.paid for each in schedule(bullet)] == [100, 6_000, 6_000, 1_206_000]
    two_years = Offer(1_200_000, 0, 24, Repayment.EQUAL_PRINCIPAL, guarantee=100)
    assert [each.fees for each in schedule(two_years) if each.fees] == [12_000, 6_000]


@given(OFFERS)
@settings(deadline=None, max_examples=60)
def test_what_is_drawn_is_repaid_and_parts_add_up(offer: Offer) -> None:
    months, cost = schedule(offer), cost_of(offer)
    assert sum(each.principal for each in months) == offer.amount and min(each.principal for each in months) >= 0
    assert sum(each.paid for each in months) == offer.amount + cost.paid
    assert sum(cost.parts.values()) == cost.yearly
    assert cost.parts[CostPart.FEE] >= 0 <= cost.parts[CostPart.GUARANTEE] and cost.parts[CostPart.SUBSIDY] <= 0


@given(OFFERS)
@settings(deadline=None, max_examples=60)
def test_the_rate_is_that_at_which_payments_are_worth_what_was_received(offer: Offer) -> None:
    """In floats, and so only to a thousandth of a percent."""
    yearly, paid = cost_of(offer).yearly, [each.paid for each in schedule(offer)]
    worth = [sum(each * (1 + rate / WHOLE) ** (-at / 12) for at, each in enumerate(paid)) for rate in (yearly - 0.6, yearly + 0.6)]
    assert worth[0] > offer.amount * (1 - 1e-9) and worth[1] < offer.amount * (1 + 1e-9)
    least = (1 + (offer.rate - offer.subsidy) / WHOLE / 12) ** 12 - 1
    assert yearly >= least * WHOLE - 1.5


@given(OFFERS, st.integers(50, 300))
@settings(deadline=None, max_examples=60)
def test_a_fee_makes_dearer_and_a_subsidy_cheaper(offer: Offer, more: int) -> None:
    yearly = cost_of(offer).yearly
    assert cost_of(replace(offer, fee=offer.fee + offer.amount * more // WHOLE)).yearly > yearly
    assert cost_of(replace(offer, guarantee=offer.guarantee + more)).yearly > yearly
    less = min(more, offer.rate - offer.subsidy)
    assert cost_of(replace(offer, subsidy=offer.subsidy + less)).yearly <= yearly - less // 2


def test_offers_stand_cheapest_first_and_say_what_makes_the_difference() -> None:
    offers = {
        "low rate, high fee": replace(BULLET, rate=380, fee=MILLION // 50),
        "guaranteed": replace(BULLET, rate=390, guarantee=100),
        "plain": BULLET,
        "subsidised": replace(BULLET, rate=500, subsidy=200),
        "same as plain": BULLET,
    }
    found = compared(offers)
    told = {key: (each.cost.yearly, each.dearer, each.by and each.by.value) for key, each in found.items()}
    assert told == {
        "subsidised": (304, 0, None),
        "plain": (407, 103, "subsidy"),
        "same as plain": (407, 103, "subsidy"),
        "guaranteed": (504, 200, "subsidy"),
        "low rate, high fee": (602, 298, "fee"),
    }
    assert compared({}) == {}


@pytest.mark.parametrize(
    "changed",
    [
        {"amount": 0},
        {"months": 0},
        {"months": 361},
        {"rate": -1},
        {"rate": WHOLE + 1},
        {"fee": -1},
        {"fee": MILLION},
        {"fee": MILLION // 2, "guarantee": WHOLE // 2},
        {"subsidy": 401},
    ],
)
def test_what_is_no_offer_is_refused(changed: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"amount|rates|subsidy"):
        replace(BULLET, **changed)  # type: ignore[arg-type]
