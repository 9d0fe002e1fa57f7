"""How `calendars.yaml` and `profiles/*.yaml` are written."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from dukou.casework.core.budgets import Convention
from dukou.casework.core.notices import FIRM_UNTIL
from dukou.casework.core.profiles import Expiry, Rung
from dukou.kit.packfiles.schemas import Schema, Words

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_USUAL = Convention()


class NoticeEntry(Schema):
    """The document: its number and the day of issue; `amended_by`: one that changed it; `unverified`: not compared with the original."""

    number: str = ""
    issued: date | None = None
    amended_by: str = ""
    unverified: bool = False


class HolidayEntry(Schema):
    """One festival: the stretch off, both days included, and the days of weekends that are worked for it."""

    name: Words
    since: date = Field(alias="from")
    until: date
    make_up: tuple[date, ...] = ()

    @property
    def plain(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "name": self.name.model_dump(),
            "from": self.since.isoformat(),
            "until": self.until.isoformat(),
            "make_up": [day.isoformat() for day in self.make_up],
        }


class YearEntry(Schema):
    """One year of a calendar. `key`: calendar and year, `cn-2026`; `firm_until`: how far the notice speaks, by default 28 December."""

    key: str = Field(pattern=SLUG)
    calendar: str = Field(pattern=SLUG)
    year: int = Field(ge=1949, le=2200)
    notice: NoticeEntry = NoticeEntry()
    firm_until: date | None = None
    holidays: tuple[HolidayEntry, ...]

    @property
    def speaks_until(self) -> date:
        """How far the notice speaks."""
        return self.firm_until or date(self.year, *FIRM_UNTIL)

    @property
    def plain(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "calendar": self.calendar,
            "year": self.year,
            "notice": self.notice.model_dump(mode="json"),
            "firm_until": self.speaks_until.isoformat(),
            "holidays": [holiday.plain for holiday in self.holidays],
        }


class ConventionEntry(Schema):
    """How time is counted; what is left out is as the law has it (`core.budgets.Convention`)."""

    office: tuple[str, ...] = tuple(_USUAL.plain["office"])
    first_day_counts: bool = _USUAL.first_day_counts
    rolls: bool = _USUAL.rolls
    late_is_next_day: bool = _USUAL.late_is_next_day
    ends_at_close: bool = _USUAL.ends_at_close


class ExtensionEntry(Schema):
    """How often a clock may be extended, by how much in all (in its own unit), and how long before it runs out that is asked."""

    times: int = Field(ge=1)
    most: int = Field(ge=1)
    ask_before: str | None = None


class ClockEntry(Schema):
    """One clock. `within`: `5 workdays`, `2 hours`, `4 office_hours`, `7 days`."""

    name: Words
    within: str
    expiry: Expiry = Expiry.NOTHING
    extension: ExtensionEntry | None = None
    may_pause: bool = True


class GradeEntry(Schema):
    """A grade of cases with its clocks by key."""

    name: Words
    clocks: dict[str, ClockEntry]


class RungEntry(Schema):
    """A rung of the ladder: `before` the end of the clock (a reminder), or `after` it."""

    rung: Rung
    before: str | None = None
    after: str | None = None


class ProfileEntry(Schema):
    """One profile; the file's name is its key. `official`: a published rule stands behind it; `order`: its place in lists.

    `source`: in words, where the day counts were read, and what was not found there. The first grade is the usual one.
    """

    name: Words
    official: bool
    order: int = Field(100, ge=0)
    source: Words
    about: Words | None = None
    calendar: str = Field(pattern=SLUG)
    convention: ConventionEntry = ConventionEntry()
    grades: dict[str, GradeEntry]
    ladder: tuple[RungEntry, ...] = ()

    @property
    def plain(self) -> dict[str, Any]:
        """As it is stored, and as `core.profiles.Profile.read` takes it; databases do not keep the order of keys, so it is told."""
        told = self.model_dump(mode="json", exclude={"order"}, exclude_none=True)
        return told | {"sequence": list(self.grades)}
