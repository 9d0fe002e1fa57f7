"""An estimate with the bounds between which it lies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """`low` ≤ `mid` ≤ `high`: an estimate and the values that leave out 5 % on either side, unless it is said otherwise."""

    low: float
    mid: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.mid <= self.high:
            raise ValueError(f"not in order: {self.low}, {self.mid}, {self.high}")

    @classmethod
    def exactly(cls, value: float) -> Interval:
        """What is declared rather than estimated."""
        return cls(value, value, value)

    @property
    def is_exact(self) -> bool:
        """Whether it leaves nothing open."""
        return self.low == self.high

    def written(self, pattern: str = ".2f") -> str:
        """The estimate with its bounds in brackets: 1.31 [0.92, 1.80]; the estimate alone where it is exact."""
        if self.is_exact:
            return f"{self.mid:{pattern}}"
        return f"{self.mid:{pattern}} [{self.low:{pattern}}, {self.high:{pattern}}]"

    def as_dict(self) -> dict[str, float]:
        """The three numbers as JSON doors speak them."""
        return {"low": self.low, "mid": self.mid, "high": self.high}
