"""A move into another stage: which way it goes, what it jumps, whether it takes a reason or a second person."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.projects.core.pipeline import Pipeline, Stage


@dataclass(frozen=True, slots=True)
class Move:
    """A move from a stage to another. `way`: the stages it comes to, the last being its end; empty where it goes back."""

    before: Stage
    to: Stage
    way: tuple[Stage, ...]

    @property
    def is_back(self) -> bool:
        """Whether it goes back."""
        return not self.way

    @property
    def skipped(self) -> tuple[Stage, ...]:
        """The stages that it jumps over."""
        return self.way[:-1]

    @property
    def gates(self) -> tuple[Stage, ...]:
        """The stages on the way whose gate is asked: a jump does not get round a gate."""
        return tuple(stage for stage in self.way if stage.gate)

    @property
    def takes_reason(self) -> bool:
        """Whether it has to be explained: who jumps or goes back says why."""
        return self.is_back or bool(self.skipped)

    @property
    def takes_two(self) -> bool:
        """Whether a second person confirms it: one of the stages on the way says so, or one that says so is left again."""
        return any(stage.is_confirmed for stage in self.way) or (self.is_back and self.before.is_confirmed)


def move_of(pipeline: Pipeline, before: str, to: str) -> Move:
    """The move between two stages of the pipeline; KeyError where one of them is not there."""
    first, last = pipeline.stages[pipeline.place(before)], pipeline.stages[pipeline.place(to)]
    return Move(first, last, pipeline.between(before, to))
