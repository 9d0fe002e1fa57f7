"""What holds for all fields: the default policy of checks by level of risk, and the rules of repair with their dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from dukou.credit.core.kinds import Level, Severity
from dukou.credit.core.months import months_after
from dukou.credit.core.schemes import GradeRule
from dukou.kit.core.labels import Label


@dataclass(frozen=True, slots=True)
class Checks:
    """How often the firms of a grade are checked: shares in hundredths of a percent, visits a firm bears in a year (None: as needed)."""

    least: int
    most: int
    visits: int | None


@dataclass(frozen=True, slots=True)
class Times:
    """The shortest and longest time of publication of a severity, in months, and whether it is published at all."""

    least: int
    most: int
    is_published: bool


@dataclass(frozen=True, slots=True)
class RepairRule:
    """One dated version of the rules of repair; `conditions`: what the firm has to have done."""

    version: str
    title: Label
    since: date
    until: date | None
    times: Mapping[Severity, Times]
    conditions: tuple[Label, ...]

    def published(self, severity: Severity, decided_on: date) -> tuple[date | None, date | None]:
        """From when until when (included) a record of that day is shown where its paper says nothing; neither where it never is."""
        told = self.times[severity]
        if not told.is_published:
            return None, None
        return decided_on, months_after(decided_on, told.most) - timedelta(days=1)

    def repairable_on(self, severity: Severity, decided_on: date, published_on: date | None) -> date:
        """The first day on which the record can be repaired: its shortest time after it was first shown, at once where it never was."""
        return months_after(published_on, self.times[severity].least) if published_on else decided_on


@dataclass(frozen=True, slots=True)
class Expected:
    """How firms were spread over the levels of risk somewhere, with where that was."""

    title: Label
    firms: Mapping[Level, int]


@dataclass(frozen=True)
class Frame:
    """The whole of it. `control`: the share of a list that is drawn whatever the grade, in hundredths of a percent.

    `soon`: so many days after a visit another one is no repeat. `expected`: the spread that distributions are held against, if any.
    """

    levels: Mapping[Level, Checks]
    policy: Label
    repairs: tuple[RepairRule, ...]
    lead: str
    division: str
    composite: str
    profile: str
    control: int
    soon: int
    expected: Expected | None = None

    def checks(self, grade: GradeRule) -> Checks:
        """What the grade says of checks, else the default policy for its level."""
        if grade.has_checks and grade.least is not None and grade.most is not None:
            return Checks(grade.least, grade.most, grade.visits)
        return self.levels[grade.level]

    def repair_on(self, day: date) -> RepairRule | None:
        """The rules of repair in force on a day."""
        fit = [each for each in self.repairs if each.since <= day and (each.until is None or day <= each.until)]
        return max(fit, key=lambda each: each.since, default=None)

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> Self:
        """The frame that stored plain values tell."""
        levels = {Level.of(key): _checks(each) for key, each in plain["policy"]["levels"].items()}
        repairs = tuple(_rule(each) for each in plain["repair"])
        named = {name: plain.get(name) or "" for name in ("lead", "division", "composite", "profile")}
        policy, soon = Label.read(plain["policy"]["source"]["title"]), plain["soon"]
        return cls(levels, policy, repairs, **named, control=plain["control"] * 100, soon=soon, expected=_expected(plain.get("expected")))


def _checks(plain: Mapping[str, Any]) -> Checks:
    return Checks(plain["least"] * 100, plain["most"] * 100, plain.get("visits"))


def _expected(plain: Mapping[str, Any] | None) -> Expected | None:
    if not plain:
        return None
    return Expected(Label.read(plain["source"]["title"]), {Level.of(key): count for key, count in plain["firms"].items()})


def _rule(plain: Mapping[str, Any]) -> RepairRule:
    times = {Severity.of(key): Times(each["least"], each["most"], each["published"]) for key, each in plain["classes"].items()}
    until = plain.get("until")
    return RepairRule(
        plain["version"],
        Label.read(plain["source"]["title"]),
        date.fromisoformat(plain["from"]),
        date.fromisoformat(until) if until else None,
        times,
        tuple(Label.read(each) for each in plain["conditions"]),
    )
