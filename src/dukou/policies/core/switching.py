"""What a new version of conditions does to firms: who stays, drops out, comes in, becomes unknown, and who misses it by one clause."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.policies.core.kinds import Move
from dukou.policies.core.nearness import Near
from dukou.rules.core.answers import Answer

_MOVES = {
    (Answer.YES, Answer.YES): Move.STAYS,
    (Answer.YES, Answer.NO): Move.DROPS_OUT,
    (Answer.YES, Answer.UNKNOWN): Move.BECOMES_UNKNOWN,
    (Answer.NO, Answer.YES): Move.COMES_IN,
    (Answer.NO, Answer.NO): Move.STAYS_OUT,
    (Answer.NO, Answer.UNKNOWN): Move.BECOMES_UNKNOWN,
    (Answer.UNKNOWN, Answer.YES): Move.COMES_IN,
    (Answer.UNKNOWN, Answer.NO): Move.IS_SETTLED,
    (Answer.UNKNOWN, Answer.UNKNOWN): Move.STAYS_UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Switched:
    """One firm under both versions. `near`: the one clause of the new version that it misses, where it misses one alone."""

    firm: str
    old: Answer
    new: Answer
    near: Near | None = None

    @property
    def move(self) -> Move:
        """What happens to the firm."""
        return _MOVES[self.old, self.new]
