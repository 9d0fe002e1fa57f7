"""What is sent about affairs and what is answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field, JsonValue

from dukou.affairs.core.kinds import AffairEnding, AffairState, Became, FilingChannel, Giving, Provenance, Way
from dukou.casework.core.states import ClockState
from dukou.kit.answers import Answer, Sent, Words

Key = Annotated[str, Field(max_length=60)]
Reason = Annotated[str, Field(min_length=1, max_length=2000)]


class AffairMatter(Answer):
    """A single matter of an affair: its units, how it becomes a part, what its time leaves out, and its fee in words."""

    key: str
    name: Words
    giving: Giving
    units: list[str]
    least: int
    most: int
    excludes: Words | None
    fee: Words | None


class AffairMaterial(Answer):
    """A material: for which matters, and the ways by which it may come."""

    key: str
    name: Words
    is_main: bool
    ways: list[Way]
    matters: list[str]


class AffairOffer(Answer):
    """An affair that the district offers. `edition`: of its text, to be sent with an application."""

    slug: str
    edition: str
    name: Words
    about: Words
    is_verified: bool
    needs_firm: bool
    matters: list[AffairMatter]
    materials: list[AffairMaterial]


class AffairBecame(Answer):
    """A material of a separate matter, and what it became here; `material`: null where it is a part of the form."""

    matter: str
    name: Words
    became: Became
    material: str | None


class AffairForm(Answer):
    """The one form of the chosen matters. `form_schema`: a JSON Schema (draft 2020-12) of `answers`.

    `before`, `after`: how many materials the separate matters want, and how many are handed in here.
    """

    slug: str
    edition: str
    form_schema: dict[str, JsonValue]
    before: int
    after: int
    materials: list[AffairBecame]


class ApplicationFiled(Answer):
    """What was filed."""

    number: int
    state: AffairState


class ApplicationLine(Answer):
    """One application in a list. `due_on`: of the clock that counts now, null while it stands still or is over."""

    number: int
    affair: Words
    applicant: str
    state: AffairState
    state_label: Words
    ending: AffairEnding | None
    filed_at: datetime
    units: list[Words]
    clock: Words | None
    due_on: date | None
    is_firm: bool
    is_late: bool
    is_standing: bool
    was_on_time: bool | None
    is_synthetic: bool


class ApplicationAnswer(Answer):
    """One answer, as people read it, and where it comes from."""

    name: Words
    value: Words
    provenance: Provenance


class ApplicationTrack(Answer):
    """A unit's part: its matter, where it stands, who has it, what the unit says and what it costs (fen)."""

    matter: Words
    unit: Words
    word: Words
    holder: Words
    is_feasible: bool | None
    answer: str
    was_deemed: bool
    fee_fen: int | None
    fee_basis: str
    ended_at: datetime | None


class ApplicationClock(Answer):
    """A clock. `of`: the unit whose part it times, null: of the whole; `due`: day or moment, empty while it stands still."""

    number: int
    key: str
    name: Words
    of: Words | None
    due: str
    is_firm: bool
    is_late: bool
    state: ClockState


class ApplicationTold(Answer):
    """An application as the caller is told of it. `survey_due`: the joint survey is to be arranged; told to offices alone."""

    line: ApplicationLine
    slug: str
    edition: str
    channel: FilingChannel
    tracks: list[ApplicationTrack]
    clocks: list[ApplicationClock]
    survey_due: bool
    answers: list[ApplicationAnswer]
    before: int
    after: int
    profile: Words
    profile_is_official: bool


class ApplicationReason(Sent):
    """Why."""

    reason: Reason


class ApplicationNothing(Sent):
    """Nothing more is to be said."""
