"""One subject spelled in more than one way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from dukou.figures.core.claims import Claim, Role
from dukou.figures.core.findings.finding import Finding, FindingRule
from dukou.kit.core.labels import Label


def names_apart(claims: Sequence[Claim]) -> Iterator[Finding]:
    """One finding for each pair of claims that spell one name differently (a full name is another indicator than a short one).

    By pairs, so that the contradiction stays when a third claim goes.
    """
    named = [claim for claim in claims if claim.role is Role.NAME and isinstance(claim.value, str)]
    for one, other in combinations(named, 2):
        if one.indicator == other.indicator and one.value != other.value:
            message = Label(
                f"同一主体有不同写法：{one.value}、{other.value}", f"one subject is spelled in different ways: {one.value}, {other.value}"
            )
            yield Finding(FindingRule.NAMES, (one, other), message)
