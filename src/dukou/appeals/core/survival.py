"""How long it takes, with those counted that are not finished yet: leaving them out would make every late matter invisible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Span:
    """How long a matter was watched, in any one unit, and whether it ended by what is asked for. If not, it may still, later."""

    length: float
    is_ended: bool


@dataclass(frozen=True, slots=True)
class Step:
    """From `length` on, `share` of the matters are not ended yet; `at_risk`: how many were still watched just before."""

    length: float
    share: float
    at_risk: int


@dataclass(frozen=True, slots=True)
class Survival:
    """The share not ended yet by length (Kaplan & Meier 1958, JASA 53:457), of `n` matters of which `ended` ended."""

    n: int
    ended: int
    steps: tuple[Step, ...]

    def by(self, length: float) -> float:
        """The share that is not ended yet at `length`."""
        return next((step.share for step in reversed(self.steps) if step.length <= length), 1.0)

    def quantile(self, share: float) -> float | None:
        """The length within which `share` of the matters end; None where that is not known yet, because too many are still open."""
        return next((step.length for step in self.steps if step.share <= 1 - share + 1e-12), None)


def survival(spans: Iterable[Span]) -> Survival:
    """The curve over these spans. What ends at a length counts before what is only watched up to it."""
    each = sorted(spans, key=lambda span: span.length)
    steps, share, at_risk = list[Step](), 1.0, len(each)
    for length, same in groupby(each, key=lambda span: span.length):
        ended, of_all = _ended(same)
        if ended:
            share *= 1 - ended / at_risk
            steps.append(Step(length, share, at_risk))
        at_risk -= of_all
    return Survival(len(each), sum(span.is_ended for span in each), tuple(steps))


def _ended(spans: Iterable[Span]) -> tuple[int, int]:
    """How many ended, of how many."""
    each = list(spans)
    return sum(span.is_ended for span in each), len(each)
