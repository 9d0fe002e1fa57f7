"""A bank's offer as a firm weighs it: its terms, what leaves the firm in the first year, and when one offer is no worse than another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dukou.finance.core.costs import Offer, cost_of, schedule
from dukou.finance.core.kinds import Repayment

_YEAR = 12  # months


@dataclass(frozen=True, slots=True)
class Terms:
    """What a bank offers. `amount`, `fee`: fen; `rate`: a year, in hundredths of a percent; `valid_until`: the last day it holds."""

    amount: int
    rate: int
    fee: int
    months: int
    repayment: Repayment
    valid_until: date

    @property
    def offer(self) -> Offer:
        """As its cost is reckoned; a ValueError where such an offer cannot be."""
        return Offer(self.amount, self.rate, self.months, self.repayment, self.fee)

    def is_valid(self, on: date) -> bool:
        """Whether it still holds on a day; the last day counts."""
        return on <= self.valid_until

    def is_no_worse_than(self, other: Terms) -> bool:
        """Whether a firm loses nothing by it: no less money, no shorter term, no dearer a year, it holds no shorter, and is repaid alike.

        Another way of repayment is another loan: by how much it is better hangs on what the firm can pay when.
        """
        if self.repayment is not other.repayment:
            return False
        if self.amount < other.amount or self.months < other.months or self.valid_until < other.valid_until:
            return False
        return cost_of(self.offer).yearly <= cost_of(other.offer).yearly


def months_begun(since: date, until: date) -> int:
    """How many months begin between two days: from the 8th to the 8th of the next month one, to the 9th two."""
    return _YEAR * (until.year - since.year) + until.month - since.month + (until.day > since.day)


@dataclass(frozen=True, slots=True)
class FirstYear:
    """What leaves the firm in the first twelve months, in fen. `fees` are kept back when the money is drawn."""

    principal: int
    interest: int
    fees: int

    @property
    def paid(self) -> int:
        """All of it."""
        return self.principal + self.interest + self.fees


def first_year(offer: Offer) -> FirstYear:
    """The drawing and the twelve months after it; of a shorter loan all of it."""
    months = schedule(offer)[: _YEAR + 1]
    interest = sum(each.interest - each.subsidy for each in months)
    return FirstYear(sum(each.principal for each in months), interest, sum(each.fees for each in months))
