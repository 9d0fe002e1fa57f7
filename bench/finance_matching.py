"""A plan of 10,000 needs × 50 products beside the linear programme alone and beside greedy, on one core, in the same run.

Measured is CPU time. Made-up market after the field note (3.4): some 150,000 pairs, each need at most one product, quotas of 3 to 12 % of
what is eligible, caps of 5 to 20 % of its cases, value = amount × chance × (1 − 4 × rate). How eligibility and chances are spread is not
told there; here firms differ (some fit few products), products differ in breadth, and a chance hangs on both and on luck.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from statistics import median

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, vstack

from dukou.finance.core.matching import MICRO, Market, Plan, greedy, is_possible, planned

NEEDS, PRODUCTS, ROUNDS = 10_000, 50, 3
MOST_GAP, MOST_RATIO = 0.005, 1.5


def main() -> int:
    """Print `bar | measured | ratio | met`; 1 where a bar is missed, the plan is impossible or its bound does not hold."""
    market = _market(np.random.default_rng(11))
    taken, alone, best, plan = [], [], 0.0, planned(market)
    for _ in range(ROUNDS):
        taken.append(_taken(lambda: planned(market)))
        programme = _programme(market)
        alone.append(_taken(programme))
        best = programme()
    bound = _bound_by_hand(market, plan)
    if not is_possible(market, plan.chosen) or bound != plan.bound or plan.bound < best - 1:
        print("the plan or its bound does not hold")
        return 1
    gap, ratio = 1 - plan.value / best, median(taken) / median(alone)
    by_hand = greedy(market)
    loss, greedy_taken = 1 - int(market.value[list(by_hand)].sum()) / best, _taken(lambda: greedy(market))
    is_met = gap <= MOST_GAP, ratio <= MOST_RATIO
    told = f"{NEEDS:,} needs × {PRODUCTS} products, {len(market.need):,} pairs, {len(plan.chosen):,} matched"
    print(f"whole plan within {MOST_GAP:.1%} of the LP | {gap:.3%}, {told} | {MOST_GAP / gap:.1f} | {_word(is_met[0])}")
    told = f"{median(taken):.2f} s of CPU, LP alone {median(alone):.2f} s"
    print(f"plan, prices and bound in ≤ {MOST_RATIO} × the LP alone | {told} | {ratio:.2f} | {_word(is_met[1])}")
    print(f"(no bar) bound in whole numbers over the LP, checked pair by pair | {plan.bound / best - 1:.1e} | — | —")
    print(f"(no bar) greedy, as an office does it | loses {loss:.1%}, {greedy_taken:.2f} s | {loss / gap:.0f} of the plan's loss | —")
    return 0 if all(is_met) else 1


def _word(is_met: bool) -> str:
    return "met" if is_met else "missed"


def _market(chance: np.random.Generator) -> Market:
    breadth = chance.beta(0.6, 1.4, NEEDS)[:, None] * chance.uniform(0.2, 1.8, PRODUCTS)
    need, product = np.nonzero(chance.random((NEEDS, PRODUCTS)) < breadth)
    asked = np.clip(chance.lognormal(np.log(100), 0.9, NEEDS), 5, 1_000).round().astype(np.int64) * 1_000_000  # 5 to 1,000 万元 in fen
    rate = chance.integers(300, 650, PRODUCTS)
    fit = chance.normal(0, 1, NEEDS)[need] + chance.normal(0, 0.7, PRODUCTS)[product] + chance.normal(0, 0.7, len(need))
    granted = (10_000 / (1 + np.exp(-fit))).astype(np.int64)
    amount = asked[need]
    value = amount * granted // 10_000 * (10_000 - 4 * rate[product]) // 10_000
    demand, cases = np.bincount(product, weights=amount, minlength=PRODUCTS), np.bincount(product, minlength=PRODUCTS)
    quota = (demand * chance.uniform(0.03, 0.12, PRODUCTS)).astype(np.int64)
    cap = np.ceil(cases * chance.uniform(0.05, 0.2, PRODUCTS)).astype(np.int64)
    return Market(NEEDS, need.astype(np.int64), product.astype(np.int64), amount, value, quota, cap)


def _programme(market: Market) -> Callable[[], float]:
    """The bare linear programme, its matrix made beforehand."""
    at, ones = np.arange(len(market.need)), np.ones(len(market.need))
    shape = (market.products, len(at))
    rows = vstack(
        [
            coo_array((ones, (market.need, at)), shape=(market.needs, len(at))),
            coo_array((market.amount.astype(float), (market.product, at)), shape=shape),
            coo_array((ones, (market.product, at)), shape=shape),
        ]
    ).tocsr()
    limits = np.concatenate([np.ones(market.needs), market.quota, market.cap])
    return lambda: -float(linprog(-market.value.astype(float), A_ub=rows, b_ub=limits, bounds=(0, 1), method="highs").fun)


def _bound_by_hand(market: Market, plan: Plan) -> int:
    """The bound once more, pair by pair in Python's own whole numbers."""
    quota, case = plan.prices.quota.tolist(), plan.prices.case.tolist()
    best = [0] * market.needs
    for need, product, amount, value in zip(
        *(each.tolist() for each in (market.need, market.product, market.amount, market.value)), strict=True
    ):
        best[need] = max(best[need], MICRO * value - quota[product] * amount - case[product])
    total = sum(best) + sum(price * most for price, most in zip(quota, market.quota.tolist(), strict=True))
    return -(-(total + sum(price * most for price, most in zip(case, market.cap.tolist(), strict=True))) // MICRO)


def _taken(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
