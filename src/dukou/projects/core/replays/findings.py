"""A finding of a replay: what the figures leave open, in words and in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dukou.kit.core.labels import Label
from dukou.projects.core.replays.kinds import ReplayFinding


@dataclass(frozen=True, slots=True)
class Finding:
    """`numbers`: what the words say, for programs."""

    kind: ReplayFinding
    said: Label
    numbers: Mapping[str, object]

    @property
    def told(self) -> dict[str, object]:
        """As JSON doors speak it."""
        return {"kind": self.kind, "said": self.said, **self.numbers}
