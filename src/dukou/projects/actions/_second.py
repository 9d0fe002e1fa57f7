"""What the word of a second person rests on: the project, locked before what waits for it, still worked on, its gates asked once more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.urls import reverse

from dukou.accounts.actions.approvals import Told
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import INTERNAL_READER
from dukou.kit.core.labels import Label, same
from dukou.projects.actions.refusals import ProjectOver
from dukou.projects.core.kinds import ProjectStatus
from dukou.projects.core.moves import Move
from dukou.projects.core.pipeline import Pipeline
from dukou.projects.models import AnnouncedDate, MoneyPaper, MoneyStatement, Project, PromiseStep, StageStep
from dukou.projects.queries.gates import Gate, gates_on

Row = TypeVar("Row", AnnouncedDate, MoneyPaper, MoneyStatement, PromiseStep, StageStep)

DECIDES = Permission.SEE_PROJECTS  # nobody confirms what he cannot open; the reasons that are told are not for everybody who approves
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


def stage_name(stages: Pipeline, key: str) -> Label:
    """What a stage is called; its key where the pack has it no more."""
    found = stages.stage(key)
    return found.name if found else same(key)


def called(row: Project) -> Told:
    """For approvals: the project by name and the investor, which the second person knows it by."""
    return [(Label("项目", "Project"), f"{row.name}（{row.key}）"), (Label("投资方", "Investor"), row.firm)]


def address_of(payload: dict[str, Any]) -> tuple[str, Label]:
    """For approvals: the page that shows what is decided on."""
    return reverse("projects:project", args=[payload["project"]]), Label("项目页", "the project")


def gates_again(row: Project, wanted: Move, stages: Pipeline, as_of: date) -> list[Gate]:
    """What the gates on the way say on the day of the confirmation."""
    return gates_on(_GATE_READER, row, wanted, stages, as_of)
