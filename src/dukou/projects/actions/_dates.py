"""The projection of a project's next date: by it lists show lights without reading the ledger."""

from __future__ import annotations

from dukou.projects.core.dates import next_line
from dukou.projects.core.pipeline import Pipeline
from dukou.projects.models import Project
from dukou.projects.queries.dates import ledger


def project_next(row: Project, stages: Pipeline) -> None:
    """Set the columns of the next date from the ledger; the caller saves the row."""
    line = next_line(ledger(row, stages))
    row.next_stage = line.stage.key if line else ""
    row.next_first = line.first if line else None
    row.next_slip = (line.standing - line.first).days if line and line.standing and line.first else None
