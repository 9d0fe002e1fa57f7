"""What is told and what is sent, as types."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field, WithJsonSchema

from dukou.credit.core.kinds import Standing
from dukou.finance.core.consents import WhyNotCovered
from dukou.finance.core.kinds import Ground, Guarantee, Purpose, Repayment, ToBank
from dukou.kit.answers import Sent
from dukou.kit.core.told import Answer, Words

ProductStanding = Annotated[Standing, WithJsonSchema({"type": "string", "enum": [each.value for each in Standing]})]
ItemGround = Annotated[Ground, WithJsonSchema({"type": "string", "enum": [each.value for each in Ground]})]
Slug = Annotated[str, Field(min_length=1, max_length=60)]


class FinanceProductTold(Answer):
    """A product in the version of today; `version` and what it says are null where none is in force."""

    key: str
    name: Words
    about: Words | None
    version: str | None
    since: date | None
    standing: ProductStanding | None
    source: Words | None
    guarantee: Guarantee | None
    repayment: list[Repayment]
    term_months: int | None


class BankToldOf(Answer):
    """What a bank with consent is told of an item: a code, `band:2`, `yes`, `no`, `word` or `unknown`, and its words."""

    code: str
    words: Words
    is_disputed: bool


class PortraitItemTold(Answer):
    """One item as its firm reads it. `value`: in words, null where it is not known; `bank`: null where a bank is told nothing."""

    item: str
    name: Words
    group: str
    value: Words | None
    source: Words | None
    known_on: date | None
    ground: ItemGround
    to_bank: ToBank
    bank: BankToldOf | None
    dispute: int | None


class PortraitTold(Answer):
    """The portrait of a firm on a day."""

    key: str
    name: str
    on: date
    items: list[PortraitItemTold]


class FinanceConsentTold(Answer):
    """A consent of one's own firm. `product`: null for any; `over`: why it cannot be used now, null where it can."""

    consent: int
    bank: str
    bank_name: Words
    purpose: Purpose
    product: str | None
    items: list[str]
    from_on: date
    until_on: date
    looks: int
    taken: int
    given_at: datetime
    withdrawn_at: datetime | None
    over: WhyNotCovered | None


class FinanceLookTold(Answer):
    """A look at one's own firm: who, when, why, at what, under which consent, and the hash of what was told."""

    consent: int
    number: int
    bank: str
    viewer: str
    why: Words
    items: list[str]
    sha256: str
    looked_at: datetime


class ConsentSent(Sent):
    """A consent. `product`: empty for any; `days`: from today on; days and looks as usual for the purpose where they are left out."""

    bank: Annotated[str, Field(min_length=1, max_length=60)]
    purpose: Purpose
    items: Annotated[list[Slug], Field(min_length=1, max_length=200)]
    product: Annotated[str, Field(max_length=60)] = ""
    days: Annotated[int, Field(ge=1, le=366)] | None = None
    looks: Annotated[int, Field(ge=1, le=100)] | None = None


class ConsentDone(Answer):
    """The consent that was given or withdrawn."""

    consent: int
    withdrawn_at: datetime | None


class LiveConsentTold(Answer):
    """A consent under which a bank may look this moment: the firm by name, and nothing else of it."""

    consent: int
    firm: str
    bank: str
    purpose: Purpose
    product: str | None
    items: list[str]
    until_on: date
    left: int


class LookSent(Sent):
    """A look. `items`: all of the consent where they are left out; `number`: which look it is to be, refused where that was taken."""

    why: Annotated[str, Field(min_length=1, max_length=200)]
    items: Annotated[list[Slug], Field(max_length=200)] = []
    number: Annotated[int, Field(ge=1, le=100)] | None = None


class ItemAnswered(BankToldOf):
    """What a bank is told of one item."""

    item: str


class LookDone(Answer):
    """What was told, once. `text`: what `sha256` is of, to be kept as a receipt."""

    consent: int
    number: int
    left: int
    answers: list[ItemAnswered]
    text: str
    sha256: str
