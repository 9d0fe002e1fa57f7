"""Intervals: what a figure can really be, given how it was rounded and what its operator leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

INFINITY = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`; an end is open where the bound itself is excluded. Ends may be infinite."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"empty interval: {self.low} > {self.high}")

    @classmethod
    def exactly(cls, value: Decimal) -> Interval:
        """The interval that holds one value."""
        return cls(value, value)

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are finite."""
        return self.low.is_finite() and self.high.is_finite()

    @property
    def is_exact(self) -> bool:
        """Whether it holds a single value."""
        return self.low == self.high

    def holds(self, value: Decimal) -> bool:
        """Whether `value` lies inside."""
        above = value > self.low or (value == self.low and not self.low_open)
        below = value < self.high or (value == self.high and not self.high_open)
        return above and below

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low < high:
            return True
        return low == high and self.holds(low) and other.holds(low)

    def plus(self, other: Interval) -> Interval:
        """All sums of a value of each."""
        return Interval(self.low + other.low, self.high + other.high, self.low_open or other.low_open, self.high_open or other.high_open)

    def negated(self) -> Interval:
        """All values with their sign turned."""
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def scaled(self, factor: Decimal) -> Interval:
        """All values times a positive number."""
        return Interval(self.low * factor, self.high * factor, self.low_open, self.high_open)

    def shifted(self, by: Decimal) -> Interval:
        """All values plus a number."""
        return Interval(self.low + by, self.high + by, self.low_open, self.high_open)

    def over(self, other: Interval) -> Interval | None:
        """All quotients by a value of `other`; None unless `other` is wholly positive and this is not negative."""
        if other.low <= 0 or self.low < 0:
            return None
        low = self.low / other.high if other.high.is_finite() else Decimal(0)
        high = self.high / other.low if self.high.is_finite() else INFINITY
        return Interval(low, high, self.low_open or other.high_open or not other.high.is_finite(), self.high_open or other.low_open)
