"""`appeals.yaml`: how a district handles what its enterprises ask for."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from dukou.appeals.core.kinds import VerdictKind
from dukou.kit.packfiles.schemas import Schema, Words

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]


class TopicEntry(Schema):
    """What appeals are about; `words` by which a text is recognised."""

    key: Key
    name: Words
    words: tuple[str, ...] = ()


class DutyEntry(Schema):
    """One row of the duty list: the unit whose matter a topic is, for texts with any of `words`, within `place` (division code)."""

    key: Key
    topic: Key
    unit: Key
    since: date
    until: date | None = None
    words: tuple[str, ...] = ()
    place: Annotated[str, StringConstraints(pattern=r"^\d{0,12}$")] = ""
    source: Words | str = ""


class AnswerEntry(Schema):
    """A question that comes again, with its answer and where that stands."""

    key: Key
    topic: Key
    question: Words
    answer: Words
    source: Words | str


class TemplateEntry(Schema):
    """The beginning of a reply, for one verdict or for any."""

    key: Key
    name: Words
    text: str
    verdict: VerdictKind | None = None


class LearningEntry(Schema):
    """When rulings outweigh the duty list: from `enough` of them, alike by `alike` (0 to 1), of the last `days`."""

    enough: int = Field(default=3, ge=1, le=100)
    alike: float = Field(default=0.2, gt=0, le=1)
    days: int = Field(default=730, ge=1, le=3660)


class AppealsEntry(Schema):
    """`profile`: key of the service profile (`profiles/`). `send_back_at_most`: how often dissatisfaction returns a matter."""

    profile: Key
    send_back_at_most: int = Field(default=2, ge=0, le=10)
    suppress_below: int = Field(default=5, ge=1, le=100)
    topics: tuple[TopicEntry, ...] = ()
    duties: tuple[DutyEntry, ...] = ()
    answers: tuple[AnswerEntry, ...] = ()
    templates: tuple[TemplateEntry, ...] = ()
    learning: LearningEntry = LearningEntry()
