"""What a rule book says of one subject in short: the answer, the value, and how many of its sentences fail or are open. No reasons."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.rules.core.answers import Truth, negated
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.values import Value


@dataclass(frozen=True, slots=True)
class Verdict:
    """`failed`, `open`: how many sentences do not hold or are unknown, each of `requires` and each veto being one. `which`: the first that
    fails, counted from 1, the vetoes after the others; 0 where none does.
    """

    answer: Truth
    value: Value
    failed: int = 0
    open: int = 0
    which: int = 0

    @property
    def is_near(self) -> bool:
        """Whether it misses one sentence and no other."""
        return self.failed == 1 and not self.open


def verdict_of(evaluation: Evaluation) -> Verdict:
    """The verdict of one evaluation."""
    truths = sentences(evaluation)
    fails = [number for number, truth in enumerate(truths, 1) if truth is False]
    return Verdict(evaluation.answer(), evaluation.result(), len(fails), truths.count(None), next(iter(fails), 0))


def sentences(evaluation: Evaluation) -> list[Truth]:
    """What each sentence says: of a veto, that it is not given."""
    book = evaluation.linked.book
    return [*map(evaluation.condition, book.requires), *(negated(evaluation.condition(veto)) for veto in book.vetoes)]
