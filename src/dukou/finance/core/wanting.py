"""What is wanting in the answer of a rule book, in words: the sentences that are not met or not known, with what would have to be known."""

from __future__ import annotations

from dukou.kit.core.labels import Label, joined
from dukou.rules.core.answers import Answer
from dukou.rules.core.explaining import Explanation
from dukou.rules.core.reasons import Reason

_ASKS = Label("不知道{what}，问{whom}", "{what} is not known, ask {whom}")


def wanting(told: Explanation) -> list[Label]:
    """The sentences that are not met or not known, each with what is wanting."""
    return [_sentence(each) for each in told.reasons if each.answer is not Answer.YES]


def missing(told: Explanation) -> list[Label]:
    """The facts that would have to be known for an answer, or for the value."""
    return [gap.label for gap in told.missing]


def lacks_of(reason: Reason) -> list[Label]:
    """What would have to be known for a sentence, and how far what is known falls short; empty where it is met."""
    return [] if reason.answer is Answer.YES else [*asked_of(reason), *reason.distances]


def asked_of(reason: Reason) -> list[Label]:
    """What would have to be known for a sentence, without how far a value falls short, from which the value could be read."""
    if reason.answer is Answer.YES:
        return []
    return [_ASKS.filled(what=gap.label, whom=gap.holder) for gap in reason.missing]


def _sentence(reason: Reason) -> Label:
    text, lacks = reason.condition.text or reason.condition.joint.label, lacks_of(reason)
    if not lacks:
        return text
    told = joined(lacks, zh="，", en=", ")
    return Label(f"{text.zh}（{told.zh}）", f"{text.en} ({told.en})")
