"""One gate asked of many projects in one batch: each fact once for all of them, then the book's answer in short."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dukou.accounts.core.viewers import Viewer
from dukou.projects.queries.pipeline import pipeline
from dukou.rules.core.answers import Truth
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.queries import linked_for, sheets_of


def gates_of_many(viewer: Viewer, stage: str, keys: Sequence[str], on: date) -> dict[str, Truth]:
    """What the gate of a stage says of each project: yes, no, or None where not enough is known; yes where the stage has no gate.

    KeyError where the pipeline has no such stage.
    """
    stages = pipeline()
    gate = stages.stages[stages.place(stage)].gate
    if not gate:
        return dict.fromkeys(keys, True)
    book = linked_for(gate, on, stages.division)
    sheets = sheets_of([book], viewer=viewer, keys=keys, as_of=on)
    return {key: Evaluation(book, sheet.facts, on).answer() for key, sheet in sheets.items()}
