"""What is stated of a firm beside figures, before it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Told:
    """One statement: the declared fact's key, the value as written, when it became known, for which days it holds."""

    fact: str
    value: object
    known_on: date
    from_on: date | None = None
    until_on: date | None = None
