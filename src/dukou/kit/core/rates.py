"""Rates that know when they have no base: "no base" is an answer, never nought and never a division by nought."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from dukou.kit.core.labels import Label


@dataclass(frozen=True, slots=True)
class NoBase:
    """The answer where a rate has nothing to stand on; falsy, and it says why."""

    why: Label

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return str(self.why)


NOTHING_BEFORE = NoBase(Label("无基数", "no base"))
NOT_POSITIVE = NoBase(Label("基数不为正，不可比", "the base is not positive: not comparable"))

Z90, Z95 = 1.6448536269514722, 1.959963984540054  # quantiles of the normal distribution, for intervals of 90 and 95 %


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate as a count of a count, 0 ≤ `numerator` ≤ `denominator`: what it stands on never leaves it."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if not 0 <= self.numerator <= self.denominator:
            raise ValueError(f"{self.numerator} of {self.denominator} is no rate")

    @property
    def share(self) -> Decimal | NoBase:
        """numerator ÷ denominator as a fraction; no base where nothing was counted."""
        return share(Decimal(self.numerator), Decimal(self.denominator))

    @property
    def interval(self) -> tuple[float, float] | NoBase:
        """Wilson's 95 % interval as fractions; no base where nothing was counted."""
        return wilson(self.numerator, self.denominator, Z95) if self.denominator else NOTHING_BEFORE

    @property
    def label(self) -> Label:
        """`12/300（4.0 %）`, or the reason why there is no rate. Never rounded up to 100 % or down to nought: 9,996 of 10,000 is 99.9 %."""
        fraction = self.share
        if isinstance(fraction, NoBase):
            return fraction.why
        tenths = min(round(fraction * 1000), 999) if self.numerator < self.denominator else 1000
        tenths = max(tenths, 1) if self.numerator else tenths
        hits, base = f"{self.numerator:,}", f"{self.denominator:,}"
        return Label(f"{hits}/{base}（{tenths / 10}%）", f"{hits} of {base} ({tenths / 10} %)")


def wilson(hits: float, n: int, z: float) -> tuple[float, float]:
    """The interval of a share, `hits` of `n` ≥ 1 (E. B. Wilson 1927, JASA 22:209).

    With p = hits ÷ n: (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) ÷ (1 + z²/n). It stays within 0 and 1, touches them exactly
    where nothing or everything was hit, and has a breadth there too.
    """
    middle = (hits + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * sqrt(hits * (n - hits) / n + z * z / 4)
    return (max(middle - half, 0.0) if hits else 0.0), (min(middle + half, 1.0) if hits != n else 1.0)


def growth(current: Decimal, base: Decimal | None) -> Decimal | NoBase:
    """current ÷ base − 1 as a fraction (0.5 is +50 %); no base where `base` is missing, nought or negative."""
    if base is None or base == 0:
        return NOTHING_BEFORE
    if base < 0:
        return NOT_POSITIVE
    return current / base - 1


def share(part: Decimal, whole: Decimal | None) -> Decimal | NoBase:
    """part ÷ whole as a fraction; no base where `whole` is missing, nought or negative."""
    if whole is None or whole == 0:
        return NOTHING_BEFORE
    if whole < 0:
        return NOT_POSITIVE
    return part / whole


def yearly(ratio: Decimal, years: int) -> Decimal | NoBase:
    """The growth a year that turns 1 into `ratio` in `years` years, as a fraction."""
    if years <= 0:
        return NOTHING_BEFORE
    if ratio < 0:
        return NOT_POSITIVE
    return ratio ** (Decimal(1) / Decimal(years)) - 1
