"""One subject spelled in more than one way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dukou.figures.core.claims import Claim, Role
from dukou.figures.core.findings.finding import Finding, FindingRule
from dukou.kit.core.labels import Label


def names_apart(claims: Sequence[Claim]) -> Iterator[Finding]:
    """One finding for all spellings of one indicator of names (its full name is another indicator than its short name)."""
    spellings: dict[str, dict[str, Claim]] = {}
    for claim in claims:
        if claim.role is Role.NAME and isinstance(claim.value, str):
            spellings.setdefault(claim.indicator, {}).setdefault(claim.value, claim)
    for found in spellings.values():
        if len(found) > 1:
            names = list(found)
            message = Label(f"同一主体有不同写法：{'、'.join(names)}", f"one subject is spelled in different ways: {', '.join(names)}")
            yield Finding(FindingRule.NAMES, tuple(found.values()), message)
