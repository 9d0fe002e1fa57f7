"""How `fields/<slug>.yaml` and `credit.yaml` are written."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from dukou.credit.core.kinds import Channel, Cycle, Level, RecordKind, Severity, Standing
from dukou.kit.packfiles.schemas import Schema, Words

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
GradeKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+-]{1,12}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9]{2,4}$")]  # as the register holds them: without the letter of the section
Points = Annotated[int, Field(ge=-100_000, le=100_000)]
Months = Annotated[int, Field(ge=1, le=120)]
Percent = Annotated[int, Field(ge=0, le=100)]
Visits = Annotated[int, Field(ge=1, le=52)]


class CreditSourceEntry(Schema):
    """The document. `seen`: in the original, in a copy, or an example (there is no such document)."""

    title: Words
    seen: Literal["original", "copy", "example"]
    number: str = ""
    issuer: Words | None = None
    note: Words | None = None


class CoversEntry(Schema):
    """Whom the field supervises: what the industry code begins with (GB/T 4754)."""

    industries: tuple[Code, ...] = Field(min_length=1)


class SortEntry(Schema):
    """A sort of records that the field tells apart. `severity`: of an adverse record, where its paper says no other."""

    key: Slug
    name: Words
    kind: RecordKind
    severity: Severity | None = None


class MatchEntry(Schema):
    """Which records a clause is about; each list that is written has to name the record's."""

    sorts: tuple[Slug, ...] = ()
    kinds: tuple[RecordKind, ...] = ()
    severities: tuple[Severity, ...] = ()


class ClauseEntry(Schema):
    """A sentence about records (`on`) or a rule book (`book`). `months`: for how long a record counts after its day."""

    key: Slug
    text: Words
    clause: str = ""
    on: MatchEntry | None = None
    book: Slug | None = None
    months: Months | None = None
    unverified: bool = False


class ItemEntry(ClauseEntry):
    """Points for each record, at most `most` in all (written without sign)."""

    points: Points
    most: Annotated[int, Field(ge=1, le=100_000)] | None = None


class FixedEntry(ClauseEntry):
    """A direct grade or a bound."""

    grade: GradeKey


class ChecksEntry(Schema):
    """How many firms in a hundred are checked, and the yearly number of visits a firm must bear (left out: as needed)."""

    least: Percent
    most: Percent
    visits: Visits | None = None


class GradeEntry(Schema):
    """A grade. `from`: from how many points; left out: it is only given directly."""

    key: GradeKey
    name: Words
    start: Points | None = Field(default=None, alias="from")
    level: Level
    channel: Channel = Channel.ORDINARY
    checks: ChecksEntry | None = None
    deposit: Words | None = None
    attention: Words | None = None


class PointsEntry(Schema):
    """From where points are counted, and between what they stay."""

    base: Points
    least: Points
    most: Points


class VersionEntry(Schema):
    """One dated version of the scheme."""

    version: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    since: date = Field(alias="from")
    until: date | None = None
    standing: Standing
    source: CreditSourceEntry
    cycle: Cycle
    valid: Months
    points: PointsEntry
    items: tuple[ItemEntry, ...] = ()
    direct: tuple[FixedEntry, ...] = ()
    bounds: tuple[FixedEntry, ...] = ()
    grades: tuple[GradeEntry, ...] = Field(min_length=2)


class FieldEntry(Schema):
    """A field of supervision; the file's name is its slug. `composite`: its items read the records of all fields."""

    name: Words
    department: str
    about: Words | None = None
    order: Annotated[int, Field(ge=1, le=999)] = 500
    covers: CoversEntry | None = None
    composite: bool = False
    sorts: tuple[SortEntry, ...] = ()
    versions: tuple[VersionEntry, ...] = Field(min_length=1)

    @property
    def plain(self) -> dict[str, Any]:
        """As it is stored, in the form that `core.schemes.schemes_of` reads."""
        return self.model_dump(mode="json", by_alias=True)


class PolicyEntry(Schema):
    """The default policy of checks, by level of risk."""

    source: CreditSourceEntry
    levels: dict[Level, ChecksEntry]


class RepairClassEntry(Schema):
    """The shortest and longest time of publication of a severity, in months; `published`: whether it is published at all."""

    least: Annotated[int, Field(ge=0, le=120)]
    most: Months
    published: bool = True


class RepairEntry(Schema):
    """One dated version of the rules of repair, with the conditions that the firm reads."""

    version: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    since: date = Field(alias="from")
    until: date | None = None
    source: CreditSourceEntry
    classes: dict[Severity, RepairClassEntry]
    conditions: tuple[Words, ...] = Field(min_length=1)


class ExpectedEntry(Schema):
    """How firms were spread over the levels of risk somewhere: how many of each."""

    source: CreditSourceEntry
    firms: dict[Level, Annotated[int, Field(ge=0, le=10**9)]]


class FrameEntry(Schema):
    """What holds for all fields. `lead`: the unit that leads; `division`: the district's code, for rule books of a place.

    `control`: the share of the control arm in a draw, in percent of the whole list; `profile`: the clocks of repairs and disputes.
    """

    policy: PolicyEntry
    repair: tuple[RepairEntry, ...] = Field(min_length=1)
    lead: str = ""
    division: str = Field(default="", pattern=r"^[0-9]*$", max_length=12)
    composite: str = ""
    control: Percent = 1
    profile: str = ""
    soon: Annotated[int, Field(ge=1, le=365)] = 90
    expected: ExpectedEntry | None = None

    @property
    def plain(self) -> dict[str, Any]:
        """As it is stored."""
        return self.model_dump(mode="json", by_alias=True)
