"""The pool of risk compensation, played through many times: what it pays, how bad it can get, how often it runs dry.

Each loan falls due unpaid with its chance; one common factor (a Gaussian copula) makes loans fall together. The pool holds what was paid
in: an opening sum and a share of each loan made. Of what stays overdue after recovery it pays its share; to one bank at most a cap of the
bank's balance; above the breaker's share of overdue principal a bank is paid no more, or makes no new loans. Where claims exceed the pool
they are paid in proportion. City and district bear each payment in fixed parts. All money is whole fen: parts add up exactly in every run.

The default numbers stand in notices (field note 1.1, 1.2): 2 % paid in, cap of 4 %, 80 % of overdue principal, 4 to 6. A number for the
breaker was not found, nor were chances of default; whoever plays tells them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.places import FieldFault

Whole = NDArray[np.int64]
WHOLE = 10_000  # shares and chances are whole ten-thousandths
RUNS, MOST_RUNS = 10_000, 1_000_000
MOST_MONEY = 2**52  # fen: sums of claims stay exact in the product of matrices
_AT_ONCE = 4_000_000  # numbers drawn in one go


class Breaker(LabelledEnum):
    """What the breaker (熔断) stops above its share of overdue principal."""

    PAYING = "paying", "超出部分不再代偿", "paying for what is overdue above it"
    LENDING = "lending", "暂停新增贷款，已有贷款照常代偿", "new loans; those made are paid for as before"


@dataclass(frozen=True, slots=True)
class PoolPolicy:
    """Shares in ten-thousandths; `breaker` None: there is none. City and district pay `city` : `district`. `opening`: fen."""

    paid_in: int = 200
    cap: int = 400
    share: int = 8_000
    city: int = 4
    district: int = 6
    breaker: int | None = None
    stops: Breaker = Breaker.PAYING
    opening: int = 0


@dataclass(frozen=True, slots=True)
class PoolLoan:
    """`amount`: fen made and still owed. `chance` that it falls due unpaid, `recovered` of it then: ten-thousandths."""

    bank: str
    amount: int
    chance: int
    recovered: int = 0


@dataclass(frozen=True, slots=True)
class Runs:
    """Every run, in fen. `paid`, `claims`: runs × banks. `tripped`: runs × banks. `dry`: where claims exceeded the pool."""

    banks: tuple[str, ...]
    pool: int
    claims: Whole
    paid: Whole
    city: Whole
    district: Whole
    tripped: NDArray[np.bool_]
    dry: NDArray[np.bool_]

    @property
    def total(self) -> Whole:
        """What was paid in each run."""
        found: Whole = self.paid.sum(axis=1)
        return found


@dataclass(frozen=True, slots=True)
class Outlook:
    """What all runs say, in fen rounded half up. `at_risk`: not passed in 95 (99) of 100 runs; `shortfall`: mean of the rest.

    Chances are counts of `runs`. City and district, and banks, add up to `expected`.
    """

    runs: int
    pool: int
    expected: int
    city: int
    district: int
    by_bank: dict[str, int]
    at_risk_95: int
    at_risk_99: int
    shortfall_95: int
    shortfall_99: int
    runs_dry: int
    runs_tripped: int


def faults_of(policy: PoolPolicy, loans: Sequence[PoolLoan], *, together: int = 0, runs: int = RUNS) -> list[FieldFault]:
    """What makes a policy, loans or a play impossible, each by its field; empty where all is well. `together`: ten-thousandths."""
    shares = {"paid_in": policy.paid_in, "cap": policy.cap, "share": policy.share}
    if policy.breaker is not None:
        shares["breaker"] = policy.breaker
    found = [_fault(name, _SHARE) for name, value in shares.items() if not 0 < value <= WHOLE]
    if min(policy.city, policy.district) < 0 or policy.city + policy.district < 1:
        found.append(_fault("city", _PARTS))
    if policy.opening < 0:
        found.append(_fault("opening", _NOT_BELOW))
    if not 0 <= together < WHOLE:
        found.append(_fault("together", _TOGETHER))
    if not 1 <= runs <= MOST_RUNS:
        found.append(_fault("runs", _RUNS))
    found += [
        _fault(f"loans.{at}", _LOAN)
        for at, loan in enumerate(loans)
        if loan.amount <= 0 or not 0 <= loan.chance <= WHOLE or not 0 <= loan.recovered <= WHOLE
    ]
    if policy.opening + sum(loan.amount for loan in loans) > MOST_MONEY:
        found.append(_fault("loans", _TOO_MUCH))
    return found


def played(policy: PoolPolicy, loans: Sequence[PoolLoan], *, seed: int, together: int = 0, runs: int = RUNS) -> Runs:
    """Every run from one seed. `together`: the part of the common factor, ten-thousandths (a correlation of two firms' fortunes).

    The same seed draws the same fortunes whatever the chances are, so that two policies or two chances differ by nothing else. A policy or
    loans with `faults_of` are a ValueError.
    """
    if faults := faults_of(policy, loans, together=together, runs=runs):
        raise ValueError("; ".join(f"{each.field}: {each.what.en}" for each in faults))
    banks = tuple(sorted({loan.bank for loan in loans}))
    claims, overdue = _fallen(policy, loans, banks, seed=seed, together=together, runs=runs)
    balance = np.array([sum(loan.amount for loan in loans if loan.bank == bank) for bank in banks], dtype=np.int64)
    tripped = np.zeros(claims.shape, dtype=bool)
    if policy.breaker is not None:
        limit = _of(balance, policy.breaker)
        tripped = overdue > limit
        if policy.stops is Breaker.PAYING:
            claims = np.minimum(claims, _of(limit, policy.share))
    claims = np.minimum(claims, _of(balance, policy.cap))
    pool = policy.opening + sum(loan.amount * policy.paid_in // WHOLE for loan in loans)
    paid, dry = _paid(claims, pool)
    city = paid.sum(axis=1) * policy.city // (policy.city + policy.district)
    return Runs(banks, pool, claims, paid, city, paid.sum(axis=1) - city, tripped, dry)


def outlook(runs: Runs) -> Outlook:
    """What is to be expected of all runs, and how bad it can get."""
    total = np.sort(runs.total)
    expected, city = _mean(total), _mean(runs.city)
    return Outlook(
        runs=len(total),
        pool=runs.pool,
        expected=expected,
        city=city,
        district=expected - city,
        by_bank=_spread(runs, expected),
        at_risk_95=int(total[-_worst(total, 5) - 1 :][0]),
        at_risk_99=int(total[-_worst(total, 1) - 1 :][0]),
        shortfall_95=_mean(total[-_worst(total, 5) :]),
        shortfall_99=_mean(total[-_worst(total, 1) :]),
        runs_dry=int(runs.dry.sum()),
        runs_tripped=int(runs.tripped.any(axis=1).sum()),
    )


def claim_of(policy: PoolPolicy, loan: PoolLoan) -> int:
    """What the pool owes for a loan that falls, before caps: its share of what is not recovered, in whole fen, rounded down."""
    return (loan.amount - loan.amount * loan.recovered // WHOLE) * policy.share // WHOLE


def _fallen(
    policy: PoolPolicy, loans: Sequence[PoolLoan], banks: tuple[str, ...], *, seed: int, together: int, runs: int
) -> tuple[Whole, Whole]:
    """Claims before caps, and overdue principal, runs × banks. A loan falls where its own number is beneath its chance in that weather."""
    from scipy.special import ndtr, ndtri  # type: ignore[import-untyped]  # it is slow to load, and few ask

    at_bank, count = {bank: at for at, bank in enumerate(banks)}, len(loans)
    per_bank = np.zeros((2, count, len(banks)))
    for at, loan in enumerate(loans):
        per_bank[:, at, at_bank[loan.bank]] = claim_of(policy, loan), loan.amount
    chances, which = np.unique(np.array([loan.chance for loan in loans], dtype=np.int64), return_inverse=True)
    factor, own = (np.random.default_rng([seed, part]) for part in (0, 1))
    weather, load = factor.standard_normal(runs), together / WHOLE
    edges = ndtri(chances / WHOLE)  # −∞ and ∞ where a loan never or always falls
    found = []
    for start in range(0, runs, step := max(1, _AT_ONCE // max(1, count))):
        sky = weather[start : start + step, None]
        chance = ndtr((edges[None, :] - load**0.5 * sky) / (1 - load) ** 0.5)
        fallen = (own.random((len(sky), count)) < chance[:, which]).astype(float)
        found.append(np.rint(np.stack([fallen @ each for each in per_bank])).astype(np.int64))
    claims, overdue = np.concatenate(found, axis=1)
    return claims, overdue


def _paid(claims: Whole, pool: int) -> tuple[Whole, NDArray[np.bool_]]:
    """Claims as far as the pool reaches; where it does not, in proportion, the last fen to the largest remainders."""
    total = claims.sum(axis=1)
    dry, paid = total > pool, claims.copy()
    for run in np.flatnonzero(dry).tolist():
        paid[run] = _portions(claims[run].tolist(), pool)
    return paid, dry


def _portions(claims: list[int], pool: int) -> list[int]:
    total = sum(claims)
    found = [claim * pool // total for claim in claims]
    order = sorted(range(len(claims)), key=lambda at: (-(claims[at] * pool % total), at))
    for at in order[: pool - sum(found)]:
        found[at] += 1
    return found


def _spread(runs: Runs, expected: int) -> dict[str, int]:
    sums = [int(each) for each in runs.paid.sum(axis=0)]
    portions = _portions(sums, expected) if sum(sums) else sums
    return dict(zip(runs.banks, portions, strict=True))


def _of(money: Whole, share: int) -> Whole:
    """A share of money in whole fen, rounded down, without leaving 64 bits."""
    return money // WHOLE * share + money % WHOLE * share // WHOLE


def _worst(total: Whole, percent: int) -> int:
    """How many runs are the worst `percent` of 100; at least one."""
    return max(1, len(total) * percent // 100)


def _mean(each: Whole) -> int:
    mean = Fraction(sum(each.tolist()), len(each))
    return int(mean + Fraction(1, 2))


def _fault(field: str, both: tuple[Label, Label]) -> FieldFault:
    return FieldFault(field, *both)


_SHARE = Label("比例应大于 0，不超过 100%", "a share is above 0 and at most 100 %"), Label("改成例如 2%", "write e.g. 2 %")
_PARTS = Label("市、区分担比例不成立", "city and district have no parts to pay in"), Label("写成 4 和 6 这样", "write e.g. 4 and 6")
_NOT_BELOW = Label("期初金额不应为负", "the opening sum is below nought"), Label("写 0 或更大的数", "write 0 or more")
_TOGETHER = (
    Label("相关程度应在 0 到 1 之间", "how far loans fall together is at least 0 and beneath 1"),
    Label("写成 0.1 这样", "write e.g. 0.1"),
)
_RUNS = Label(f"模拟次数应在 1 到 {MOST_RUNS:,} 之间", f"runs are 1 to {MOST_RUNS:,}"), Label("写成 10000", "write e.g. 10000")
_LOAN = (
    Label("贷款金额应大于 0，概率和回收比例在 0 到 100% 之间", "a loan is of an amount, and its chance and recovery are 0 to 100 %"),
    Label("核对这一笔", "check this loan"),
)
_TOO_MUCH = Label("金额合计过大，无法精确计算", "the sum is too large to be reckoned exactly"), Label("核对单位", "check the units")
