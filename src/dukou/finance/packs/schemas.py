"""How `products/<slug>.yaml`, `portrait.yaml` and `finance.yaml` are written."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from dukou.credit.core.kinds import Standing
from dukou.finance.core.kinds import Ground, Guarantee, Purpose, Repayment, ToBank
from dukou.finance.core.products import RateKind
from dukou.kit.core.labels import Label
from dukou.kit.core.money import parse_money
from dukou.kit.core.refusals import Malformed
from dukou.kit.packfiles.schemas import Schema, Words


def _money(text: object) -> int:
    """Money as written; a bare number may be yuan or ten thousand yuan, so that it is refused."""
    fen = parse_money(str(text))
    if fen <= 0:
        raise Malformed(Label(f"“{text}”不大于零", f"“{text}” is not above nought"), Label("改正金额", "correct the amount"))
    return fen


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Money = Annotated[int, BeforeValidator(_money)]
Percent = Annotated[int, Field(ge=0, le=100)]
Hundredths = Annotated[int, Field(ge=0, le=10_000)]  # of a percent
Months = Annotated[int, Field(ge=1, le=360)]
Days = Annotated[int, Field(ge=1, le=366)]


class PaperEntry(Schema):
    """The document. `seen`: in the original, in a copy, or an example (there is no such document)."""

    title: Words
    seen: Literal["original", "copy", "example"]
    number: str = ""
    issuer: Words | None = None
    note: Words | None = None


class RateEntry(Schema):
    """At most so much, in hundredths of a percent a year; over the LPR it may be below nought."""

    kind: RateKind
    most: Annotated[int, Field(ge=-500, le=5_000)] | None = None


class TermEntry(Schema):
    """For so many months at most."""

    most: Months


class SubsidyEntry(Schema):
    """What is given towards the interest; `of`: the measure that pays it."""

    words: Words
    of: str = ""


class LossEntry(Schema):
    """How a pool shares a loss; a part that is not known is left out."""

    share: Percent | None = None
    parts: dict[Slug, Percent] = Field(default_factory=dict)
    accrual: Hundredths | None = None
    cap: Hundredths | None = None
    breaker: Hundredths | None = None
    of: str = ""


class VersionEntry(Schema):
    """One dated version of a product."""

    version: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    since: date = Field(alias="from")
    until: date | None = None
    standing: Standing
    source: PaperEntry
    conditions: str
    limit: str
    score: str = ""
    rate: RateEntry | None = None
    term_months: TermEntry | None = None
    guarantee: Guarantee
    repayment: tuple[Repayment, ...] = Field(min_length=1)
    subsidy: SubsidyEntry | None = None
    pool: LossEntry | None = None
    prior: Percent
    answer_days: Days | None = None
    unverified: tuple[str, ...] = ()


class ProductEntry(Schema):
    """A product; the file's name is its slug."""

    name: Words
    about: Words | None = None
    order: Annotated[int, Field(ge=1, le=999)] = 500
    versions: tuple[VersionEntry, ...] = Field(min_length=1)

    @property
    def plain(self) -> dict[str, Any]:
        """As it is stored, in the form that `core.products` reads."""
        return self.model_dump(mode="json", by_alias=True)


class BandEntry(Schema):
    """From `from` (included) to below `below`; the first has no `from`, the last no `below`."""

    words: Words
    least: int | None = Field(default=None, alias="from")
    below: int | None = None


class GroupEntry(Schema):
    """A heading of the portrait."""

    key: Slug
    name: Words


class ItemEntry(Schema):
    """One item of the portrait. `change`: the change against the year before is told, in percent. `words`: how codes of a text are read."""

    key: Slug
    name: Words
    group: str
    fact: str
    years: Annotated[int, Field(ge=0, le=5)] = 0
    change: bool = False
    ground: Ground
    to_bank: ToBank
    unit: str = ""
    bands: tuple[BandEntry, ...] = ()
    words: dict[str, Words] = Field(default_factory=dict)


class PortraitEntry(Schema):
    """The whole file."""

    groups: tuple[GroupEntry, ...] = Field(min_length=1)
    items: tuple[ItemEntry, ...] = Field(min_length=1)

    @property
    def plain(self) -> dict[str, Any]:
        """As it is stored, in the form that `core.items` reads."""
        return self.model_dump(mode="json", by_alias=True)


class ReasonEntry(Schema):
    """A reason of refusal."""

    code: Slug
    name: Words
    advice: Words | None = None


class UsualEntry(Schema):
    """The usual days and looks of a consent."""

    days: Days
    looks: Annotated[int, Field(ge=1, le=100)]


class LprRateEntry(Schema):
    """The LPR from a day on, in hundredths of a percent."""

    since: date = Field(alias="from")
    one_year: Hundredths
    five_years: Hundredths


class LprEntry(Schema):
    """The LPR with where it was taken from."""

    source: PaperEntry
    rates: tuple[LprRateEntry, ...] = Field(min_length=1)


class PoolEntry(Schema):
    """A pool's money and how it is run; `example`: the number is made up."""

    key: Slug
    name: Words
    policy: Words
    whole: Money | None = None
    example: bool = False


class FrameEntry(Schema):
    """What holds for all products."""

    lead: str
    division: str = Field(default="", pattern=r"^[0-9]*$", max_length=12)
    whitelist: str
    profile: str
    answer_days: Days
    reasons: tuple[ReasonEntry, ...] = Field(min_length=1)
    purposes: dict[Purpose, UsualEntry]
    lpr: LprEntry | None = None
    pools: tuple[PoolEntry, ...] = ()

    @property
    def plain(self) -> dict[str, Any]:
        """As it is stored, in the form that `core.frames` reads."""
        return self.model_dump(mode="json", by_alias=True)
