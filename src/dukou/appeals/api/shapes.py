"""What is sent about appeals and what is answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from dukou.appeals.actions.appeals import TEXT, TITLE
from dukou.appeals.api.callers import LAST
from dukou.appeals.core.kinds import AppealState, Channel, Ending, RefusalGround, Satisfaction, VerdictKind
from dukou.casework.core.profiles import LegRole
from dukou.casework.core.states import ClockState, LegOutcome
from dukou.kit.answers import Answer, Sent, Words

Title = Annotated[str, Field(min_length=1, max_length=TITLE)]
Text = Annotated[str, Field(min_length=1, max_length=TEXT)]
MoreText = Annotated[str, Field(max_length=TEXT)]
Key = Annotated[str, Field(max_length=80)]
Units = Annotated[list[Key], Field(max_length=20)]
Row = Annotated[int, Field(ge=1, le=LAST)]


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
    """One appeal. Legs and every clock are told to the offices; `contact` null: not for this caller; `secret`: of the link to follow it."""

    line: AppealLine
    text: str
    place: str
    grade_label: Words
    channel_label: Words
    ground: RefusalGround | None
    contact: ContactTold | None
    legs: list[LegTold]
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


class ContactSent(Sent):
    """Whom to ask about it."""

    name: Annotated[str, Field(max_length=60)] = ""
    phone: Annotated[str, Field(max_length=40)] = ""


class AppealSent(Sent):
    """An appeal. `channel`: how it came, where an office files it for the firm; The same `form_key` files once."""

    firm: Key = Field(description="企业编号或统一社会信用代码 · Key or credit code of the firm")
    title: Title
    text: Text
    topic: Key = Field("", description="类别代号，空则按文字归类 · Key of a topic; empty: read off the text")
    place: Annotated[str, Field(max_length=200)] = ""
    contact: ContactSent = ContactSent()
    channel: Channel = Channel.API
    form_key: Annotated[str, Field(max_length=64)] = ""


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


class AcceptanceSent(Sent):
    """Accepted, under a topic and a grade; empty: those that it has."""

    topic: Key = ""
    grade: Key = ""


class RefusalSent(Sent):
    """Not accepted, on one of the closed grounds."""

    ground: RefusalGround
    words: Text


class TextSent(Sent):
    """Some sentences."""

    text: Text


class ReasonSent(Sent):
    """Why."""

    reason: Text


class MergeSent(Sent):
    """The other appeal, which goes on for both."""

    into: Row


class DispatchSent(Sent):
    """Who leads, who assists, who answers apart: keys of units."""

    lead: Key = ""
    assisting: Units = []
    separate: Units = []
    task: MoreText = ""


class RecallSent(ReasonSent):
    """The part that is taken back."""

    leg: Row


class LegAnswerSent(TextSent):
    """The answer of a unit that assists or answers apart."""

    leg: Row


class ReplySent(TextSent):
    """The lead's reply. Solved and in part say what was done, explained names its ground, on plan promises a working day yet to come."""

    verdict: VerdictKind
    done: MoreText = ""
    ground: MoreText = ""
    promised_on: date | None = None


class CallSent(Sent):
    """A call; null: not reached, or no grade given."""

    satisfaction: Satisfaction | None
    words: MoreText = ""


class RatingSent(Sent):
    """What the enterprise says itself."""

    satisfaction: Satisfaction
    words: MoreText = ""
