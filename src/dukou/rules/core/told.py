"""Answers of rule books and their reasons as JSON doors tell them: the types of their `as_dict`."""

from __future__ import annotations

from datetime import date

from dukou.kit.core.told import Told, Words
from dukou.rules.core.answers import Answer, Finding
from dukou.rules.core.books import Joint
from dukou.rules.core.checks import Direction


class MissingTold(Told):
    """A fact that is wanting: who holds it, what proves it. `known_of`: the period of what is known, where it is of another."""

    fact: str
    name: str
    label: Words
    year: int | None
    holder: Words
    paper: Words | None
    known_of: str


class CheckTold(Told):
    """One comparison: what is there, what is wanted, and how far it misses, which way."""

    what: Words
    answer: Answer
    have: Words
    need: Words
    short: Words | None = None
    direction: Direction | None = None


class UsedTold(Told):
    """A fact that was used, `back` years earlier. Without a source it was handed in."""

    fact: str
    label: Words
    back: int
    value: Words
    source: str | None = None
    place: str | None = None
    known_on: date | None = None
    period: str | None = None


class ReasonTold(Told):
    """One sentence with its answer. `waived_by`: the clause of the exception that made it hold. `parts`: the sentences within it.

    `finding`: of a sentence that names what must not be, whether it was found.
    """

    path: str
    clause: str
    text: Words | None
    answer: Answer
    is_veto: bool
    unverified: bool
    checks: list[CheckTold] = []
    facts: list[UsedTold] = []
    missing: list[MissingTold] = []
    hint: Words | None = None
    finding: Finding | None = None
    waived_by: str | None = None
    joint: Joint | None = None
    parts: list[ReasonTold] = []


class TakenTold(Told):
    """A word that was handed in by its beginning or in a short form, and the word of the list that it was taken for."""

    name: str
    said: str
    taken: str
    label: Words


class LineTold(Told):
    """One row of a table, or one item of a score, that bears on the value: what it gives, and whether it fits."""

    clause: str
    text: Words
    gives: Words
    answer: Answer
    unverified: bool
    checks: list[CheckTold]


class BoundsTold(Told):
    """A number that is known between bounds; null: no bound on that side."""

    least: str | None
    most: str | None


class ExplanationTold(Told):
    """The answer of one version with its reasons. Numbers are texts with all their digits; `possible`: the words the value can be."""

    book: str
    version: str
    sha256: str
    as_of: date
    answer: Answer
    answer_label: Words
    unverified: bool
    value: BoundsTold | bool | str | None = None
    value_label: Words | None = None
    possible: list[str] = []
    taken: list[TakenTold] = []
    missing: list[MissingTold]
    reasons: list[ReasonTold | LineTold]
