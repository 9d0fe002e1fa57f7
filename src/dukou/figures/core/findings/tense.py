"""A figure told as a fact for a period that is not over, beside the same figure told as an expectation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dukou.figures.core.claims import Claim, ClaimKind
from dukou.figures.core.findings.finding import Finding, FindingRule, about
from dukou.kit.core.labels import Label


def told_twice(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Pairs of a fact and an expectation about one indicator and one period that had not ended when the fact was told."""
    expected = [claim for claim in claims if claim.kind in (ClaimKind.EXPECTED, ClaimKind.ESTIMATE)]
    for fact in claims:
        if not fact.kind.is_told_as_fact or fact.period is None or fact.is_of_closed_period:
            continue
        for hope in expected:
            if (hope.indicator, hope.period) == (fact.indicator, fact.period):
                message = Label(
                    f"{about(fact).zh}：该时期在 {fact.known_on} 尚未结束，却既当作已实现、又当作预计（{hope.value_label.zh}）",
                    f"{about(fact).en}: on {fact.known_on} the period was not over, yet told as done and expected ({hope.value_label.en})",
                )
                yield Finding(FindingRule.TENSE, (fact, hope), message)
