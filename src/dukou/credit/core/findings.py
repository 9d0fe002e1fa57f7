"""What a visit found in a field."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.credit.core.kinds import Severity


@dataclass(frozen=True, slots=True)
class Found:
    """Nothing, where there is no severity; else how grave it is, in words."""

    severity: Severity | None = None
    words: str = ""

    @property
    def is_hit(self) -> bool:
        """Whether something was found."""
        return self.severity is not None

    @property
    def is_whole(self) -> bool:
        """Whether what was found has words, and nothing found has none."""
        return bool(self.words.strip()) is self.is_hit
