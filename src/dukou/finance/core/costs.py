"""What an offer costs in a year: the rate at which all that is paid is worth what was received, compounded over twelve months.

Exact to a hundredth of a percent: payments are whole fen, the rate is found by halving between hundredths, in decimals and never in floats.
A subsidy is taken as paid with each month's interest, a guarantee fee as paid a year ahead on what is then owed (both are paid later or
otherwise in places; unverified).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import pairwise
from typing import TypeVar

from dukou.finance.core.kinds import Repayment
from dukou.kit.core.labels import LabelledEnum

WHOLE = 10_000  # rates are whole hundredths of a percent
LONGEST = 360  # months
_EXACT = Context(prec=50)
Key = TypeVar("Key")


class CostPart(LabelledEnum):
    """What the yearly cost of an offer is made of."""

    INTEREST = "interest", "利息", "interest"
    FEE = "fee", "放款费用", "fee when drawn"
    GUARANTEE = "guarantee", "担保费", "guarantee fee"
    SUBSIDY = "subsidy", "贴息", "interest subsidy"


@dataclass(frozen=True, slots=True)
class Offer:
    """`amount`, `fee` (kept back when drawn): fen. `rate`, `guarantee`, `subsidy`: a year, in hundredths of a percent."""

    amount: int
    rate: int
    months: int
    repayment: Repayment
    fee: int = 0
    guarantee: int = 0
    subsidy: int = 0

    def __post_init__(self) -> None:
        if self.amount <= 0 or not 1 <= self.months <= LONGEST:
            raise ValueError(f"an offer is of an amount, for 1 to {LONGEST} months")
        if min(self.rate, self.fee, self.guarantee, self.subsidy) < 0 or max(self.rate, self.guarantee) > WHOLE:
            raise ValueError("rates and fees are not below nought, nor rates above 100 %")
        if self.subsidy > self.rate:
            raise ValueError("a subsidy is at most the interest")
        if self.fee + _part(self.amount, self.guarantee) >= self.amount:
            raise ValueError("what is paid when drawn is less than the amount")


@dataclass(frozen=True, slots=True)
class Month:
    """What is owed and paid at the end of a month, in fen; month 0 is the drawing. `owed`: before this month's principal is repaid."""

    owed: int
    principal: int
    interest: int
    subsidy: int
    fees: int

    @property
    def paid(self) -> int:
        """What leaves the firm."""
        return self.principal + self.interest - self.subsidy + self.fees


@dataclass(frozen=True, slots=True)
class Cost:
    """`yearly`: hundredths of a percent. `parts`: how it comes about, adding up to it. The sums are in fen over the whole term."""

    yearly: int
    parts: Mapping[CostPart, int]
    interest: int
    fees: int
    subsidy: int

    @property
    def paid(self) -> int:
        """What the loan costs over its term, beside the principal."""
        return self.interest + self.fees - self.subsidy


@dataclass(frozen=True, slots=True)
class Compared:
    """An offer beside the cheapest. `dearer`: by how many hundredths of a percent a year; `by`: the part that makes most of it."""

    cost: Cost
    dearer: int
    by: CostPart | None


def schedule(offer: Offer) -> list[Month]:
    """Month by month, from the drawing (month 0) on. The last month takes what rounding left."""
    found, owed = [Month(0, 0, 0, 0, offer.fee + _part(offer.amount, offer.guarantee))], offer.amount
    level = _level(offer)
    for month in range(1, offer.months + 1):
        interest = _part(owed, offer.rate, 12)
        principal = owed if month == offer.months else min(owed, _principal(offer, interest, level))
        fees = _part(owed - principal, offer.guarantee) if month % 12 == 0 and month < offer.months else 0
        found.append(Month(owed, principal, interest, min(interest, _part(owed, offer.subsidy, 12)), fees))
        owed -= principal
    return found


def cost_of(offer: Offer) -> Cost:
    """The yearly cost and its parts: of the interest alone, then what the fee, the guarantee and the subsidy each add."""
    bare = replace(offer, fee=0, guarantee=0, subsidy=0)
    with_fee = replace(bare, fee=offer.fee)
    steps = [_yearly(each) for each in (bare, with_fee, replace(with_fee, guarantee=offer.guarantee), offer)]
    parts = dict(zip(CostPart, [steps[0], *(after - before for before, after in pairwise(steps))], strict=True))
    months = schedule(offer)
    sums = (sum(each.interest for each in months), sum(each.fees for each in months), sum(each.subsidy for each in months))
    return Cost(steps[-1], parts, *sums)


def compared(offers: Mapping[Key, Offer]) -> dict[Key, Compared]:
    """The offers, cheapest a year first; of the same rate the one that costs less in all, then in the order given."""
    costs = {key: cost_of(offer) for key, offer in offers.items()}
    order = sorted(costs, key=lambda key: (costs[key].yearly, costs[key].paid))
    return {key: _beside(costs[key], costs[order[0]]) for key in order}


def _beside(cost: Cost, cheapest: Cost) -> Compared:
    more = {part: cost.parts[part] - cheapest.parts[part] for part in CostPart}
    dearer = cost.yearly - cheapest.yearly
    return Compared(cost, dearer, max(CostPart, key=more.__getitem__) if dearer else None)


def _part(amount: int, rate: int, parts: int = 1) -> int:
    """`rate` of an amount, divided in parts, in whole fen, half up."""
    base = WHOLE * parts
    return (2 * amount * rate + base) // (2 * base)


def _level(offer: Offer) -> int:
    """The equal monthly instalment in whole fen, half up: P·r ÷ (1 − (1 + r)^−n)."""
    if not offer.rate:
        return -(-offer.amount // offer.months)
    monthly = _EXACT.divide(Decimal(offer.rate), Decimal(WHOLE * 12))
    shrunk = _EXACT.power(1 + monthly, -offer.months)
    return int(_EXACT.divide(_EXACT.multiply(offer.amount, monthly), 1 - shrunk).quantize(Decimal(1), ROUND_HALF_UP))


def _principal(offer: Offer, interest: int, level: int) -> int:
    if offer.repayment is Repayment.BULLET:
        return 0
    return max(0, level - interest) if offer.repayment is Repayment.EQUAL else offer.amount // offer.months


def _yearly(offer: Offer) -> int:
    """The yearly rate in hundredths of a percent, half up: the least half a hundredth beneath what makes the payments worth too little."""
    paid = [each.paid for each in schedule(offer)]
    high = 1
    while not _is_above(offer.amount, paid, high):
        high *= 2
    low = -1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _is_above(offer.amount, paid, middle) else (middle, high)
    return high


def _is_above(amount: int, paid: list[int], yearly: int) -> bool:
    """Whether `yearly` + ½ hundredth of a percent a year is more than what is paid for the amount."""
    factor = _EXACT.power(1 + Decimal(2 * yearly + 1) / (2 * WHOLE), _EXACT.divide(Decimal(-1), Decimal(12)))
    worth = Decimal(0)
    for each in reversed(paid):
        worth = _EXACT.fma(worth, factor, Decimal(each))
    return worth < amount
