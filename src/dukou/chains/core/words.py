"""Figures of a chain as pages and files write them."""

from __future__ import annotations

from dukou.chains.core.assessed import Three, Two
from dukou.chains.core.status.reasons import amount_label
from dukou.chains.core.status.strength import StrengthAxis
from dukou.kit.core.labels import Label

NOT_KNOWN = Label("未知", "not known")
NONE = "—"


def money(fen: float | None) -> Label | str:
    """An amount; not known is said and never written as nought."""
    return NOT_KNOWN if fen is None else amount_label(fen)


def money_between(amounts: Three | None) -> Label:
    """An estimate of an amount with its bounds."""
    if amounts is None:
        return NOT_KNOWN
    low, mid, high = (amount_label(each) for each in amounts)
    if amounts[0] == amounts[2]:
        return mid
    return Label("{mid}（{low} 至 {high}）", "{mid} ({low} to {high})").filled(low=low, mid=mid, high=high)


def between(numbers: Three | None, pattern: str = ".2f") -> Label:
    """An estimate with its bounds."""
    if numbers is None:
        return NOT_KNOWN
    low, mid, high = (f"{each:{pattern}}" for each in numbers)
    return Label(mid, mid) if numbers[0] == numbers[2] else Label(f"{mid}（{low} 至 {high}）", f"{mid} ({low} to {high})")


def percent(share: float | None, places: int = 0) -> Label | str:
    """A part of one in percent."""
    return NOT_KNOWN if share is None else f"{share * 100:.{places}f}%"


def span(ends: Two | tuple[int, int] | None, pattern: str = ".2f") -> str:
    """Two ends; a dash where there is nothing to draw them from."""
    if ends is None:
        return NONE
    low, high = (f"{each:{pattern}}" for each in ends)
    return low if low == high else f"{low}–{high}"


def axis_words(axis: str, value: float | None) -> Label:
    """The value of an axis with its unit."""
    if value is None:
        return NOT_KNOWN
    match StrengthAxis.of(axis):
        case StrengthAxis.SIZE:
            return Label(f"{value:.0f} 家", f"{value:.0f} firms")
        case StrengthAxis.SPECIALISATION | StrengthAxis.SOURCES:
            return Label(f"{value:.2f}", f"{value:.2f}")
        case _:
            return Label(f"{value * 100:.1f}%", f"{value * 100:.1f}%")
