"""Two figures told as facts of the same kind, for the same indicator and period, that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from dukou.figures.core.claims import Claim
from dukou.figures.core.findings.finding import Finding, FindingRule, about
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
    return one.interval().meets(other.interval().scaled(scale))
