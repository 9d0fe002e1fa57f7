"""What a finding is."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.figures.core.claims import Claim
from dukou.kit.core.labels import Label, LabelledEnum


class FindingRule(LabelledEnum):
    """By which rule claims were found to contradict one another."""

    DISAGREEMENT = "disagreement", "数值不一", "figures disagree"
    TENSE = "tense", "既成与预计并存", "told as done and as expected"
    TIMELINE = "timeline", "时间先后不合", "order of events"
    NAMES = "names", "名称不一", "spelled differently"
    GROWTH = "growth", "增速与两期数值不合", "growth does not fit its figures"


@dataclass(frozen=True, slots=True)
class Finding:
    """Claims that cannot all be right as they stand, and why. The claims stand in the order in which they are told."""

    rule: FindingRule
    claims: tuple[Claim, ...]
    message: Label

    @property
    def refs(self) -> tuple[str, ...]:
        """The references of the claims."""
        return tuple(claim.ref for claim in self.claims)


def about(claim: Claim) -> Label:
    """A claim in short: indicator, period and value."""
    return Label(
        f"{claim.indicator_label.zh}（{claim.period_label.zh}）{claim.value_label.zh}",
        f"{claim.indicator_label.en} ({claim.period_label.en}) {claim.value_label.en}",
    )
