"""Named facts: what a room can state about a firm, a project, a cluster or a node of a chain on a day.

A fact is one function from many keys to what is known of each; one firm is a batch of one. A key that the answer leaves out is
unknown, which is never nought and never no. Rooms register theirs in `facts.py`; rule books, products and measures name them.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.labels import Label, LabelledEnum, same
from dukou.kit.core.periods import Period
from dukou.kit.core.refusals import Refusal
from dukou.kit.core.registry import Registry
from dukou.rules.core.visibility import Visibility


class SubjectKind(LabelledEnum):
    """What a fact is about."""

    ENTERPRISE = "enterprise", "企业", "enterprise"
    PROJECT = "project", "项目", "project"
    CLUSTER = "cluster", "集群", "cluster"
    NODE = "node", "产业链节点", "node of a chain"
    MEASURE = "measure", "政策措施", "measure of a policy"


class FactType(LabelledEnum):
    """What the value of a fact is."""

    QUANTITY = "quantity", "数值", "number with its unit"
    DATE = "date", "日期", "date"
    TEXT = "text", "文字", "words"
    TRUTH = "truth", "是否", "yes or no"
    LIST = "list", "清单", "list"


@dataclass(frozen=True, slots=True)
class Range:
    """A quantity of which only the ends are known, both included; None is no end on that side. It may be finer than its unit's base."""

    least: Decimal | None
    most: Decimal | None


FactValue = Decimal | Range | date | str | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """What is known of one subject: the value as the fact's type says, and where it comes from.

    `unit` is the unit's code and empty where there is none; `period` None where the value is of no period; `source` is the key of the
    source (a register, a delivered file), `place` the place in it, `ref` the claim that tells it, empty where it is none.
    """

    value: FactValue
    unit: str
    period: Period | None
    source: str
    known_on: date
    place: str = ""
    ref: str = ""


State = Callable[[Viewer, Sequence[str], date], Mapping[str, Stated]]
YearlyState = Callable[[Viewer, Sequence[str], date, int], Mapping[str, Stated]]  # the last: so many years before the last closed year

# Several facts of one sort asked at once: each by what it is called there and so many years back, told as by its own way.
Together = Callable[[Viewer, Sequence[str], date, Collection[tuple[Any, int]]], Mapping[tuple[Any, int], Mapping[str, Stated]]]


@dataclass(frozen=True, slots=True)
class FactFace:
    """What a fact is, without the way to it: all that rule books are read, checked and explained by.

    `is_yearly`: it is told of calendar years, so that `name@1` asks for the year before. `holder`: the office that holds it; `paper`: what
    proves it. `room`: the room that states it, empty where none does; `asks`: the rule books by whose answers it is stated.
    """

    name: str
    label: Label
    kind: SubjectKind
    holds: FactType
    unit: str
    is_yearly: bool
    holder: Label
    paper: Label | None
    visibility: Visibility
    room: str = ""
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that can be asked of many subjects at once.

    `unit`: in which a quantity is stated, empty otherwise. `source`: where such values come from, in words. `legal_ground`: by what the
    office may hold and use them. `visibility`: for whom they are meant; `state` itself leaves out what its viewer may not see.
    `yearly`: the way to earlier years, for a quantity told of calendar years; `state` is its year nought. `paper`: what proves it.
    `asks`: the slugs of the rule books whose answers it tells, where it tells such; they name no fact that leads back to it.
    `is_of_day`: it is reckoned of the day asked for, such as an age, and not of what was known by then.
    `many`: the way by which it is asked together with others of its sort, and what it is called there; None: it is asked by itself.
    """

    name: str
    label: Label
    kind: SubjectKind
    holds: FactType
    source: Label
    legal_ground: Label
    visibility: Visibility
    state: State
    unit: str = ""
    yearly: YearlyState | None = None
    paper: Label | None = None
    asks: tuple[str, ...] = ()
    is_of_day: bool = False
    many: tuple[Together, Any] | None = None

    @property
    def face(self) -> FactFace:
        """What it is, without the way to it."""
        return FactFace(
            self.name,
            self.label,
            self.kind,
            self.holds,
            self.unit,
            self.yearly is not None,
            self.source,
            self.paper,
            self.visibility,
            room_of(self.yearly or self.state),
            self.asks,
        )

    def __post_init__(self) -> None:
        if (self.holds is FactType.QUANTITY) != bool(self.unit):
            raise ValueError(f"{self.name}: a quantity has a unit, and nothing else has one")


FACTS: Registry[Fact] = Registry("fact")


def room_of(way: Callable[..., object]) -> str:
    """The room in which a way to facts is written; empty for what is no room's (a test's)."""
    house, _, within = getattr(way, "__module__", "").partition(".")
    return within.partition(".")[0] if house == "dukou" else ""


class UnknownFact(Refusal):
    """A name that no room states as a fact."""

    code = "rules.unknown_fact"
    status = 404
    what = Label("没有查到事实项“{name}”", "the fact “{name}” cannot be told")
    why = Label("没有哪个部分能说明“{name}”", "no room states a fact “{name}”")
    cure = Label("相近的有：{near}", "near ones: {near}")


def state_of(name: str, *, viewer: Viewer, keys: Sequence[str], as_of: date, facts: Registry[Fact] = FACTS) -> Mapping[str, Stated]:
    """What is known by a day of the fact `name` about each of the subjects; those of whom nothing is known are left out."""
    if name not in facts:
        near = difflib.get_close_matches(name, facts.keys(), n=3) or facts.keys()
        raise UnknownFact(name=name, near=same("、".join(near)) if near else Label("（无）", "(none)"))
    return facts[name].state(viewer, keys, as_of)
