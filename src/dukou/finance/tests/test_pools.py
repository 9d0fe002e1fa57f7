"""The pool played through: against what can be reckoned, fen by fen, and with what may never happen."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.finance.core.pools import Breaker, PoolLoan, PoolPolicy, claim_of, faults_of, outlook, played

OPEN = PoolPolicy(paid_in=10_000, cap=10_000)  # neither pool nor cap ever binds
LOANS = [PoolLoan(f"bank {at % 3}", 10_000_001 * (1 + at % 7), 100 + 40 * (at % 9), 1_000 * (at % 4)) for at in range(120)]

SHARES = st.integers(1, 10_000)
POLICIES = st.builds(
    PoolPolicy,
    st.integers(1, 1_000),
    st.integers(1, 2_000),
    SHARES,
    st.integers(0, 5),
    st.integers(1, 6),
    st.none() | st.integers(1, 3_000),
    st.sampled_from(list(Breaker)),
    st.integers(0, 10**6),
)
POOL_LOANS = st.lists(
    st.builds(PoolLoan, st.sampled_from("abc"), st.integers(1, 10**9), st.integers(0, 10_000), st.integers(0, 10_000)), max_size=8
)


def test_without_correlation_the_mean_and_the_spread_are_those_of_the_closed_form() -> None:
    total = played(OPEN, LOANS, seed=11).total
    claims = [claim_of(OPEN, loan) for loan in LOANS]
    mean = sum(loan.chance * claim for loan, claim in zip(LOANS, claims, strict=True)) / 10_000
    spread = sqrt(sum(claim**2 * loan.chance * (10_000 - loan.chance) for loan, claim in zip(LOANS, claims, strict=True))) / 10_000
    assert abs(total.mean() - mean) < 4 * spread / sqrt(len(total))
    assert total.std() == pytest.approx(spread, rel=0.04)


def test_falling_together_leaves_the_mean_and_fattens_the_tail() -> None:
    """Two loans with a chance of 1/2 and a correlation of 1/2 fall both with 1/4 + arcsin(1/2) ÷ 2π = 1/3 (Sheppard 1899)."""
    two = [PoolLoan(bank, 10_000, 5_000) for bank in "ab"]
    runs = played(OPEN, two, seed=3, together=5_000, runs=40_000)
    both = (runs.total == 16_000).mean()
    assert both == pytest.approx(1 / 3, abs=4 * sqrt(2 / 9 / 40_000))
    apart, close = (outlook(played(OPEN, LOANS, seed=5, together=each)) for each in (0, 3_000))
    assert close.expected == pytest.approx(apart.expected, rel=0.08)
    assert close.at_risk_99 > 1.3 * apart.at_risk_99 and close.shortfall_99 > 1.3 * apart.shortfall_99


@given(POLICIES, POOL_LOANS, st.integers(0, 9_000), st.integers(0, 99))
@settings(deadline=None, max_examples=60)
def test_no_fen_is_lost_and_none_is_made(policy: PoolPolicy, loans: list[PoolLoan], together: int, seed: int) -> None:
    runs = played(policy, loans, seed=seed, together=together, runs=60)
    assert (runs.paid <= runs.claims).all() and (runs.paid >= 0).all() and (runs.city >= 0).all()
    assert (runs.city + runs.district == runs.total).all()
    assert (runs.total == np.minimum(runs.claims.sum(axis=1), runs.pool)).all()
    assert (runs.dry == (runs.claims.sum(axis=1) > runs.pool)).all()
    for at, bank in enumerate(runs.banks):
        own = [loan for loan in loans if loan.bank == bank]
        balance = sum(loan.amount for loan in own)
        assert runs.claims[:, at].max() <= min(balance * policy.cap // 10_000, sum(claim_of(policy, loan) for loan in own))
        if policy.breaker is not None and policy.stops is Breaker.PAYING:
            assert runs.claims[:, at].max() <= balance * policy.breaker // 10_000
    told = outlook(runs)
    assert told.city + told.district == told.expected == sum(told.by_bank.values())
    assert told.at_risk_95 <= told.at_risk_99 <= told.shortfall_99 <= runs.pool and told.at_risk_95 <= told.shortfall_95
    assert told.shortfall_95 <= told.shortfall_99 and told.expected <= told.shortfall_95


@given(POLICIES, POOL_LOANS, st.integers(0, 9_000), st.integers(0, 10_000), st.integers(0, 7))
@settings(deadline=None, max_examples=60)
def test_a_higher_chance_never_pays_less_in_any_run(policy: PoolPolicy, loans: list[PoolLoan], together: int, more: int, at: int) -> None:
    worse = [replace(loan, chance=max(loan.chance, more)) if number == at else loan for number, loan in enumerate(loans)]
    before, after = (played(policy, each, seed=1, together=together, runs=60) for each in (loans, worse))
    assert (after.total >= before.total).all() and (after.tripped >= before.tripped).all() and (after.dry >= before.dry).all()


def test_the_same_seed_gives_the_same_runs_and_another_seed_others() -> None:
    one, again, other = (played(PoolPolicy(), LOANS, seed=seed, together=1_500, runs=500) for seed in (7, 7, 8))
    assert (one.paid == again.paid).all() and outlook(one) == outlook(again)
    assert (one.paid != other.paid).any()


def test_by_hand() -> None:
    """One bank, 1,000,000 fen, sure to fall: 80 % is owed, 4 % is the cap, 2 % is in the pool; 4 : 6 of it."""
    loans = [PoolLoan("a", 600_000, 10_000), PoolLoan("a", 400_000, 10_000)]
    told = outlook(played(PoolPolicy(), loans, seed=0, runs=10))
    assert (told.pool, told.expected, told.city, told.district) == (20_000, 20_000, 8_000, 12_000)
    assert (told.runs_dry, told.runs_tripped, told.at_risk_95, told.shortfall_99) == (10, 0, 20_000, 20_000)
    rich = PoolPolicy(opening=10**6)
    assert outlook(played(rich, loans, seed=0, runs=10)).expected == 40_000
    paying = replace(rich, cap=10_000, breaker=300)
    told = outlook(played(paying, loans, seed=0, runs=10))
    assert (told.expected, told.runs_tripped) == (24_000, 10)  # 80 % of the 3 % at which it stops
    told = outlook(played(replace(paying, stops=Breaker.LENDING), loans, seed=0, runs=10))
    assert (told.expected, told.runs_tripped) == (800_000, 10)
    recovered = [replace(loan, recovered=2_500) for loan in loans]
    assert outlook(played(replace(rich, cap=10_000), recovered, seed=0, runs=10)).expected == 600_000


def test_where_the_pool_is_dry_the_last_fen_goes_to_the_largest_remainder() -> None:
    loans = [PoolLoan("a", 100, 10_000), PoolLoan("b", 100, 10_000), PoolLoan("c", 101, 10_000)]
    policy = PoolPolicy(paid_in=1, cap=10_000, share=10_000, opening=100)
    assert played(policy, loans, seed=0, runs=1).paid.tolist() == [[33, 33, 34]]


def test_no_loans_cost_nothing() -> None:
    told = outlook(played(PoolPolicy(), [], seed=0, runs=5))
    assert (told.pool, told.expected, told.by_bank, told.runs_dry, told.shortfall_99) == (0, 0, {}, 0, 0)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"paid_in": 0}, "paid_in"),
        ({"cap": 10_001}, "cap"),
        ({"share": -1}, "share"),
        ({"breaker": 0}, "breaker"),
        ({"city": 0, "district": 0}, "city"),
        ({"city": -1}, "city"),
        ({"opening": -1}, "opening"),
        ({"opening": 2**53}, "loans"),
    ],
)
def test_a_bad_policy_is_refused_by_its_field(changed: dict[str, int], field: str) -> None:
    policy = replace(PoolPolicy(), **changed)  # type: ignore[arg-type]
    assert [each.field for each in faults_of(policy, LOANS)] == [field]
    with pytest.raises(ValueError, match=field):
        played(policy, LOANS, seed=1)


def test_bad_loans_and_bad_plays_are_refused_by_their_field() -> None:
    bad = [PoolLoan("a", 0, 5), PoolLoan("a", 5, 5), PoolLoan("a", 5, 10_001), PoolLoan("a", 5, 5, -1)]
    assert [each.field for each in faults_of(PoolPolicy(), bad)] == ["loans.0", "loans.2", "loans.3"]
    assert [each.field for each in faults_of(PoolPolicy(), [], together=10_000, runs=0)] == ["together", "runs"]
    assert faults_of(PoolPolicy(), LOANS) == []
