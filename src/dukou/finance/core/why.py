"""Why a need was matched to one product and not to another, told from the plan and its prices.

A plan is polished (`core.matching`): a product that a need is worth more to has no room left for it. So whatever is told here can be
checked from the plan alone; the prices say besides whether it was worth keeping that room for others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dukou.finance.core.matching import MICRO, Market, Plan
from dukou.kit.core.labels import LabelledEnum


class WhyNot(LabelledEnum):
    """Why a product did not take a need in the plan."""

    NOT_ELIGIBLE = "not_eligible", "不符合产品条件", "not eligible"
    TOO_LARGE = "too_large", "超过该产品的全部额度，或该产品不再受理", "more than all of its quota, or it takes no case at all"
    BETTER = "better", "匹配到的产品预期融资不低于此", "the product in the plan is expected to fund no less"
    QUOTA = "quota", "额度有限，给了更合适的需求", "its quota went to needs that use it better"
    CASES = "cases", "户数有限，给了更合适的需求", "its cases went to needs that use them better"
    FULL = "full", "剩余额度或户数不足", "what is left of its quota or cases is not enough"


@dataclass(frozen=True, slots=True)
class Told:
    """One product beside a need. `worth`: what the pair is expected to fund beyond the prices of what it would use (fen); None: no pair."""

    product: int
    is_chosen: bool
    why: WhyNot | None
    value: int
    worth: int | None


def why_of(market: Market, plan: Plan, need: int) -> list[Told]:
    """Every product beside one need: the chosen one, and of each other why not."""
    at_of = {int(market.product[at]): int(at) for at in np.flatnonzero(market.need == need)}
    chosen = next((at for at in plan.chosen if market.need[at] == need), None)
    return [_told(market, plan, product, at_of.get(product), chosen) for product in range(market.products)]


def _told(market: Market, plan: Plan, product: int, at: int | None, chosen: int | None) -> Told:
    if at is None:
        return Told(product, False, WhyNot.NOT_ELIGIBLE, 0, None)
    value = int(market.value[at])
    left = MICRO * value - _asked_quota(market, plan, at) - int(plan.prices.case[product])
    why = None if at == chosen else _why(market, plan, at, chosen, left)
    return Told(product, at == chosen, why, value, left // MICRO)


def _asked_quota(market: Market, plan: Plan, at: int) -> int:
    return int(plan.prices.quota[market.product[at]]) * int(market.amount[at])


def _why(market: Market, plan: Plan, at: int, chosen: int | None, left: int) -> WhyNot:
    """`left`: what the pair is worth beyond the prices, in millionths of a fen; above that of its own place, rounding lost it."""
    product = int(market.product[at])
    if not market.fits[at]:
        return WhyNot.TOO_LARGE
    if chosen is not None and market.value[chosen] >= market.value[at]:
        return WhyNot.BETTER
    own = 0
    if chosen is not None:
        own = MICRO * int(market.value[chosen]) - _asked_quota(market, plan, chosen) - int(plan.prices.case[market.product[chosen]])
    quota, case = _asked_quota(market, plan, at), int(plan.prices.case[product])
    if left > max(own, 0) or not quota + case:
        return WhyNot.FULL
    taken = [each for each in plan.chosen if market.product[each] == product]
    lacks_cases = len(taken) >= int(market.cap[product])
    lacks_quota = int(market.amount[taken].sum()) + int(market.amount[at]) > int(market.quota[product])
    if lacks_quota and lacks_cases:
        return WhyNot.QUOTA if quota >= case else WhyNot.CASES
    return WhyNot.QUOTA if lacks_quota else WhyNot.CASES
