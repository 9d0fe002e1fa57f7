"""A measure of a policy as plain values: what it gives, to whom, in which window, by which channel, with which papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dukou.kit.core.labels import Label
from dukou.policies.core.benefits import Benefit
from dukou.policies.core.kinds import Channel, Opening
from dukou.policies.core.papers import Requirement
from dukou.rules.core.facts import SubjectKind


@dataclass(frozen=True, slots=True)
class Window:
    """When a measure is taken in; both days included, None is no bound. `batch`: how offices speak of the round."""

    opens: date | None = None
    closes: date | None = None
    batch: Label | None = None

    def on(self, day: date) -> Opening:
        """Whether it is open on a day."""
        if self.opens is not None and day < self.opens:
            return Opening.AHEAD
        return Opening.CLOSED if self.closes is not None and day > self.closes else Opening.OPEN

    def begins_on(self, day: date) -> date:
        """The first day of the window in which a claim of that day counts once; without both bounds every calendar year is one."""
        return self.opens if self.opens is not None and self.closes is not None else date(day.year, 1, 1)

    def is_one(self, day: date, other: date) -> bool:
        """Whether two days lie in one window, so that a firm claims once on both."""
        if self.opens is None or self.closes is None:
            return day.year == other.year
        return all(self.opens <= each <= self.closes for each in (day, other))

    @property
    def label(self) -> Label:
        """The window in words."""
        if self.opens is None and self.closes is None:
            span = Label("常年受理", "all year round")
        elif self.closes is None:
            span = Label(f"{self.opens} 起", f"from {self.opens}")
        elif self.opens is None:
            span = Label(f"至 {self.closes}", f"until {self.closes}")
        else:
            span = Label(f"{self.opens} 至 {self.closes}", f"{self.opens} to {self.closes}")
        return Label(f"{span.zh}（{self.batch.zh}）", f"{span.en} ({self.batch.en})") if self.batch else span


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way: its name, the office that takes it (key), within how many working days."""

    label: Label
    office: str
    working_days: int


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure as one text of it says. `conditions`: slug of a rule book; empty: only the title is known.

    `budget`: fen a year. `department` handles it, `payer` pays; both keys of organisations. `since` and `until`: in force, both included.
    """

    key: str
    policy: str
    label: Label
    clause: str = ""
    text: Label | None = None
    kind: SubjectKind = SubjectKind.ENTERPRISE
    conditions: str = ""
    place: str = ""
    benefit: Benefit | None = None
    budget: int | None = None
    window: Window = Window()
    channel: Channel | None = None
    steps: tuple[Step, ...] = ()
    materials: tuple[Requirement, ...] = ()
    groups: tuple[str, ...] = ()
    department: str = ""
    payer: str = ""
    since: date | None = None
    until: date | None = None
    is_example: bool = False

    @property
    def is_title_only(self) -> bool:
        """Whether nothing but its title is known, so that it can be neither matched nor claimed."""
        return not self.conditions or self.benefit is None

    def is_in_force(self, on: date) -> bool:
        """Whether it holds on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def opening(self, on: date) -> Opening:
        """Whether it can be claimed on a day: within its window, and only as long as it is in force."""
        if self.is_in_force(on):
            return self.window.on(on)
        return Opening.AHEAD if self.since is not None and on < self.since else Opening.CLOSED

    @property
    def working_days(self) -> int:
        """The working days that all its steps may take together."""
        return sum(step.working_days for step in self.steps)

    def plain(self) -> dict[str, Any]:
        """As JSON that reads back exactly; the text of a version."""
        return {
            "key": self.key,
            "policy": self.policy,
            "name": self.label.as_dict(),
            "clause": self.clause,
            "text": self.text.as_dict() if self.text else None,
            "kind": self.kind.value,
            "conditions": self.conditions,
            "place": self.place,
            "benefit": self.benefit.plain() if self.benefit else None,
            "budget": self.budget,
            "window": [_iso(self.window.opens), _iso(self.window.closes), self.window.batch.as_dict() if self.window.batch else None],
            "channel": self.channel.value if self.channel else "",
            "steps": [[step.label.as_dict(), step.office, step.working_days] for step in self.steps],
            "materials": [[list(each.papers), each.fact] for each in self.materials],
            "groups": list(self.groups),
            "department": self.department,
            "payer": self.payer,
            "since": _iso(self.since),
            "until": _iso(self.until),
            "is_example": self.is_example,
        }

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> Measure:
        """The measure that `plain` wrote."""
        opens, closes, batch = plain["window"]
        same = ("key", "policy", "clause", "conditions", "place", "budget", "department", "payer", "is_example")
        return cls(
            **{name: plain[name] for name in same},
            label=Label(**plain["name"]),
            text=Label(**plain["text"]) if plain["text"] else None,
            kind=SubjectKind.of(plain["kind"]),
            benefit=Benefit.of_plain(plain["benefit"]) if plain["benefit"] else None,
            window=Window(_day(opens), _day(closes), Label(**batch) if batch else None),
            channel=Channel.of(plain["channel"]) if plain["channel"] else None,
            steps=tuple(Step(Label(**label), office, days) for label, office, days in plain["steps"]),
            materials=tuple(Requirement(plain["key"], tuple(papers), fact) for papers, fact in plain["materials"]),
            groups=tuple(plain["groups"]),
            since=_day(plain["since"]),
            until=_day(plain["until"]),
        )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
