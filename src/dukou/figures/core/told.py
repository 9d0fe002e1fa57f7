"""Claims and findings as JSON doors tell them: the types of their `as_dict`."""

from __future__ import annotations

from datetime import date

from dukou.figures.core.claims import ClaimKind, PriceBasis
from dukou.figures.core.findings import FindingRule
from dukou.figures.core.operators import Operator
from dukou.kit.core.told import Exact, Told, Words


class ClaimTold(Told):
    """One figure: a number apart in operator, value and unit; a date or words in `value` alone. `period` null: undated."""

    ref: str
    subject: str
    indicator: str
    version: str
    operator: Operator | None = None
    value: Exact | str
    unit: str | None = None
    period: str | None
    kind: ClaimKind
    price_basis: PriceBasis
    source: str
    place: str
    said_by: Words | None
    known_on: date
    known_on_assumed: bool
    note: Words | None


class FindingTold(Told):
    """A contradiction; `claims` are the references of the figures that take part."""

    rule: FindingRule
    rule_label: Words
    subject: str
    subject_label: Words
    message: Words
    claims: list[str]
