"""What became of the chains' invitations, as their room asks it; and where projects were lost."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.chains.queries.becoming import Became
from dukou.kit.core.labels import Label, same
from dukou.projects.core.kinds import ProjectStatus
from dukou.projects.core.pipeline import Pipeline
from dukou.projects.models import Project, StatusStep
from dukou.projects.queries.pipeline import pipeline_or_none
from dukou.projects.queries.visibility import inner_projects, visible_projects

_STANDS = Label("{stage}，{status}", "{stage}, {status}")


def of_invitations(viewer: Viewer, numbers: Sequence[int]) -> dict[int, Became]:
    """By number of the line the project in sight that came of it."""
    stages = pipeline_or_none()
    rows = visible_projects.filter(viewer, Project.objects.filter(invitation__in=list(numbers))).order_by("pk")
    return {row.invitation: _became(row, _stands(row, stages)) for row in rows if row.invitation is not None}


def lost_at(viewer: Viewer, node: str) -> list[Became]:
    """The projects lost at a node on which the viewer works, the last first, each with the reason and where it went; two queries."""
    stages = pipeline_or_none()
    rows = list(inner_projects.filter(viewer, Project.objects.filter(node=node, status=ProjectStatus.LOST.value)).order_by("-pk"))
    told = StatusStep.objects.filter(project__in=rows, status=ProjectStatus.LOST.value).order_by("pk")
    last = {step.project_id: step for step in told}  # later ones take the place of earlier ones
    return [_became(row, _why(last.get(row.pk), stages)) for row in rows]


def handing(viewer: Viewer, number: int) -> str:
    """Where a line is registered as a project; empty where the viewer may not, or the district has no stages."""
    if not viewer.may(Permission.KEEP_PROJECTS) or pipeline_or_none() is None:
        return ""
    return f"{reverse('projects:lead')}?invitation={number}"


def _became(row: Project, about: Label) -> Became:
    return Became(same(row.name), reverse("projects:project", args=[row.key]), about)


def _stands(row: Project, stages: Pipeline | None) -> Label:
    stage = stages.stage(row.stage) if stages else None
    return _STANDS.filled(stage=stage.name if stage else row.stage, status=ProjectStatus.of(row.status).label)


def _why(step: StatusStep | None, stages: Pipeline | None) -> Label:
    if step is None:
        return ProjectStatus.LOST.label
    reason = stages.lost.get(step.lost, same(step.lost)) if stages else same(step.lost)
    return Label("{reason}，去了{where}", "{reason}, to {where}").filled(reason=reason, where=step.lost_to) if step.lost_to else reason
