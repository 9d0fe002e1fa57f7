"""What a new version of conditions does to firms: who stays, drops out, comes in, becomes unknown, and why; who is close to its edge."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from dukou.policies.core.kinds import Move
from dukou.rules.core.answers import Answer
from dukou.rules.core.gaps import Missing
from dukou.rules.core.nearness import Close, Near

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
_ORDER = [
    Move.DROPS_OUT,
    Move.IS_SETTLED,
    Move.BECOMES_UNKNOWN,
    Move.STAYS,
    Move.COMES_IN,
    Move.STAYS_OUT,
    Move.STAYS_UNKNOWN,
]


@dataclass(frozen=True, slots=True)
class Switched:
    """One firm under both versions.

    `short`: every sentence of the new version that it fails; `missing`: what would have to be known for an answer by it; `close`: the
    sentence that it meets by the least, where that is little.
    """

    firm: str
    old: Answer
    new: Answer
    short: tuple[Near, ...] = ()
    missing: tuple[Missing, ...] = ()
    close: Close | None = None

    @property
    def move(self) -> Move:
        """What happens to the firm."""
        return _MOVES[self.old, self.new]

    @property
    def near(self) -> Near | None:
        """The one sentence of the new version that it misses, where it misses one alone and nothing is open."""
        return self.short[0] if len(self.short) == 1 and not self.missing and self.new is Answer.NO else None

    @property
    def is_close(self) -> bool:
        """Whether it stands near the edge of the new version, on whichever side."""
        return self.close is not None or self.near is not None

    @property
    def rank(self) -> tuple[int, bool, int, Fraction]:
        """Who loses first, who is close before who is not, who fails less before who fails more."""
        shares = [each.share for each in self.short if each.share is not None] + ([self.close.share] if self.close else [])
        return _ORDER.index(self.move), not self.is_close, len(self.short), min(shares, default=Fraction(10**9))

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it."""
        return {
            "move": self.move.value,
            "move_label": self.move.label.as_dict(),
            "old": self.old.value,
            "new": self.new.value,
            "short": [each.as_dict() for each in self.short],
            "missing": [gap.as_dict() for gap in self.missing],
            "near": self.near.as_dict() if self.near else None,
            "close": self.close.as_dict() if self.close else None,
        }
