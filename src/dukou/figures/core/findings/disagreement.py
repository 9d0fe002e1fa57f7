"""Two figures told as facts of the same kind, for the same indicator and period, that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from dukou.figures.core.claims import Claim
from dukou.figures.core.findings.finding import Finding, FindingRule, about
from dukou.figures.core.intervals import Interval
from dukou.figures.core.operators import Operator
from dukou.figures.core.quantities import Quantity
from dukou.kit.core.labels import Label


def disagreements(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Pairs whose intervals have nothing in common. A preliminary figure and the final one that revises it do not disagree."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if claim.kind.is_told_as_fact and claim.period is not None and isinstance(claim.value, Quantity):
            groups.setdefault((claim.indicator, claim.version, claim.period, claim.kind, claim.price_basis), []).append(claim)
    for group in groups.values():
        for one, other in combinations(group, 2):
            if not _can_agree(one.quantity, other.quantity):
                message = Label(
                    f"{about(one).zh} 与 {about(other).zh} 不能同时成立", f"{about(one).en} and {about(other).en} cannot both hold"
                )
                yield Finding(FindingRule.DISAGREEMENT, (one, other), message)


def _can_agree(one: Quantity, other: Quantity) -> bool:
    if one.unit.dimension != other.unit.dimension:
        return True
    scale = other.unit.converted(Decimal(1), one.unit)
    return _roughly(one).meets(_roughly(other).scaled(scale))


def _roughly(quantity: Quantity) -> Interval:
    """What a figure may be when it is held against another; “about” is given a whole last digit to either side."""
    found, slack = quantity.interval(), quantity.last_digit / 2 if quantity.operator is Operator.ABOUT else Decimal(0)
    return Interval(found.low - slack, found.high + slack, found.low_open, found.high_open)
