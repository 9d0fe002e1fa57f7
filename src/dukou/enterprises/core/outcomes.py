"""What a list does to the register: its rows counted by their fate, its figures by what is new in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from dukou.enterprises.core.kinds import Fate


@dataclass(slots=True)
class Counts:
    """`rows`: those that hold anything; they are the sum of the six fates. `warned`: rows with a warning, whatever their fate."""

    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0
    refused: int = 0
    passed_over: int = 0
    warned: int = 0
    figures: int = 0
    figures_added: int = 0
    figures_corrected: int = 0
    doubles: int = 0

    def add(self, fate: Fate, *, is_warned: bool) -> None:
        """Count one row."""
        self.rows += 1
        self.warned += is_warned
        setattr(self, fate.value, getattr(self, fate.value) + 1)

    @property
    def is_changing(self) -> bool:
        """Whether the register or its figures would be other than before."""
        return bool(self.added or self.changed or self.figures_added or self.figures_corrected)

    def as_dict(self) -> dict[str, int]:
        """The counts by name, as they are stored."""
        return asdict(self)

    @classmethod
    def of(cls, stored: Mapping[str, int]) -> Counts:
        """Stored counts as they were."""
        return cls(**{each.name: stored.get(each.name, 0) for each in fields(cls)})
