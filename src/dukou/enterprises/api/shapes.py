"""What is sent to the register and what it answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator, Field

from dukou.enterprises.core.capitals import CapitalFault, Currency
from dukou.enterprises.core.codes import CodeFault, IdentifierKind
from dukou.enterprises.core.kinds import NameKind, PartKind, Status, UnitKind
from dukou.enterprises.queries.search import Hit
from dukou.kit.answers import Answer, Exact, Sent, Words
from dukou.rules.core.facts import FactType
from dukou.rules.core.visibility import Visibility

Short = Annotated[str, Field(max_length=60)]
Long = Annotated[str, Field(max_length=300)]
Names = Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=20)]


class Filters(Sent):
    """Which firms of the list are asked for; the same filters as on the page."""

    industry: Short = Field("", description="行业代码或其开头 · Code of an industry, or its beginning")
    division: Short = Field("", description="区划代码或其开头 · Code of a division, or its beginning")
    status: Annotated[Status | None, Field(description="状态 · Status")] = None
    unit_kind: Annotated[UnitKind | None, Field(description="类型 · Kind of unit")] = None
    part: Annotated[PartKind | None, Field(description="角色 · Part played")] = None
    tag: Short = Field("", description="产业环节，如 segment/… · Segment, such as segment/…")
    task_force: Short = Field("", description="专班 · Task force")


class FirmLine(Answer):
    """One firm in a list."""

    key: str
    name: str
    code: str
    code_faults: Annotated[list[CodeFault], BeforeValidator(lambda found: [each for each in str(found).split(",") if each])]
    unit_kind: UnitKind
    industry: str
    industry_name: str
    division: str
    division_name: str
    address: str
    capital: str
    founded_on: date | None
    status: Status
    is_synthetic: bool


class FoundFirm(Answer):
    """A firm that was found, how, and by which of its names."""

    firm: FirmLine
    hit: Hit
    matched: str


class CodeFinding(Answer):
    """What is amiss with a code."""

    fault: CodeFault
    label: Words


class JudgedCode(Answer):
    """An identifier as typed and in its normal form, and what is amiss with it. Doubts do not refuse it."""

    typed: str
    code: str
    kind: IdentifierKind
    is_valid: bool
    faults: list[CodeFinding]


class FirmName(Answer):
    """A name of the firm."""

    kind: NameKind
    text: str
    until_on: date | None


class Capital(Answer):
    """The capital as written; `amount` in hundredths of the currency's unit, null where it cannot be read."""

    written: str
    amount: int | None
    currency: Currency | None
    faults: list[CapitalFault]


class FirmRecord(Answer):
    """What was recorded about the firm, and on what evidence."""

    what: Words
    about: Words
    from_on: date | None
    until_on: date | None
    evidence: str
    recorded_at: datetime
    recorded_by: str


class Relative(Answer):
    """A unit above or beneath; `key` is empty where the caller may not see it."""

    record: FirmRecord
    key: str
    name: str
    is_above: bool


class Change(Answer):
    """One field changed, and by what."""

    field: str
    before: str
    after: str
    reason: str
    delivery: str
    row: int | None
    recorded_at: datetime
    recorded_by: str


class Firm(Answer):
    """One firm. `ref` is the subject of its figures; `refs` also those of entries merged into it."""

    key: str
    ref: str
    refs: list[str]
    name: str
    names: list[FirmName]
    unit_kind: UnitKind
    code: JudgedCode | None
    industry: str
    industry_name: str
    industry_edition: str
    division: str
    division_name: str
    address: str
    capital: Capital | None
    founded_on: date | None
    status: Status
    status_on: date | None
    is_synthetic: bool
    origin: str
    registered_at: datetime
    registered_by: str
    life: list[FirmRecord]
    sites: list[FirmRecord]
    parts: list[FirmRecord]
    charges: list[FirmRecord]
    relatives: list[Relative]
    changes: list[Change]


class FactLine(Answer):
    """One fact. Where `is_known` is false nothing is told: the value is neither nought nor no."""

    name: str
    label: Words
    holds: FactType
    unit: str
    is_known: bool
    value: Exact | bool | date | str | list[str] | None = None
    period: str | None = None
    source: str | None = None
    place: str | None = None
    known_on: date | None = None
    origin: Words
    legal_ground: Words
    visibility: Visibility


class Facts(Answer):
    """The facts of one firm as known on a day."""

    key: str
    known_on: date
    facts: list[FactLine]


class FirmSent(Sent):
    """What is stated of a firm. What is left out or empty is not stated; it erases nothing."""

    code: Short = ""
    unit_kind: UnitKind | None = None
    industry: Short = Field("", description="代码或全称 · Code or whole name")
    division: Short = Field("", description="6 至 12 位代码，或名称 · A code of 6 to 12 digits, or its name")
    address: Long = ""
    capital: Short = Field("", description="连同单位和币种 · With unit and currency")
    founded_on: date | None = None
    short_names: Names = []
    former_names: Names = []


class NewFirmSent(FirmSent):
    """A firm to be entered."""

    name: Annotated[str, Field(max_length=200)]
    reason: Long = Field("", description="代码或名称已有时，为什么是两家 · Where code or name are there already: why these are two")


class AmendmentSent(FirmSent):
    """What is to be otherwise, and why."""

    name: Annotated[str, Field(max_length=200)] = ""
    reason: Long


class Registered(Answer):
    """The key of the firm that was entered."""

    key: str


class Amendments(Answer):
    """How many fields were changed."""

    amended: int
