"""The ledger of dates: every day that was announced for a stage stays, the newest stands, and slip is reckoned from the first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dukou.projects.core.pipeline import Pipeline, Stage


@dataclass(frozen=True, slots=True)
class Announced:
    """One day announced for a stage, as it stood: by whom, on which day that was said, and why it moved (empty for the first)."""

    day: date
    said_by: str
    said_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DateLine:
    """One stage of a project: what was announced for it in the order it was said, and the day it was reached (None: not yet)."""

    stage: Stage
    announced: tuple[Announced, ...]
    reached: date | None = None

    @property
    def first(self) -> date | None:
        """The day announced first."""
        return self.announced[0].day if self.announced else None

    @property
    def standing(self) -> date | None:
        """The day that stands."""
        return self.announced[-1].day if self.announced else None

    @property
    def without_words(self) -> DateLine:
        """The same days, without who announced them and why they moved: what is told outside the administration."""
        return replace(self, announced=tuple(replace(each, said_by="", reason="") for each in self.announced))

    def slip(self, as_of: date) -> int | None:
        """Days between the day announced first and the day it was reached, or the later of what stands and today; None: nothing announced.

        Below nought: ahead of the first announcement.
        """
        if self.first is None or self.standing is None:
            return None
        return ((self.reached or max(self.standing, as_of)) - self.first).days


def lines_of(pipeline: Pipeline, announced: Mapping[str, Sequence[Announced]], reached: Mapping[str, date]) -> list[DateLine]:
    """A line for every stage that has a date or was reached, in their order."""
    found = [DateLine(stage, tuple(announced.get(stage.key, ())), reached.get(stage.key)) for stage in pipeline.stages]
    return [line for line in found if line.announced or line.reached]


def next_line(lines: Iterable[DateLine]) -> DateLine | None:
    """The first stage that has a date and is not reached: by its slip a project's light shows."""
    return next((line for line in lines if line.announced and line.reached is None), None)


def out_of_order(pipeline: Pipeline, lines: Iterable[DateLine], stage: str, day: date) -> DateLine | None:
    """The line that a day for a stage would contradict: an earlier stage with a later day, or a later stage with an earlier one."""
    place = pipeline.place(stage)
    for line in lines:
        other = line.reached or line.standing
        if other is None or line.stage.key == stage:
            continue
        is_before = pipeline.place(line.stage.key) < place
        if (is_before and other > day) or (not is_before and other < day):
            return line
    return None
