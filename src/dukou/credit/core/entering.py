"""What is written of a record, by hand, from a list, or told by a room above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
