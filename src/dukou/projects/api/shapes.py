"""What is told and what is sent about projects, as types."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from dukou.kit.answers import Sent
from dukou.kit.core.told import Answer, Words
from dukou.projects.core.kinds import MoveState, ProjectLight, ProjectStatus

Text = Annotated[str, Field(max_length=200)]
Reason = Annotated[str, Field(max_length=500)]
Slug = Annotated[str, Field(max_length=60)]


class StageLine(Answer):
    """One stage: how many projects in work are in it, for longer than usual, with a red or yellow light; since when the first."""

    stage: str
    name: Words
    count: int
    long: int
    red: int
    yellow: int
    oldest: date | None


class OverdueLine(Answer):
    """A list of what stands still, with how many stand on it."""

    key: str
    name: Words
    days: int
    count: int


class ProjectBoard(Answer):
    """The board in the caller's eyes."""

    in_work: int
    stages: list[StageLine]
    overdue: list[OverdueLine]
    statuses: dict[str, int]


class ProjectLine(Answer):
    """One project. `slip`: days by which its next date is later than first announced; null: no date was announced."""

    key: str
    name: str
    firm: str
    stage: str
    since: date
    status: ProjectStatus
    light: ProjectLight
    slip: int | None
    next_stage: str
    next_first: date | None
    office: Words
    is_long: bool
    is_synthetic: bool


class AnnouncedLine(Answer):
    """One announced day; `said_by` and `reason` are empty for who does not work on the project."""

    day: date
    said_by: str
    said_on: date
    reason: str


class DateTold(Answer):
    """The dates of one stage, in the order they were said; `reached` is null where it has not come."""

    stage: str
    name: Words
    announced: list[AnnouncedLine]
    reached: date | None
    slip: int | None


class StepLine(Answer):
    """One move into a stage."""

    stage: Words
    on: date
    state: MoveState
    is_bypass: bool
    reason: str


class GateLine(Answer):
    """What the gate of the next stage says; `wanting`: the sentences that do not hold or are not known."""

    stage: str
    book: str
    version: str
    answer: str
    wanting: list[Words]


class ProjectWhole(ProjectLine):
    """One project with its dates and moves; gates and what waits are told within the administration only."""

    about: str
    dates: list[DateTold]
    steps: list[StepLine]
    gates: list[GateLine]


class ProjectDone(Answer):
    """What became of an act: whether it stands or waits for a second person."""

    key: str
    state: MoveState


class LeadSent(Sent):
    """A lead. `office`: key of the office in charge; `enterprise`, `brought_by`: firms of the register, by code or whole name."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    firm: Annotated[str, Field(min_length=1, max_length=200)]
    office: Annotated[str, Field(min_length=1, max_length=60)]
    code: Annotated[str, Field(max_length=20)] = ""
    enterprise: Text = ""
    brought_by: Text = ""
    origin: Annotated[str, Field(max_length=100)] = ""
    about: Annotated[str, Field(max_length=2000)] = ""
    task_force: Slug = ""
    referrer: Text = ""
    on: date | None = None


class MoveSent(Sent):
    """A move into a stage. `bypass`: go round a gate that does not say yes, with a reason and a second person."""

    to: Slug
    on: date
    reason: Reason = ""
    bypass: bool = False


class StatusSent(Sent):
    """How it fares; `lost`: a reason of the pack's list, `lost_to`: where it went."""

    to: ProjectStatus
    reason: Annotated[str, Field(min_length=1, max_length=500)]
    lost: Slug = ""
    lost_to: Text = ""


class DateSent(Sent):
    """A day announced for a stage."""

    stage: Slug
    day: date
    said_by: Annotated[str, Field(min_length=1, max_length=200)]
    reason: Reason = ""
