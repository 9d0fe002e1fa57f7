"""Which need goes to which product, so that as much as possible is expected to be funded: a plan with a bound that proves how good it is.

Each need goes to at most one product, whole. A product has a quota of money and a cap of cases. The linear programme (scipy's HiGHS) lets a
need be split over products; its prices of quotas and caps give a bound that no whole plan can pass (weak duality), reckoned here once more
in whole numbers, so that whoever has the prices can check it by hand. Plans are rounded: what the programme gives whole first, then what is
left by what it is worth beyond the prices; up to `MOST_WHOLE` needs the whole-number programme is solved besides. In the end no need stands
at a product while another that it is worth more to has room for it, and none is left out that a product still has room for.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
MOST_WHOLE = 2_000  # needs
SECONDS = 5.0  # of the whole-number programme: when it stops
MICRO = 1_000_000  # prices are whole millionths
MOST = 10**12  # fen of one need, 10 bn yuan, as `amounts.UTMOST`: what is reckoned in millionths stays within 64 bits
_HALF, _NOTHING = 0.5, 1e-6
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Market:
    """What may be matched. A pair is a need that a product would take: its amount and what is expected to be funded of it, both in fen.

    `need`, `product`, `amount`, `value`: one entry for each pair; `quota` (fen) and `cap` (cases): one for each product.
    """

    needs: int
    need: Whole
    product: Whole
    amount: Whole
    value: Whole
    quota: Whole
    cap: Whole

    def __post_init__(self) -> None:
        pairs = {len(each) for each in (self.need, self.product, self.amount, self.value)}
        if len(pairs) > 1 or len(self.quota) != len(self.cap):
            raise ValueError("the arrays of pairs, and those of products, have one length each")
        if len(self.quota) and (self.quota.min() < 0 or self.cap.min() < 0):
            raise ValueError("a quota or a cap is not below nought")
        if not len(self.need):
            return
        if self.amount.min() <= 0 or self.value.min() < 0:
            raise ValueError("an amount is above nought, a value not below")
        if not (_is_within(self.need, self.needs) and _is_within(self.product, self.products)):
            raise ValueError("needs and products are numbered from 0")
        if len(np.unique(self.need * self.products + self.product)) < len(self.need):
            raise ValueError("a need stands beside a product once")
        if max(int(self.amount.max()), int(self.value.max())) > MOST:
            raise ValueError("an amount or a value is too large to be reckoned with in whole millionths")

    @property
    def products(self) -> int:
        """How many products there are."""
        return len(self.quota)

    @property
    def fits(self) -> NDArray[np.bool_]:
        """Of each pair, whether the product could take the need if it took nothing else; no whole plan holds another."""
        found: NDArray[np.bool_] = (self.amount <= self.quota[self.product]) & (self.cap[self.product] > 0)
        return found


@dataclass(frozen=True, slots=True)
class Prices:
    """What one more would be worth, in millionths of a fen of value: `quota` a fen of quota, `case` a case, of each product."""

    quota: Whole
    case: Whole


@dataclass(frozen=True, slots=True)
class Plan:
    """Pairs (by their number) that are chosen, what they are expected to fund, the bound, and the prices behind it. All in fen.

    `was_stopped`: the clock stopped the whole-number programme, so that another run may find other pairs under the same bound.
    """

    chosen: tuple[int, ...]
    value: int
    bound: int
    prices: Prices
    was_stopped: bool = False

    @property
    def gap(self) -> float:
        """By how much at most a better plan could be better, as a share of the bound; nought where there is nothing to match."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0


