"""What is told and what is sent of records, as types. Money in fen."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from dukou.credit.core.kinds import RecordKind, Severity
from dukou.kit.answers import Sent
from dukou.kit.core.told import Answer, Words

MOST = 2**63 - 1  # what a sum in fen can be
Slug = Annotated[str, Field(min_length=1, max_length=60)]


class CreditRecordTold(Answer):
    """One record that is in use. `severity`: null where it is not adverse; `published_on`: null where it is never published.

    `repairable_on`: the first day on which it can be repaired, null where it cannot.
    """

    record: int
    number: str
    field: str
    field_name: Words
    sort: str
    sort_name: Words
    kind: RecordKind
    severity: Severity | None
    unit: str
    unit_name: Words
    decided_on: date
    text: str
    basis: str
    evidence: str
    amount_fen: int | None
    published_on: date | None
    published_until: date | None
    repairable_on: date | None
    is_disputed: bool
    is_duty_done: bool


class CreditRecordSent(Sent):
    """A record. `firm`: code, key or whole name in the register; `severity`: that of the sort where it is left out.

    `published_on`, `published_until`: as the paper says; both left out: as the rules of repair say.
    """

    firm: Annotated[str, Field(min_length=1, max_length=200)]
    field: Slug
    sort: Slug
    number: Annotated[str, Field(min_length=1, max_length=120)]
    decided_on: date
    text: Annotated[str, Field(min_length=1, max_length=2000)]
    evidence: Annotated[str, Field(min_length=1, max_length=300)]
    basis: Annotated[str, Field(max_length=500)] = ""
    severity: Severity | None = None
    amount_fen: Annotated[int, Field(ge=0, le=MOST)] | None = None
    published_on: date | None = None
    published_until: date | None = None


class CreditRecordDone(Answer):
    """The record that was entered."""

    record: int
    key: str
    field: str
    number: str
