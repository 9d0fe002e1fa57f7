"""Gates: what the rule books of the stages on a way say of a project. The page, the act and the command line ask the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dukou.accounts.core.viewers import Viewer
from dukou.projects.core.moves import Move, move_of
from dukou.projects.core.pipeline import Pipeline, Stage
from dukou.projects.models import Project
from dukou.rules.core.answers import Answer
from dukou.rules.core.explaining import Explanation
from dukou.rules.queries.books import library, linked_for
from dukou.rules.queries.explanations import Asked, explained


@dataclass(frozen=True, slots=True)
class Gate:
    """What the gate of a stage says."""

    stage: Stage
    told: Explanation

    @property
    def is_open(self) -> bool:
        """Whether it says yes; unknown is not yes."""
        return self.told.answer is Answer.YES


def gates_on(viewer: Viewer, project: Project, move: Move, pipeline: Pipeline, as_of: date) -> list[Gate]:
    """What each gate on the way of a move says on a day."""
    shelf = library() if move.gates else None
    return [
        Gate(stage, explained(linked_for(stage.gate, as_of, pipeline.division, books=shelf), Asked(project.key, as_of), viewer=viewer))
        for stage in move.gates
    ]


def next_gate(viewer: Viewer, project: Project, pipeline: Pipeline, as_of: date) -> tuple[Stage | None, list[Gate]]:
    """The stage that comes next and what its gate says: shown before anyone tries. None where there is no further stage."""
    place = pipeline.place(project.stage)
    if place + 1 >= len(pipeline.stages):
        return None, []
    stage = pipeline.stages[place + 1]
    return stage, gates_on(viewer, project, move_of(pipeline, project.stage, stage.key), pipeline, as_of)