def planned(market: Market, *, most_whole: int = MOST_WHOLE) -> Plan:
    """A plan of whole cases beneath a proven bound."""
    if not len(market.need):
        nothing = np.zeros(market.products, dtype=np.int64)
        return Plan((), 0, 0, Prices(nothing, nothing))
    from scipy.optimize import linprog  # type: ignore[import-untyped]  # it takes a second, and most commands match nothing

    rows, limits = _rows(market), _limits(market)
    most = np.column_stack([np.zeros(len(market.need)), market.fits.astype(float)])
    found = linprog(-market.value.astype(float), A_ub=rows, b_ub=limits, bounds=most, method="highs")
    if found.status != 0:
        raise ArithmeticError(f"the programme was not solved: {found.message}")
    prices, was_stopped = _prices(market, found.ineqlin.marginals), False
    chosen = polished(market, _rounded(market, found.x, prices))
    if market.needs <= most_whole:
        whole, was_stopped = _whole(market, rows, limits)
        chosen = _better(market, chosen, polished(market, whole))
    bound = min(bound_of(market, prices), int(market.value.sum()))
    return Plan(tuple(sorted(chosen)), int(market.value[chosen].sum()), bound, prices, was_stopped)


def bound_of(market: Market, prices: Prices) -> int:
    """What no plan can pass, from prices that are not below nought, in whole numbers rounded up.

    At these prices each need takes the best it can get of what fits; whatever a plan chooses is worth no more than that with the price of
    all quotas and caps. True for any such prices; the better they are, the tighter it is.
    """
    if len(prices.quota) and (prices.quota.min() < 0 or prices.case.min() < 0):
        raise ValueError("a price is not below nought")
    left = np.where(market.fits, _left(market, prices), 0)
    best = np.zeros(market.needs, dtype=np.int64)
    np.maximum.at(best, market.need, left)
    total = sum(best.tolist())
    total += sum(int(price) * int(quota) for price, quota in zip(prices.quota, market.quota, strict=True))
    total += sum(int(price) * int(cap) for price, cap in zip(prices.case, market.cap, strict=True))
    return -(-total // MICRO)


def greedy(market: Market) -> tuple[int, ...]:
    """What an office does by hand: the pair with the greatest value first, as long as quota and cap last."""
    return tuple(sorted(_filled(market, np.lexsort((np.arange(len(market.value)), -market.value)))))


def is_possible(market: Market, chosen: Sequence[int]) -> bool:
    """Whether a plan keeps to everything: a need once, quotas and caps kept."""
    at = np.array(chosen, dtype=np.int64)
    used = np.bincount(market.product[at], weights=market.amount[at], minlength=market.products)
    cases = np.bincount(market.product[at], minlength=market.products)
    return len(set(market.need[at].tolist())) == len(chosen) and bool((used <= market.quota).all() and (cases <= market.cap).all())


def polished(market: Market, begun: Sequence[int]) -> list[int]:
    """A possible plan made no worse: what still fits is taken, and a need moves to whatever has room for it and is worth more.

    Every step adds value, so it ends.
    """
    at_of: dict[int, int] = {int(market.need[at]): at for at in begun}
    room, left = _rooms(market, list(begun))
    need, product = market.need.tolist(), market.product.tolist()
    amount, value = market.amount.tolist(), market.value.tolist()
    order, moved = np.lexsort((np.arange(len(value)), -market.value)).tolist(), True
    while moved:
        moved = False
        for at in order:
            old, to = at_of.get(need[at]), product[at]
            if left[to] < 1 or amount[at] > room[to] or (old is not None and value[at] <= value[old]):
                continue
            if old is not None:
                left[product[old]] += 1
                room[product[old]] += amount[old]
            left[to] -= 1
            room[to] -= amount[at]
            at_of[need[at]], moved = at, True
    return sorted(at_of.values())


def _is_within(numbers: Whole, count: int) -> bool:
    return int(numbers.min()) >= 0 and int(numbers.max()) < count


def _left(market: Market, prices: Prices) -> Whole:
    """What each pair is worth beyond the prices, in millionths of a fen. A price above the worth of every pair counts as that."""
    most = int(market.value.max(initial=0)) * MICRO
    quota, case = np.minimum(prices.quota, most)[market.product], np.minimum(prices.case, most)[market.product]
    asked = np.where(quota > most // market.amount, most, quota * market.amount)
    return MICRO * market.value - asked - case


def _rows(market: Market) -> Any:
    """A need at most once, then quotas, then caps: a sparse matrix of scipy's."""
    from scipy.sparse import coo_array, csr_array, vstack  # type: ignore[import-untyped]

    count, at = len(market.need), np.arange(len(market.need))
    ones = np.ones(count)
    once = coo_array((ones, (market.need, at)), shape=(market.needs, count))
    money = coo_array((market.amount.astype(float), (market.product, at)), shape=(market.products, count))
    cases = coo_array((ones, (market.product, at)), shape=(market.products, count))
    return csr_array(vstack([once, money, cases]))


def _limits(market: Market) -> NDArray[np.float64]:
    return np.concatenate([np.ones(market.needs), market.quota.astype(float), market.cap.astype(float)])


def _prices(market: Market, marginals: NDArray[np.float64]) -> Prices:
    told = np.maximum(0, np.rint(-marginals[market.needs :] * MICRO)).astype(np.int64)
    return Prices(told[: market.products], told[market.products :])


def _rounded(market: Market, shares: NDArray[np.float64], prices: Prices) -> list[int]:
    """What is given whole, the greater part of what is split, then whatever still fits, by what it is worth beyond the prices."""
    per_yuan = market.value / market.amount
    split = np.flatnonzero((shares > _NOTHING) & (shares < 1 - _NOTHING))
    whole = np.flatnonzero(shares >= 1 - _NOTHING)
    rest = np.lexsort((-per_yuan, -_left(market, prices)))
    return _filled(market, np.concatenate([whole, split[np.lexsort((-per_yuan[split], -shares[split]))], rest]))


def _rooms(market: Market, chosen: list[int]) -> tuple[list[int], list[int]]:
    """The money and the cases that are left of each product."""
    used, cases = np.zeros(market.products, dtype=np.int64), np.zeros(market.products, dtype=np.int64)
    np.add.at(used, market.product[chosen], market.amount[chosen])
    np.add.at(cases, market.product[chosen], 1)
    return (market.quota - used).tolist(), (market.cap - cases).tolist()


def _filled(market: Market, order: NDArray[np.int64]) -> list[int]:
    """The pairs in their order, each where its need is free and quota and cap last."""
    chosen: list[int] = []
    room, left, free = market.quota.tolist(), market.cap.tolist(), [True] * market.needs
    need, product, amount = market.need.tolist(), market.product.tolist(), market.amount.tolist()
    for at in order.tolist():
        to = product[at]
        if free[need[at]] and left[to] > 0 and amount[at] <= room[to]:
            free[need[at]] = False
            left[to] -= 1
            room[to] -= amount[at]
            chosen.append(at)
    return chosen


def _whole(market: Market, rows: Any, limits: NDArray[np.float64]) -> tuple[list[int], bool]:
    """The whole-number programme, as far as it comes in its time, and whether that stopped it; empty where it found no plan."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    with _muted():
        found = milp(
            -market.value.astype(float),
            constraints=LinearConstraint(rows, -np.inf, limits),
            integrality=np.ones(len(market.value)),
            bounds=Bounds(0, market.fits.astype(float)),
            options={"time_limit": SECONDS, "mip_rel_gap": 0},
        )
    chosen = [] if found.x is None else _filled(market, np.flatnonzero(found.x > _HALF))
    return chosen, found.status != 0


@contextmanager
def _muted() -> Iterator[None]:
    """HiGHS prints a line of its own past Python (`HighsMipSolverData::transformNew…`) that would stand in the midst of JSON.

    The outlet is that of the whole process: of two threads that turned it off at once, the one that came later would put back silence.
    """
    with _ONE_AT_A_TIME:
        sys.stdout.flush()
        kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 1)
            yield
        finally:
            os.dup2(kept, 1)
            os.close(nowhere)
            os.close(kept)


def _better(market: Market, one: list[int], other: list[int]) -> list[int]:
    return one if market.value[one].sum() >= market.value[other].sum() else other
