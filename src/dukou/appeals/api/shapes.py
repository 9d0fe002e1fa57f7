"""What is answered about appeals."""

from __future__ import annotations

from datetime import date, datetime

from dukou.appeals.core.kinds import AppealState, Channel, Ending, RefusalGround, Satisfaction, VerdictKind
from dukou.casework.core.profiles import LegRole
from dukou.casework.core.states import ClockState, LegOutcome, Ruling
from dukou.kit.answers import Answer, Words


class AppealLine(Answer):
    """One appeal in a list. `clock`: the one shown, `due_on` its day, `due_at` its moment where it counts hours; null: it stands.

    Offices are told the clock that runs out first, the enterprise the one that binds the district to it.
    """

    number: int
    title: str
    firm: str
    firm_name: str
    state: AppealState
    state_label: Words
    ending: Ending | None
    channel: Channel
    topic: str
    grade: str
    filed_at: datetime
    units: list[Words]
    clock: Words | None
    due_on: date | None
    due_at: datetime | None
    is_firm: bool
    is_late: bool
    is_standing: bool
    was_on_time: bool | None
    sent_back: int
    reopenings: int
    is_synthetic: bool


class StageTold(Answer):
    """A stage of the way: `done`, `now` or `coming`."""

    stage: Words
    place: str


class ClockTold(Answer):
    """A clock. `of`: the unit whose part it times, null: of the whole; `due`: day or moment, empty while it stands still."""

    number: int
    key: str
    name: Words
    of: Words | None
    due: str
    is_firm: bool
    is_late: bool
    state: ClockState


class LegTold(Answer):
    """A unit's part; `number` is what an answer to it names."""

    number: int
    unit: Words
    role: LegRole
    task: str
    answer: str
    outcome: LegOutcome | None
    opened_at: datetime
    closed_at: datetime | None


class ReplyTold(Answer):
    """What the enterprise was answered. `promised_on`: empty where no day was promised."""

    unit: Words | None
    verdict: VerdictKind | None
    text: str
    done: str
    ground: str
    promised_on: str
    replied_at: datetime


class CallTold(Answer):
    """A call back; `satisfaction` null: not reached, or no grade given."""

    satisfaction: Satisfaction | None
    words: str
    by_enterprise: bool
    asked_at: datetime


class QuestionTold(Answer):
    """What the enterprise was asked; its clocks stand still until it answers."""

    question: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


class ObjectionTold(Answer):
    """What a unit said against its dispatch, and what was ruled: told to the offices alone. `ruled` null: to nobody, or not ruled yet."""

    unit: Words
    proposed: Words
    reason: str
    basis: str
    made_at: datetime
    ruling: Ruling
    ruled: Words | None
    ruled_reason: str
    ruled_at: datetime | None


class FileTold(Answer):
    """A file that came with it."""

    name: str
    kind: str
    size: int
    sha256: str


class ContactTold(Answer):
    """Whom to ask about it: told to those who handle it and to the firm itself, to nobody else."""

    name: str
    phone: str


class Followed(Answer):
    """Where an appeal stands, for whoever holds its secret link: no names, no files, no words of its own."""

    number: int
    topic: Words | None
    filed_at: datetime
    state: AppealState
    state_label: Words
    stages: list[StageTold]
    clocks: list[ClockTold]
    replies: list[ReplyTold]
    profile: Words
    profile_is_official: bool


class AppealTold(Followed):
    """One appeal. Legs, objections, every clock and the request for more time that waits (`extension`) are told to the offices.

    `contact` null: not for this caller; `secret`: of the link to follow it.
    """

    line: AppealLine
    text: str
    place: str
    grade_label: Words
    channel_label: Words
    ground: RefusalGround | None
    contact: ContactTold | None
    legs: list[LegTold]
    objections: list[ObjectionTold]
    extension: Words | None
    exchanges: list[QuestionTold]
    calls: list[CallTold]
    attachments: list[FileTold]
    secret: str


class TopicTold(Answer):
    """What appeals may be about."""

    key: str
    name: Words


class RulesTold(Answer):
    """What the district takes: topics, and the profile by which days are counted. `is_official` false: a draft, no published rule."""

    topics: list[TopicTold]
    profile: str
    name: Words
    is_official: bool


class Filed(Answer):
    """The number of the appeal, and the secret of the link by which it is followed without signing in."""

    number: int
    state: AppealState
    topic: str
    secret: str


class Stands(Answer):
    """Where the appeal stands after the act."""

    number: int
    state: AppealState
    state_label: Words
    ending: Ending | None
