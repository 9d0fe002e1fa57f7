"""Why a need was matched to one product and not to another, told from the plan's prices."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.finance.core.matching import MICRO, Market, Plan
from dukou.kit.core.labels import LabelledEnum


class WhyNot(LabelledEnum):
    """Why a product did not take a need in the plan."""

    NOT_ELIGIBLE = "not_eligible", "不符合产品条件", "not eligible"
    QUOTA = "quota", "额度有限，给了更合适的需求", "its quota went to needs that use it better"
    CASES = "cases", "户数有限，给了更合适的需求", "its cases went to needs that use them better"
    BETTER = "better", "另一产品更合适", "another product is better"
    FULL = "full", "额度或户数已满", "quota or cases are used up"


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
    pairs = {int(market.product[at]): at for at in range(len(market.need)) if market.need[at] == need}
    chosen = next((at for at in plan.chosen if market.need[at] == need), None)
    return [_told(market, plan, product, pairs.get(product), chosen) for product in range(market.products)]


def _told(market: Market, plan: Plan, product: int, at: int | None, chosen: int | None) -> Told:
    if at is None:
        return Told(product, False, WhyNot.NOT_ELIGIBLE, 0, None)
    quota = int(plan.prices.quota[product]) * int(market.amount[at])
    case, value = int(plan.prices.case[product]), int(market.value[at])
    worth = (MICRO * value - quota - case) // MICRO
    if at == chosen:
        return Told(product, True, None, value, worth)
    if chosen is not None and worth <= _worth(market, plan, chosen):
        return Told(product, False, WhyNot.BETTER, value, worth)
    if worth < 0 or (worth == 0 and quota + case):
        return Told(product, False, WhyNot.QUOTA if quota >= case else WhyNot.CASES, value, worth)
    return Told(product, False, WhyNot.FULL, value, worth)


def _worth(market: Market, plan: Plan, at: int) -> int:
    product = market.product[at]
    left = MICRO * int(market.value[at]) - int(plan.prices.quota[product]) * int(market.amount[at]) - int(plan.prices.case[product])
    return left // MICRO
