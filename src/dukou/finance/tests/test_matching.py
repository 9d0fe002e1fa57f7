"""Plans of matching on small markets drawn at random, beside every plan there is."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import product as every
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.finance.core.matching import MICRO, Market, Plan, Prices, _muted, bound_of, greedy, is_possible, planned, polished
from dukou.finance.core.why import WhyNot, why_of

Pairs = dict[tuple[int, int], tuple[int, int]]


def made(needs: int, pairs: Pairs, quota: list[int], cap: list[int]) -> Market:
    table = np.array([(*key, *told) for key, told in pairs.items()], dtype=np.int64).reshape(-1, 4)
    need, product, amount, value = table.T
    return Market(needs, need, product, amount, value, np.array(quota, dtype=np.int64), np.array(cap, dtype=np.int64))


@st.composite
def markets(draw: st.DrawFn, most_needs: int = 5, most_products: int = 3) -> Market:
    """Markets in which amounts, quotas and caps are of one size, so that all of them can bind; now and then in fen of real loans."""
    needs, products = draw(st.integers(1, most_needs)), draw(st.integers(1, most_products))
    size = draw(st.sampled_from([1, 1, 99_000_007]))
    keys = draw(st.sets(st.tuples(st.integers(0, needs - 1), st.integers(0, products - 1))))
    pairs: Pairs = {}
    for key in sorted(keys):
        amount = draw(st.integers(1, 12))
        pairs[key] = (amount * size, draw(st.integers(0, amount * 10)) * size // 10)
    quota = [draw(st.integers(0, 30)) * size for _ in range(products)]
    return made(needs, pairs, quota, [draw(st.integers(0, 4)) for _ in range(products)])


@st.composite
def prices(draw: st.DrawFn, products: int) -> Prices:
    asked = st.one_of(st.integers(0, 3 * MICRO), st.integers(0, 2**62))
    quota, case = ([draw(asked) for _ in range(products)] for _ in range(2))
    return Prices(np.array(quota, dtype=np.int64), np.array(case, dtype=np.int64))


def optimum(market: Market) -> int:
    """The best of all plans there are, one by one."""
    beside = [[None, *np.flatnonzero(market.need == need).tolist()] for need in range(market.needs)]
    plans = ([at for at in choice if at is not None] for choice in every(*beside))
    return max(sum(int(market.value[at]) for at in plan) for plan in plans if is_possible(market, plan))


@given(markets())
@settings(max_examples=60, deadline=None)
def test_the_plan_is_the_best_of_all_and_the_bound_is_above_it(market: Market) -> None:
    plan, best = planned(market), optimum(market)
    assert is_possible(market, plan.chosen) and not plan.was_stopped
    assert plan.value == sum(int(market.value[at]) for at in plan.chosen) == best <= plan.bound


@given(markets())
@settings(max_examples=60, deadline=None)
def test_a_rounded_plan_is_possible_and_beneath_the_best(market: Market) -> None:
    plan = planned(market, most_whole=0)
    assert is_possible(market, plan.chosen) and plan.value <= optimum(market) <= plan.bound
    assert plan.bound == min(bound_of(market, plan.prices), int(market.value.sum()))
    assert is_possible(market, greedy(market))


@given(markets(), st.data())
def test_the_bound_holds_for_any_prices_however_bad(market: Market, data: st.DataObject) -> None:
    assert bound_of(market, data.draw(prices(market.products))) >= optimum(market)


@given(markets(9, 4), st.sampled_from([0, 100]))
@settings(deadline=None)
def test_two_runs_give_the_same_plan(market: Market, most_whole: int) -> None:
    one, other = (planned(market, most_whole=most_whole) for _ in range(2))
    assert (one.chosen, one.value, one.bound) == (other.chosen, other.value, other.bound)
    assert one.prices.quota.tolist() == other.prices.quota.tolist() and one.prices.case.tolist() == other.prices.case.tolist()


@given(markets(9, 4))
@settings(deadline=None)
def test_what_nobody_can_use_up_has_no_price(market: Market) -> None:
    plan = planned(market, most_whole=0)
    for product in range(market.products):
        mine = (market.product == product) & market.fits
        if market.amount[mine].sum() < market.quota[product]:
            assert plan.prices.quota[product] == 0
        if mine.sum() < market.cap[product]:
            assert plan.prices.case[product] == 0


@given(markets(9, 4), st.data())
@settings(deadline=None)
def test_a_polished_plan_is_possible_no_worse_and_leaves_no_room_that_helps(market: Market, data: st.DataObject) -> None:
    begun = [at for at in greedy(market) if data.draw(st.booleans())]
    done = polished(market, begun)
    assert is_possible(market, done) and market.value[done].sum() >= market.value[begun].sum() and len(done) >= len(begun)
    for at in range(len(market.need)):
        old = [each for each in done if market.need[each] == market.need[at]]
        if not old or market.value[at] > market.value[old[0]]:
            assert not is_possible(market, [*(each for each in done if each not in old), at])


@given(markets(9, 4), st.sampled_from([0, 100]))
@settings(deadline=None)
def test_what_is_told_of_each_product_is_true(market: Market, most_whole: int) -> None:
    plan = planned(market, most_whole=most_whole)
    for need in range(market.needs):
        told = why_of(market, plan, need)
        assert [each.product for each in told] == list(range(market.products))
        own = [at for at in plan.chosen if market.need[at] == need]
        assert [each.product for each in told if each.is_chosen] == [int(market.product[at]) for at in own]
        for each in told:
            beside = np.flatnonzero((market.need == need) & (market.product == each.product)).tolist()
            assert (each.why is WhyNot.NOT_ELIGIBLE) == (not beside) == (each.worth is None)
            assert (each.why is None) == each.is_chosen
            if beside and not each.is_chosen:
                _is_true(market, plan, each.why, beside[0], own)


def _is_true(market: Market, plan: Plan, why: WhyNot | None, at: int, own: list[int]) -> None:
    """What a reason says, asked of the plan alone."""
    product = int(market.product[at])
    taken = [each for each in plan.chosen if market.product[each] == product]
    is_short_of_money = market.amount[[*taken, at]].sum() > market.quota[product]
    is_short_of_cases = len(taken) >= market.cap[product]
    assert (why is WhyNot.TOO_LARGE) == (market.amount[at] > market.quota[product] or market.cap[product] == 0)
    if why is WhyNot.BETTER:
        assert market.value[own[0]] >= market.value[at]
    elif why is WhyNot.QUOTA:
        assert is_short_of_money
    elif why is WhyNot.CASES:
        assert is_short_of_cases
    else:
        assert why in (WhyNot.TOO_LARGE, WhyNot.FULL) and (is_short_of_money or is_short_of_cases)


def test_nothing_to_match_and_nothing_to_give_are_answers() -> None:
    nobody = made(0, {}, [10], [1])
    nothing = made(2, {(0, 0): (5, 4), (1, 0): (7, 7)}, [0], [9])
    no_cases = made(1, {(0, 0): (5, 4)}, [9], [0])
    no_pairs = made(3, {}, [10, 10], [1, 1])
    for market in (nobody, nothing, no_cases, no_pairs):
        plan = planned(market)
        assert (plan.chosen, plan.value, plan.bound, plan.gap, greedy(market)) == ((), 0, 0, 0.0, ())
    assert [each.why for each in why_of(nothing, planned(nothing), 1)] == [WhyNot.TOO_LARGE]
    assert why_of(nobody, planned(nobody), 0)[0].why is WhyNot.NOT_ELIGIBLE


def test_a_case_by_hand() -> None:
    """Quota 100: 60 + 40 funded whole beat the 70 that greed takes first. The price of the quota is what the split need pays for a fen."""
    market = made(3, {(0, 0): (70, 63), (1, 0): (60, 51), (2, 0): (40, 36)}, [100], [9])
    plan = planned(market)
    assert (plan.chosen, plan.value) == ((1, 2), 87)
    assert greedy(market) == (0,)
    assert plan.bound == 90 and plan.prices.quota.tolist() == [900_000]  # 40 for 36 and 60 of the 70 for 54; nought for a case
    assert [each.why for each in why_of(market, plan, 0)] == [WhyNot.QUOTA]


@pytest.mark.parametrize(
    ("pairs", "quota", "cap"),
    [
        ({(0, 0): (0, 0)}, [1], [1]),
        ({(0, 0): (1, -1)}, [1], [1]),
        ({(1, 0): (1, 1)}, [1], [1]),
        ({(0, -1): (1, 1)}, [1], [1]),
        ({(0, 1): (1, 1)}, [1], [1]),
        ({(0, 0): (1, 1)}, [-1], [1]),
        ({(0, 0): (1, 1)}, [1], [-1]),
        ({(0, 0): (1, 1)}, [1], [1, 1]),
        ({(0, 0): (10**13, 1)}, [1], [1]),
    ],
)
def test_what_is_no_market_is_refused(pairs: Pairs, quota: list[int], cap: list[int]) -> None:
    with pytest.raises(ValueError, match=r"above|below|numbered|length|large"):
        made(1, pairs, quota, cap)


def test_a_pair_twice_is_refused_and_so_is_a_price_below_nought() -> None:
    one = np.array([0, 0], dtype=np.int64)
    with pytest.raises(ValueError, match="once"):
        Market(1, one, one, one + 1, one, one[:1], one[:1])
    with pytest.raises(ValueError, match="price"):
        bound_of(made(1, {(0, 0): (1, 1)}, [1], [1]), Prices(one[:1] - 1, one[:1]))


def test_two_plans_at_once_do_not_silence_the_process() -> None:
    """The first leaves while the second is within, if the second can come within at all."""
    outlet = os.fstat(1)
    first_in, second_in, first_out = Event(), Event(), Event()

    def first() -> None:
        with _muted():
            first_in.set()
            second_in.wait(0.2)
        first_out.set()

    def second() -> None:
        first_in.wait(5)
        with _muted():
            second_in.set()
            first_out.wait(5)

    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(first), pool.submit(second)]:
            each.result()
    assert (os.fstat(1).st_dev, os.fstat(1).st_ino) == (outlet.st_dev, outlet.st_ino)
