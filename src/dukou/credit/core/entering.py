"""What is written of a record, by hand, from a list, or told by a room above."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from dukou.credit.core.kinds import Severity


@dataclass(frozen=True, slots=True)
class Entered:
    """What a record says. `unit`: key of the organisation that recognised it, empty: that of the field; `severity` None: that of the sort.

    `published_on`, `published_until`: as its paper says; both None: as the rules of repair say for its severity. `amount`: in fen.
    """

    sort: str
    number: str
    decided_on: date
    text: str
    evidence: str
    basis: str = ""
    unit: str = ""
    severity: Severity | None = None
    amount: int | None = None
    published_on: date | None = None
    published_until: date | None = None
    told_by: str = ""

    @property
    def plain(self) -> dict[str, Any]:
        """As it is stored beside a row that waits for its firm."""
        told = {name: getattr(self, name) for name in ("sort", "number", "text", "evidence", "basis", "unit", "amount")}
        days = {name: day.isoformat() if (day := getattr(self, name)) else None for name in _DAYS}
        return told | days | {"severity": self.severity.value if self.severity else None}

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> Self:
        """What was stored."""
        days = {name: date.fromisoformat(plain[name]) if plain[name] else None for name in _DAYS}
        severity = Severity.of(plain["severity"]) if plain["severity"] else None
        return cls(**(dict(plain) | days | {"severity": severity}))


_DAYS = ("decided_on", "published_on", "published_until")
