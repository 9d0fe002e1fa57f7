"""Rates that know when they have no base: "no base" is an answer, never nought and never a division by nought."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

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
