"""A growth told beside the two figures that it should follow from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dukou.figures.core.arithmetic import Value
from dukou.figures.core.claims import Claim
from dukou.figures.core.findings.finding import Finding, FindingRule, about
from dukou.figures.core.quantities import Quantity
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period


def growths_off(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Triples of figure, base and growth whose intervals do not meet. The official base may be restated (同口径): then it shows here."""
    levels: dict[tuple[str, Period], list[Claim]] = {}
    for claim in claims:
        if claim.period is not None and isinstance(claim.value, Quantity) and not claim.growth_of and claim.kind.is_told_as_fact:
            levels.setdefault((claim.indicator, claim.period), []).append(claim)
    for growth in claims:
        if not growth.growth_of or growth.period is None or not isinstance(growth.value, Quantity) or not growth.kind.is_told_as_fact:
            continue
        for now in levels.get((growth.growth_of, growth.period), []):
            for before in levels.get((growth.growth_of, growth.period.last_year()), []):
                comparable = now.version == before.version and now.price_basis is before.price_basis is growth.price_basis
                if comparable and not _fits(growth, now, before):
                    yield Finding(FindingRule.GROWTH, (growth, now, before), _message(growth, now, before))


def _fits(growth: Claim, now: Claim, before: Claim) -> bool:
    computed = now.computable.growth_on(before.computable)
    return not isinstance(computed, Value) or computed.interval.meets(growth.computable.interval)


def _message(growth: Claim, now: Claim, before: Claim) -> Label:
    return Label(
        f"{about(growth).zh} 与 {about(now).zh}、{about(before).zh} 算出的增速不合",
        f"{about(growth).en} does not follow from {about(now).en} and {about(before).en}",
    )
