"""How a fair-competition review ends: what its rule book answers, and whether an exception had to be applied."""

from __future__ import annotations

from dukou.policies.core.kinds import Verdict
from dukou.rules.core.answers import Answer
from dukou.rules.core.explaining import Explanation


def verdict_of(told: Explanation) -> Verdict:
    """Passed, passed under an exception, not passed; open as long as something that matters was not answered."""
    if told.answer is Answer.UNKNOWN:
        return Verdict.OPEN
    if told.answer is Answer.NO:
        return Verdict.FAILED
    return Verdict.EXCEPTED if any(reason.waived_by is not None for reason in told.reasons) else Verdict.PASSED
