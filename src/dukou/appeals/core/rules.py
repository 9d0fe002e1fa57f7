"""What a district says of its appeals: the profile they run under, topics, duty list, ready answers, templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Self

from dukou.appeals.core.routing import DutyRow, Learning
from dukou.kit.core.labels import Label, same


@dataclass(frozen=True, slots=True)
class Topic:
    """What appeals are about. `words`: by which a text is recognised, when nobody has chosen."""

    key: str
    name: Label
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """A question that comes again, with its answer and where that stands."""

    key: str
    topic: str
    question: Label
    answer: Label
    source: Label


@dataclass(frozen=True, slots=True)
class ReplyTemplate:
    """The beginning of a reply, for a verdict or for any."""

    key: str
    name: Label
    text: str
    verdict: str = ""


@dataclass(frozen=True)
class DistrictRules:
    """The rules of a district. `send_back_at_most`: how often dissatisfaction returns a matter; `suppress_below`: smallest public count."""

    profile: str
    topics: tuple[Topic, ...] = ()
    duties: tuple[DutyRow, ...] = ()
    answers: tuple[KnownAnswer, ...] = ()
    templates: tuple[ReplyTemplate, ...] = ()
    send_back_at_most: int = 2
    suppress_below: int = 5
    learning: Learning = field(default=Learning())

    @cached_property
    def topic_names(self) -> dict[str, Label]:
        """The topics' names by key."""
        return {topic.key: topic.name for topic in self.topics}

    def topic_of(self, text: str) -> str:
        """The topic most of whose words stand in the text; the first among equals, empty where none does."""
        hits = {topic.key: sum(word in text for word in topic.words) for topic in self.topics}
        best = max(hits.values(), default=0)
        return next((key for key, count in hits.items() if count == best), "") if best else ""

    def answers_for(self, topic: str) -> list[KnownAnswer]:
        """The ready answers to a topic."""
        return [each for each in self.answers if each.topic == topic]

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> Self:
        """The rules that stored plain values tell."""
        learning = plain["learning"]
        return cls(
            profile=plain["profile"],
            topics=tuple(Topic(each["key"], Label.read(each["name"]), tuple(each["words"])) for each in plain["topics"]),
            duties=tuple(_duty(each) for each in plain["duties"]),
            answers=tuple(
                KnownAnswer(each["key"], each["topic"], Label.read(each["question"]), Label.read(each["answer"]), _source(each["source"]))
                for each in plain["answers"]
            ),
            templates=tuple(
                ReplyTemplate(each["key"], Label.read(each["name"]), each["text"], each["verdict"]) for each in plain["templates"]
            ),
            send_back_at_most=int(plain["send_back_at_most"]),
            suppress_below=int(plain["suppress_below"]),
            learning=Learning(int(learning["enough"]), float(learning["alike"]), int(learning["days"])),
        )


def _duty(plain: Mapping[str, Any]) -> DutyRow:
    until = plain["until"]
    return DutyRow(
        key=plain["key"],
        topic=plain["topic"],
        unit=plain["unit"],
        since=date.fromisoformat(plain["since"]),
        until=date.fromisoformat(until) if until else None,
        words=tuple(plain["words"]),
        place=plain["place"],
        source=_source(plain["source"]) if plain["source"] else "",
    )


def _source(plain: Mapping[str, str] | str) -> Label:
    """Where it stands, in both languages or as one name for both."""
    return same(plain) if isinstance(plain, str) else Label.read(plain)
