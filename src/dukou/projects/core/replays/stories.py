"""A story as its replay names it: every date and number is a figure of the pack, with its source and place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dukou.figures.core.claims import Stated
from dukou.figures.core.quantities import Quantity
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period
from dukou.projects.core.replays.kinds import Milestone, Rung


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that the story leans on: its key, what it states, and where that stands."""

    key: str
    value: Stated
    place: Label

    @property
    def quantity(self) -> Quantity:
        """A number; asking it of a date or of words is a fault of ours, since the file was checked."""
        if not isinstance(self.value, Quantity):
            raise TypeError(f"{self.key} holds no quantity")
        return self.value

    @property
    def period(self) -> Period:
        """A date, as fine as the source gives it: a day, a month, a year."""
        if not isinstance(self.value, Period):
            raise TypeError(f"{self.key} holds no date")
        return self.value


@dataclass(frozen=True, slots=True)
class Dated:
    """A milestone. `taken`: what was taken for it, where the source dates something else."""

    figure: Told
    taken: Label | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Months that the source tells, and between which milestones they lie."""

    figure: Told
    what: Label
    first: Milestone
    last: Milestone


@dataclass(frozen=True, slots=True)
class Ahead:
    """The source says that a milestone came ahead of plan. `planned`: the date it was planned for; None: not told."""

    milestone: Milestone
    place: Label
    planned: Told | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """Money on one rung. `evidence`: how much of it papers bear out, as somebody stated; None: not told.

    `projects`: how many projects are told of beside it; `is_whole`: whether the sum is of exactly these; None: not told.
    """

    rung: Rung
    figure: Told
    taken: Label | None = None
    evidence: Told | None = None
    projects: Told | None = None
    is_whole: bool | None = None


@dataclass(frozen=True, slots=True)
class Land:
    """The land and what was invested on it."""

    area: Told
    investment: Told
    taken: Label | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """The unit that a duty list proposes, and where that list is from."""

    key: str
    name: Label
    source: Label | None = None


@dataclass(frozen=True, slots=True)
class Blocker:
    """What stood in the project's way. `topic`: what it is about, in the words of the duty list."""

    key: str
    name: Label
    topic: str
    place: Label


@dataclass(frozen=True, slots=True)
class Replay:
    """One story. `verified`: whether the published text was compared with papers of the project."""

    slug: str
    name: Label
    subject: str
    source: Label
    verified: bool
    milestones: Mapping[Milestone, Dated]
    spans: tuple[Span, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    money: tuple[Sum, ...] = ()
    land: Land | None = None
    blockers: tuple[Blocker, ...] = ()
