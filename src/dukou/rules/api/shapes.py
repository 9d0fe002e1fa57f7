"""What is sent to rule books and what they answer."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, WithJsonSchema

from dukou.kit.answers import Answer, Sent, Words
from dukou.rules.core.books import Joint, Seen
from dukou.rules.core.facts import FactType, SubjectKind
from dukou.rules.core.standings import Standing
from dukou.rules.core.told import ExplanationTold

MOST_FACTS = 200
_PLAIN: list[dict[str, Any]] = [
    {"type": "string", "maxLength": 200},
    {"type": "integer"},
    {"type": "boolean"},
    {"type": "array", "items": {"type": "string", "maxLength": 200}, "maxItems": MOST_FACTS},
    {"type": "null"},
]
_WITH_UNIT = {
    "type": "object",
    "required": ["value"],
    "additionalProperties": False,
    "properties": {
        "value": {"anyOf": _PLAIN},
        "unit": {"type": "string"},
        "period": {"type": "string"},
        "source": {"type": "string"},
        "place": {"type": "string"},
        "known_on": {"type": "string"},
    },
}
FactsSent = Annotated[
    dict[str, Any],
    WithJsonSchema({"type": "object", "maxProperties": MOST_FACTS, "additionalProperties": {"anyOf": [*_PLAIN, _WITH_UNIT]}}),
    Field(max_length=MOST_FACTS),
]


class BookLine(Answer):
    """One text of one version of a rule book. `place` empty: the whole country; `until`: the last day in force."""

    book: str
    version: str
    name: Words
    kind: SubjectKind
    place: str
    since: date
    until: date | None
    standing: Standing
    sha256: str


class SourceTold(Answer):
    """The document that a book is written from, and what its writer had before him."""

    title: Words
    number: str
    issuer: Words | None
    seen: Seen
    sha256: str
    note: Words | None


class FactLeantOn(Answer):
    """A fact that the book leans on: its name in the book and in the house, who holds it, what proves it."""

    name: str
    fact: str
    label: Words
    holds: FactType
    unit: str
    is_yearly: bool
    may_be_older: int
    holder: Words
    paper: Words | None


class Beneath(Answer):
    """Another book whose answer this one uses, under its name in this one."""

    name: str
    book: str
    version: str


class ConditionTold(Answer):
    """One sentence. `test`: as the book writes it, empty where parts are joined; `asks`: the same in words."""

    path: str
    clause: str
    text: Words | None
    joint: Joint
    count: int
    test: str
    asks: Words
    hint: Words | None
    unverified: bool
    parts: list[ConditionTold]
    exceptions: list[ConditionTold]


class RowTold(Answer):
    """One row of a table or one band of a score: what it asks of each input (of nothing: otherwise), and what it gives."""

    clause: str
    text: Words | None
    asks: list[Words]
    gives: str
    gives_label: Words
    unverified: bool


class DefinitionTold(Answer):
    """A value that the book computes. `reckoned`: how, where no table gives it; `cap`: the most points of a score."""

    name: str
    label: Words
    kind: Literal["computed", "table", "score"]
    unit: str
    cap: str | None
    reckoned: Words | None
    inputs: list[Words]
    rows: list[RowTold]


class BookTold(BookLine):
    """A version clause by clause. `unverified`: it, or a sentence of it, is not compared with the original."""

    about: Words | None
    supersedes: str
    source: SourceTold
    unverified: bool
    facts: list[FactLeantOn]
    beneath: list[Beneath]
    requires: list[ConditionTold]
    vetoes: list[ConditionTold]
    value: str
    definitions: list[DefinitionTold]


class AnswerTold(ExplanationTold):
    """The answer about one subject."""

    kind: SubjectKind
    key: str
    name: Words
    place: str


class ExplainSent(Sent):
    """Facts by their name in the book or in the house; `@1` behind a name: of the year before. What is left out is unknown."""

    facts: Annotated[
        FactsSent,
        Field(description="数带单位，小数用文本，如 39999.99万元 · Numbers with their unit, decimals as text, such as 39999.99万元"),
    ] = {}
    as_of: date | None = Field(None, description="判断的日期，缺省今天 · Day of the answer, today by default")
    place: Annotated[str, Field(max_length=12, description="区划代码，选所引规则的版本 · Division code: chooses the versions beneath")] = ""
