"""One condition short (差一条): a firm that misses exactly one sentence, with nothing else open, and by how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dukou.kit.core.labels import Label
from dukou.rules.core.answers import Answer
from dukou.rules.core.explaining import Explanation, Reason


@dataclass(frozen=True, slots=True)
class Near:
    """The sentence that is missed: clause, text, what is there, what is wanted, how far short, and how to mend it."""

    clause: str
    text: Label | None
    have: Label | None
    need: Label | None
    short: Label | None
    hint: Label | None

    def as_dict(self) -> dict[str, Any]:
        """As JSON that reads back."""
        words = {name: getattr(self, name) for name in ("text", "have", "need", "short", "hint")}
        return {"clause": self.clause} | {name: label.as_dict() if label else None for name, label in words.items()}

    @classmethod
    def of_dict(cls, told: Mapping[str, Any]) -> Near:
        """What `as_dict` wrote."""
        words = {name: Label(**told[name]) if told[name] else None for name in ("text", "have", "need", "short", "hint")}
        return cls(told["clause"], **words)


def near_miss(told: Explanation) -> Near | None:
    """The one sentence that keeps the answer from yes; None where it is not no, or hangs on more than that."""
    if told.answer is not Answer.NO:
        return None
    short = [reason for reason in told.reasons if reason.answer is not Answer.YES]
    return missed(short[0]) if len(short) == 1 and short[0].answer is Answer.NO else None


def missed(reason: Reason) -> Near:
    """What a sentence that is not met lacks."""
    condition = reason.condition
    check = next((each for each in reason.checks if each.truth is False), None) if not reason.is_veto else None
    return Near(
        condition.clause or condition.path,
        condition.text,
        check.have if check else None,
        check.need if check else None,
        check.short_label if check else None,
        condition.hint,
    )
