"""What is told of fields and of the grades of firms, as types. Shares are hundredths of a percent."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import WithJsonSchema

from dukou.credit.core.kinds import Channel, Cycle, Level, Standing
from dukou.credit.queries.behind import Sight
from dukou.kit.core.told import Answer, Words

# Other rooms have lists of these names: told in place, so that the description of the API does not mix them up.
RiskLevel = Annotated[Level, WithJsonSchema({"type": "string", "enum": [each.value for each in Level]})]
ServiceChannel = Annotated[Channel, WithJsonSchema({"type": "string", "enum": [each.value for each in Channel]})]
SchemeStanding = Annotated[Standing, WithJsonSchema({"type": "string", "enum": [each.value for each in Standing]})]
SchemeCycle = Annotated[Cycle, WithJsonSchema({"type": "string", "enum": [each.value for each in Cycle]})]
RecordSight = Annotated[Sight, WithJsonSchema({"type": "string", "enum": [each.value for each in Sight]})]


class GradeChecks(Answer):
    """How often the firms of a grade are checked. `visits`: at most so many a firm in a year; null: as needed."""

    least: int
    most: int
    visits: int | None


class GradeRuleTold(Answer):
    """One grade. `start`: from how many points; null: only given directly. `checks`: null where the district has no policy."""

    grade: str
    name: Words
    start: int | None
    level: RiskLevel
    channel: ServiceChannel
    checks: GradeChecks | None


class GradeCounts(Answer):
    """Firms by grade after the last grading; null where a count is small, or would betray one that is.

    `version`: of the scheme by which they were graded; `is_whole`: whether nothing is kept back.
    """

    as_of: date
    version: str
    counts: dict[str, int | None]
    covered: int | None
    is_whole: bool


class CreditFieldTold(Answer):
    """One field. What the scheme of today says is null or empty where none is in force; `graded`: null where it never was."""

    slug: str
    name: Words
    unit: str
    unit_name: Words
    is_composite: bool
    version: str | None
    standing: SchemeStanding | None
    cycle: SchemeCycle | None
    valid_months: int | None
    grades: list[GradeRuleTold]
    graded: GradeCounts | None


class GradeGiven(Answer):
    """The grade that was given last. `on`: the day for which; `valid_until`: the first day on which it is old."""

    grade: str
    name: Words
    level: RiskLevel
    points: int
    version: str
    on: date
    valid_until: date
    is_valid: bool


class GradeToday(Answer):
    """Where the firm stands today, reckoned from the ledger. `unknown`: rule books that cannot be answered; they count nowhere."""

    grade: str
    name: Words
    level: RiskLevel
    points: int
    version: str
    is_direct: bool
    unknown: list[str]


class FirmInField(Answer):
    """One field that supervises the firm; `given`: null where it was not graded yet."""

    field: str
    name: Words
    given: GradeGiven | None
    today: GradeToday


class FirmCredit(Answer):
    """A firm over all fields; the composite evaluation stands apart, null where there is none or it does not cover the firm."""

    key: str
    name: str
    is_synthetic: bool
    composite: FirmInField | None
    fields: list[FirmInField]


class RecordBehind(Answer):
    """A record behind a reason. Its number, paper, day and text only where the caller may see it; `ended_on`: where it ended since."""

    sight: RecordSight
    record: int | None
    number: str | None
    decided_on: date | None
    text: str | None
    ended_on: date | None


class GradeReason(Answer):
    """One clause that spoke. `grade`: given directly or as a bound, null where it counts points; `book`: a rule book that said yes."""

    clause: str
    words: Words
    paper: str
    book: str
    is_unverified: bool
    points: int
    grade: str | None
    is_direct: bool
    records: list[RecordBehind]


class RepairNeeded(RecordBehind):
    """A record that has to be repaired; `repairable_on`: the first day on which it can be, null where it can be at once."""

    repairable_on: date | None


class WayUpTold(Answer):
    """The earliest way to a better grade; no repair: waiting is enough. A repair presupposes that the duty of its paper is done."""

    grade: str
    name: Words
    on: date
    repairs: int
    records: list[RepairNeeded]


class FirmFieldWhole(Answer):
    """One field of one firm: every point, today and as given, and what would raise the grade; null and empty where not covered."""

    key: str
    name: str
    is_synthetic: bool
    field: str
    field_name: Words
    is_covered: bool
    base: int | None
    today: GradeToday | None
    reasons: list[GradeReason]
    given: GradeGiven | None
    given_reasons: list[GradeReason]
    ways_up: list[WayUpTold]
