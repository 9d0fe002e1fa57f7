"""What the word of a second person rests on: the project, locked before what waits for it, still worked on, its gates asked once more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import INTERNAL_READER
from dukou.projects.actions.refusals import ProjectOver
from dukou.projects.core.kinds import ProjectStatus
from dukou.projects.core.moves import Move
from dukou.projects.core.pipeline import Pipeline
from dukou.projects.models import AnnouncedDate, MoneyPaper, MoneyStatement, Project, PromiseStep, StageStep
from dukou.projects.queries.gates import Gate, gates_on

Row = TypeVar("Row", AnnouncedDate, MoneyPaper, MoneyStatement, PromiseStep, StageStep)

# a gate is asked for the whole administration: what the second person may see himself does not make it open or shut
_GATE_READER = replace(INTERNAL_READER, permissions=INTERNAL_READER.permissions | {Permission.SEE_PROJECTS})


def both_locked(rows: QuerySet[Row], number: int, project: str = "project") -> tuple[Row, Project]:
    """What waits and its project, locked until the transaction ends; `project`: the path from the one to the other.

    The project comes first, as in every act that begins with it: two who act on one project wait for each other and never for good.
    """
    key = rows.values_list(f"{project}_id", flat=True).get(pk=number)
    locked = Project.objects.select_for_update().get(pk=key)
    return rows.select_for_update(of=("self",)).get(pk=number), locked


def at_work(row: Project) -> Project:
    """A project that somebody works on: nothing comes to stand in one that was lost or abandoned meanwhile."""
    status = ProjectStatus.of(row.status)
    if status.is_over:
        raise ProjectOver(key=row.key, status=status.label)
    return row


def gates_again(row: Project, wanted: Move, stages: Pipeline, as_of: date) -> list[Gate]:
    """What the gates on the way say on the day of the confirmation."""
    return gates_on(_GATE_READER, row, wanted, stages, as_of)
