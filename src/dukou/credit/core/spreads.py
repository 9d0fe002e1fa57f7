"""How firms spread over the levels of risk, beside a spread that is expected: differences, and one figure for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from dukou.credit.core.kinds import Level
from dukou.credit.core.schemes import Scheme

STEADY, MOVED = 0.10, 0.25  # customary bounds of the stability index: beneath the first alike, above the second another spread


@dataclass(frozen=True, slots=True)
class Beside:
    """One level: firms, their share, and the expected share, as fractions."""

    level: Level
    count: int
    share: float
    expected: float

    @property
    def difference(self) -> float:
        """How much more than expected, as a fraction of all firms."""
        return self.share - self.expected


def by_level(scheme: Scheme, counts: Mapping[str, int]) -> dict[Level, int]:
    """Firms by the level of risk of their grade; a grade that the scheme does not know counts nowhere."""
    found = dict.fromkeys(Level, 0)
    for grade in scheme.grades:
        found[grade.level] += counts.get(grade.key, 0)
    return found


def beside(counts: Mapping[Level, int], expected: Mapping[Level, int]) -> list[Beside]:
    """Level by level; empty where nothing is counted on either side. `expected`: firms of the spread that it is held against."""
    whole, base = sum(counts.values()), sum(expected.values())
    if not whole or not base:
        return []
    return [Beside(level, counts.get(level, 0), counts.get(level, 0) / whole, expected.get(level, 0) / base) for level in Level]


def stability(rows: Sequence[Beside]) -> float | None:
    """The population stability index, Σ (share − expected) ln(share ÷ expected); None where a level is empty on one side, for there it has
    no value."""
    if not rows or any(not each.share or not each.expected for each in rows):
        return None
    return sum(each.difference * log(each.share / each.expected) for each in rows)
