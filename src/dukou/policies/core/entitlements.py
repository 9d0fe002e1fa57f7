"""What a measure says of one firm: entitled to how much, or why not yet, and when it can be claimed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from dukou.policies.core.benefits import Amount
from dukou.policies.core.kinds import Opening
from dukou.policies.core.measures import Measure
from dukou.rules.core.answers import Answer
from dukou.rules.core.explaining import Explanation
from dukou.rules.core.gaps import Missing
from dukou.rules.core.nearness import Near, missed, near_miss


@dataclass(eq=False)
class Entitled:
    """One measure over one firm on one day, with the reasons of its rule book."""

    measure: Measure
    explanation: Explanation
    as_of: date

    @property
    def answer(self) -> Answer:
        """Yes, no or unknown."""
        return self.explanation.answer

    @cached_property
    def amount(self) -> Amount | None:
        """What it gives where the answer is yes, or would give where it is unknown; None where it gives no money or the answer is no."""
        benefit = self.measure.benefit
        if benefit is None or not benefit.is_money or self.answer is Answer.NO:
            return None
        amount = benefit.of(self.explanation.value)
        return amount if self.answer is Answer.YES else Amount(0, amount.most)

    @property
    def opening(self) -> Opening:
        """Whether it can be claimed on the day."""
        return self.measure.opening(self.as_of)

    @cached_property
    def near(self) -> Near | None:
        """The one sentence that it is short of."""
        return near_miss(self.explanation)

    @cached_property
    def short(self) -> list[Near]:
        """Every sentence that is not met."""
        return [missed(reason) for reason in self.explanation.failed]

    @property
    def missing(self) -> list[Missing]:
        """What would have to be known."""
        return self.explanation.missing

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it."""
        measure = self.measure
        return {
            "measure": measure.key,
            "name": measure.label.as_dict(),
            "policy": measure.policy,
            "is_example": measure.is_example,
            "as_of": self.as_of.isoformat(),
            "book": self.explanation.book.key,
            "answer": self.answer.value,
            "answer_label": self.answer.label.as_dict(),
            "amount": self.amount.as_dict() if self.amount else None,
            "benefit": measure.benefit.label.as_dict() if measure.benefit else None,
            "opening": self.opening.value,
            "short": [each.as_dict() for each in self.short],
            "missing": [gap.as_dict() for gap in self.missing],
        }
