"""What is sent about appeals."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from dukou.appeals.actions.appeals import TEXT, TITLE
from dukou.appeals.api.callers import LAST
from dukou.appeals.core.kinds import Channel, RefusalGround, Satisfaction, VerdictKind
from dukou.kit.answers import Sent

Title = Annotated[str, Field(min_length=1, max_length=TITLE)]
Text = Annotated[str, Field(min_length=1, max_length=TEXT)]
MoreText = Annotated[str, Field(max_length=TEXT)]
Key = Annotated[str, Field(max_length=80)]
Units = Annotated[list[Key], Field(max_length=20)]
Row = Annotated[int, Field(ge=1, le=LAST)]


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


class ObjectionSent(ReasonSent):
    """Which part, why, on what basis, and the unit whose matter it is."""

    leg: Row
    basis: Text
    proposed: Key


class RulingSent(ReasonSent):
    """What is ruled on an objection. `unit`: to which the part goes where it is upheld; empty: to the one proposed."""

    is_upheld: bool
    unit: Key = ""


class ExtensionSent(ReasonSent):
    """How much more, in units of the deadline that the enterprise sees."""

    value: Annotated[int, Field(ge=1, le=100)]


class GrantSent(ReasonSent):
    """Whether more time is granted."""

    is_granted: bool
