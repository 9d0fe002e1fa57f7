"""The pipeline as a pack states it: stages with their gates, what slip shows which light, and what the district counts.

A stage is the pack's; what it means is one of `Meaning`, so that a date ledger, a rate and a rule speak of the same step in every district.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from dukou.kit.core.labels import Label
from dukou.projects.core.kinds import Meaning, ProjectLight


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage. `gate`: slug of the rule book that must answer yes (empty: none); `within`: days it usually takes (None: no rule).

    `is_confirmed`: a second person confirms the entrance.
    """

    key: str
    name: Label
    means: Meaning
    gate: str = ""
    within: int | None = None
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Overdue:
    """One of the lists of what stands still (三未): it came to `after` more than `days` days ago and has not come to `before`."""

    key: str
    name: Label
    after: Meaning
    before: Meaning
    days: int


@dataclass(frozen=True, slots=True)
class Rate:
    """A conversion rate: of the projects that came to `of` within a period, those that have come to `to`."""

    key: str
    name: Label
    of: Meaning
    to: Meaning


@dataclass(frozen=True, slots=True)
class Pipeline:
    """All of it. `yellow`, `red`: days of slip from which a light shows; `protected`: days without a report until a lead is free again.

    `division`: code by which versions of rule books are chosen.
    `profile`: of the clocks of a lead (empty: none); `admission`, `counting`: slugs of rule books (empty: none).
    """

    stages: tuple[Stage, ...]
    lost: Mapping[str, Label]
    overdue: tuple[Overdue, ...]
    rates: tuple[Rate, ...]
    yellow: int
    red: int
    protected: int
    source: Label
    division: str = ""
    profile: str = ""
    admission: str = ""
    counting: str = ""

    def stage(self, key: str) -> Stage | None:
        """The stage of this key, or None."""
        return next((each for each in self.stages if each.key == key), None)

    def of(self, meaning: Meaning) -> Stage | None:
        """The stage that means this, or None where the pack has none."""
        return next((each for each in self.stages if each.means is meaning), None)

    def place(self, key: str) -> int:
        """The place of a stage in the order; KeyError where there is none."""
        for place, each in enumerate(self.stages):
            if each.key == key:
                return place
        raise KeyError(key)

    def between(self, before: str, after: str) -> tuple[Stage, ...]:
        """The stages that lie after `before`, up to and with `after`; none where `after` does not come later."""
        return self.stages[self.place(before) + 1 : self.place(after) + 1]

    def light(self, slip: int | None) -> ProjectLight:
        """The light for so many days of slip; None: no date was announced."""
        if slip is None:
            return ProjectLight.NONE
        return ProjectLight.RED if slip >= self.red else ProjectLight.YELLOW if slip >= self.yellow else ProjectLight.GREEN

    @classmethod
    def of_plain(cls, told: Mapping[str, Any]) -> Self:
        """Read from what a pack or the database holds; it has been checked."""
        return cls(
            stages=tuple(_stage(each) for each in told["stages"]),
            lost={each["key"]: Label.read(each["name"]) for each in told["lost"]},
            overdue=tuple(_overdue(each) for each in told["overdue"]),
            rates=tuple(_rate(each) for each in told["rates"]),
            yellow=told["lights"]["yellow"],
            red=told["lights"]["red"],
            protected=told["protected"],
            **{name: told[name] for name in ("division", "profile", "admission", "counting")},
            source=Label.read(told["source"]),
        )


def _stage(told: Mapping[str, Any]) -> Stage:
    return Stage(told["key"], Label.read(told["name"]), Meaning.of(told["means"]), told["gate"], told["within"], told["confirmed"])


def _overdue(told: Mapping[str, Any]) -> Overdue:
    return Overdue(told["key"], Label.read(told["name"]), Meaning.of(told["after"]), Meaning.of(told["before"]), told["days"])


def _rate(told: Mapping[str, Any]) -> Rate:
    return Rate(told["key"], Label.read(told["name"]), Meaning.of(told["of"]), Meaning.of(told["to"]))
