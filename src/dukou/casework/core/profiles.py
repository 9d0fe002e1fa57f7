"""Service profiles: which clocks a case has, how they are counted, what their end means, and who hears of it. All of it is data.

Day counts differ from place to place, so they are never code. A case is pinned to the version of the profile it began under.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from dukou.casework.core.budgets import Budget, BudgetUnit, Convention
from dukou.kit.core.labels import Label, LabelledEnum

OUTER = "outer"  # the clock that the enterprise sees
HANDLING_KEYS = ("contact", "verdict", "lead", "assist", "separate", OUTER, "objection", "ruling", "call_back")
# Of an affair: the window's time to name what is missing (its end accepts), the applicant's to bring it, and what units do together.
ACCEPTANCE, SUPPLEMENT = "acceptance", "supplement"
AFFAIR_KEYS = (ACCEPTANCE, SUPPLEMENT, "survey", "answer", "works")
# Of a lead of an investment: known to registered, registered to judged, the word back to whoever named it, and each report after the last.
LEAD_KEYS = ("registered", "judged", "fed_back", "reported")
# Of a firm's credit records: an application for repair to its acceptance, acceptance to the ruling, a dispute to its ruling. A dispute of
# another fact about the firm has the clock of that name too.
CREDIT_KEYS = ("repair_accepted", "repair_ruled", "dispute_ruled")
# Of an application to a bank: sent to answered, by an offer or by a refusal with its reason.
FINANCE_KEYS = ("bank_answer",)
CLOCK_KEYS = (*HANDLING_KEYS, *AFFAIR_KEYS, *LEAD_KEYS, *CREDIT_KEYS, *FINANCE_KEYS)
_PART = re.compile(r"part-[a-z0-9]+(?:-[a-z0-9]+)*")  # of one matter's part: `part-water`


class Expiry(LabelledEnum):
    """What it means that a clock has run out."""

    NOTHING = "nothing", "不自动处理，只记录", "nothing but a note"
    ESCALATE = "escalate", "升级督办", "it is escalated"
    DEEMED_AGREED = "deemed_agreed", "逾期视为同意", "deemed agreed"
    RETURNED = "returned", "退回派单人", "returned to whoever dispatched it"


class Rung(LabelledEnum):
    """The rungs of the ladder, from the lowest up; each is taken once for a clock, in this order."""

    REMINDER = "reminder", "到期提醒", "reminder"
    EXPIRY = "expiry", "到期", "run out"
    URGE = "urge", "催办", "urged"
    SUPERVISE = "supervise", "督办", "supervised"
    CIRCULAR = "circular", "通报", "circular"
    LEADER = "leader", "报区领导", "put before a leader"

    @property
    def height(self) -> int:
        """Its place on the ladder."""
        return list(Rung).index(self)


WAITING = frozenset({OUTER, "lead", "separate"})  # what stands still while others than the offices have the case
WINDOWS = frozenset({"objection", SUPPLEMENT})  # their end closes an opportunity: nobody is late by it, and nobody is urged


_MILD = (Expiry.NOTHING, Expiry.ESCALATE)
_EXPIRIES = {
    ACCEPTANCE: (Expiry.DEEMED_AGREED,),  # silence accepts: nothing else may follow from it
    SUPPLEMENT: (Expiry.NOTHING,),  # what follows for the applicant is the room's to say
    "survey": (*_MILD, Expiry.DEEMED_AGREED),
    "answer": _MILD,
    "works": _MILD,
    **dict.fromkeys(LEAD_KEYS, _MILD),  # nobody agrees to a lead by silence, and nobody dispatched it
    **dict.fromkeys(CREDIT_KEYS, _MILD),  # nor is a record repaired or corrected by silence
    **dict.fromkeys(FINANCE_KEYS, _MILD),  # nor does silence lend
}


def is_part_key(key: str) -> bool:
    """Whether it is the key of the clock of one matter's part."""
    return _PART.fullmatch(key) is not None


