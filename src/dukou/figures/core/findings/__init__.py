"""Findings: claims that contradict one another. They are shown, never repaired: one file per kind of contradiction.

A rule is a function from all claims about one subject to findings. A new rule is one file here, named in `RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dukou.figures.core.claims import Claim
from dukou.figures.core.findings.disagreement import disagreements
from dukou.figures.core.findings.finding import Finding, FindingRule
from dukou.figures.core.findings.growth import growths_off
from dukou.figures.core.findings.names import names_apart
from dukou.figures.core.findings.tense import told_twice
from dukou.figures.core.findings.timeline import orders_too_late

Rule = Callable[[Sequence[Claim]], Iterable[Finding]]
RULES: dict[FindingRule, Rule] = {
    FindingRule.DISAGREEMENT: disagreements,
    FindingRule.TENSE: told_twice,
    FindingRule.TIMELINE: orders_too_late,
    FindingRule.NAMES: names_apart,
    FindingRule.GROWTH: growths_off,
}


def findings_among(claims: Sequence[Claim]) -> list[Finding]:
    """Every finding among the claims about one subject, in the order of the rules."""
    return [finding for rule in RULES.values() for finding in rule(claims)]


__all__ = ["RULES", "Finding", "FindingRule", "findings_among"]
