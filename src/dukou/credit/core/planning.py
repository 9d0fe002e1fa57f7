"""What somebody who drafts a plan tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan over some fields. `ratios`: by field and grade, in hundredths of a percent; a grade that is not named gets the most that its
    range allows. `control`: the share of the random control arm; None: as the district's policy says."""

    key: str
    name: str
    fields: tuple[str, ...]
    starts_on: date
    ends_on: date
    seed_name: str
    seed_on: date
    ratios: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    control: int | None = None