def expiries_of(key: str) -> tuple[Expiry, ...]:
    """What the end of a clock may mean. A part cannot be returned: nobody dispatched it, the applicant chose it."""
    return (*_MILD, Expiry.DEEMED_AGREED) if is_part_key(key) else _EXPIRIES.get(key, tuple(Expiry))


class LegRole(LabelledEnum):
    """What a unit has to do in a case: one leads, others assist it, or each answers its own part."""

    LEAD = "lead", "主办", "lead"
    ASSIST = "assist", "协办", "assisting"
    SEPARATE = "separate", "分办", "answers its part"


@dataclass(frozen=True, slots=True)
class ExtensionRule:
    """How often a clock may be extended, by how many of its units in all, and how long before it runs out that has to be asked."""

    times: int
    most: int
    ask_before: Budget | None = None


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One clock: its name, the time it gives, what its end means, and whether it may be extended or stand still."""

    key: str
    name: Label
    within: Budget
    expiry: Expiry = Expiry.NOTHING
    extension: ExtensionRule | None = None
    may_pause: bool = True


@dataclass(frozen=True, slots=True)
class RungRule:
    """When a rung is due, counted from the end of the clock: `before` it (a reminder), or `after` it."""

    rung: Rung
    offset: Budget
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade of cases (ordinary, complex, urgent), with its clocks by key."""

    key: str
    name: Label
    clocks: Mapping[str, ClockRule]


@dataclass(frozen=True)
class Profile:
    """One text of a profile. `version`: hash of the text; `is_official`: whether a published rule stands behind it; `grades`: by key."""

    key: str
    version: str
    name: Label
    is_official: bool
    calendar: str
    convention: Convention
    grades: Mapping[str, Grade]
    ladder: tuple[RungRule, ...]

    @cached_property
    def usual(self) -> str:
        """The grade of a case of which nothing more is known: the first."""
        return next(iter(self.grades))

    def clock(self, grade: str, key: str) -> ClockRule | None:
        """The rule of a clock in a grade; None where the grade has no such clock."""
        return self.grades[grade].clocks.get(key)

    @classmethod
    def read(cls, key: str, version: str, content: Mapping[str, Any]) -> Self:
        """The profile that stored plain values tell; a KeyError or ValueError where they do not.

        `sequence` names the grades in order, for a database need not keep that of keys.
        """
        told = {name: content["grades"][name] for name in content.get("sequence", content["grades"])}
        grades = {name: Grade(name, Label.read(each["name"]), _clocks(each["clocks"])) for name, each in told.items()}
        ladder = tuple(sorted((_rung(each) for each in content["ladder"]), key=lambda rule: rule.rung.height))
        convention = Convention.read(content["convention"])
        return cls(key, version, Label.read(content["name"]), bool(content["official"]), content["calendar"], convention, grades, ladder)


def budget_of(text: str) -> Budget:
    """`3 workdays`, `1 hour`, `24 hours`, `7 days`, `4 office_hours`; a ValueError for anything else."""
    value, _, unit = text.strip().partition(" ")
    unit = unit.strip().replace(" ", "_")
    return Budget(int(value), BudgetUnit.of(unit if unit.endswith("s") else f"{unit}s"))


def _clocks(plain: Mapping[str, Any]) -> dict[str, ClockRule]:
    return {key: _clock(key, each) for key, each in plain.items()}


def _clock(key: str, plain: Mapping[str, Any]) -> ClockRule:
    asked = plain.get("extension")
    extension = asked and ExtensionRule(
        int(asked["times"]), int(asked["most"]), budget_of(asked["ask_before"]) if asked.get("ask_before") else None
    )
    expiry, may_pause = Expiry.of(plain.get("expiry", Expiry.NOTHING.value)), bool(plain.get("may_pause", True))
    return ClockRule(key, Label.read(plain["name"]), budget_of(plain["within"]), expiry, extension or None, may_pause)


def _rung(plain: Mapping[str, Any]) -> RungRule:
    is_before = "before" in plain
    return RungRule(Rung.of(plain["rung"]), budget_of(plain["before" if is_before else "after"]), is_before)
