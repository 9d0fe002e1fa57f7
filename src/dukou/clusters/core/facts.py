"""What the room states of a cluster to rule books: a computed figure as a fact, with the ends between which it lies."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from dukou.clusters.core.derived import Derived, Figure, Unknown, result_of
from dukou.figures.core.arithmetic import Value
from dukou.figures.core.claims import Claim
from dukou.rules.core.facts import Range, Stated

GAP = "cluster.schedule-gap"
DONE = "cluster.progress"
DUE = "cluster.progress-due"
OF_LIGHTS = (GAP, DONE, DUE)  # what can be told of each baseline, and so what a rule book of lights may name
COMPUTED = "clusters"  # the source of what this room computes; the place is the key of the figure, whose page shows the way to its claims
STEP = Decimal("1e-9")  # quotients end in rounding noise; what is less is none


def stated_against(known_on: date, *, done: Derived, expected: Derived | None = None, gap: Derived | None = None) -> dict[str, Stated]:
    """The facts of progress against one baseline; what has no number is left out, for it is unknown."""
    facts = {GAP: gap, DONE: done, DUE: expected}
    told = {name: stated_of(figure, known_on) for name, figure in facts.items() if figure is not None}
    return {name: stated for name, stated in told.items() if stated is not None}


def stated_of(figure: Figure | Unknown, known_on: date) -> Stated | None:
    """A figure as a fact, known since the newest claim beneath it, or by the calendar on the day of asking; None where it has no number."""
    value = result_of(figure)
    if isinstance(figure, Unknown) or not isinstance(value, Value):
        return None
    if isinstance(figure, Claim):
        return Stated(ends_of(value), value.unit.code, figure.period, figure.source, figure.known_on, figure.place, figure.ref)
    since = max((claim.known_on for claim in _claims(figure)), default=known_on)
    return Stated(ends_of(value), value.unit.code, figure.period, COMPUTED, since, figure.key)


def ends_of(value: Value) -> Range:
    """Between what it lies, to the step; an end that is open lies a step within. Where noise turns the ends round, the lower one counts."""
    interval = value.interval
    low, high = _stepped(interval.low), _stepped(interval.high)
    if low is not None and interval.low_open and not interval.is_exact:
        low += STEP
    if high is not None and interval.high_open and not interval.is_exact:
        high -= STEP
    return Range(low, high if low is None or high is None else max(low, high))


def _stepped(end: Decimal) -> Decimal | None:
    return end.quantize(STEP, ROUND_HALF_EVEN) if end.is_finite() else None


def _claims(figure: Figure) -> list[Claim]:
    if isinstance(figure, Claim):
        return [figure]
    return [claim for part in figure.inputs for claim in _claims(part)]
