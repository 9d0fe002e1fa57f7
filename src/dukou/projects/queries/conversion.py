"""Conversion rates and lost projects, over the projects on which a viewer works: reasons and rates are for within."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dukou.accounts.core.viewers import Viewer
from dukou.projects.core.conversion import Converted, converted, course_of
from dukou.projects.core.kinds import MoveState, ProjectStatus
from dukou.projects.core.pipeline import Pipeline, Rate
from dukou.projects.models import Project, StageStep, StatusStep
from dukou.projects.queries.visibility import inner_projects

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lost:
    """Of these projects, those that were lost: how many, by the pack's reason, by node of a chain and reason, by where they went."""

    count: int
    by_reason: Mapping[str, int]
    by_node: Mapping[tuple[str, str], int]
    by_place: Mapping[str, int]


def rates_of(viewer: Viewer, stages: Pipeline) -> list[tuple[Rate, list[Converted]]]:
    """Each rate of the pack by year; two queries."""
    over = [status.value for status in ProjectStatus if status.is_over]
    inner = inner_projects.filter(viewer).order_by()
    seen = dict(inner.values_list("pk", "status"))
    steps: dict[int, list[tuple[str, date]]] = {key: [] for key in seen}
    rows = StageStep.objects.filter(state=MoveState.STANDS.value, project__in=inner.values("pk")).order_by()
    for project, stage, on in rows.values_list("project_id", "stage", "on").iterator(5000):
        if project in steps:  # one that was registered between the two queries is not
            steps[project].append((stage, on))
    courses = [course_of(each, stages, is_over=seen[key] in over) for key, each in steps.items()]
    return [(rate, converted(rate, courses)) for rate in stages.rates]


def lost_of(viewer: Viewer) -> Lost:
    """What was lost, each project once, by the reason that was told last."""
    rows = inner_projects.filter(viewer, Project.objects.filter(status=ProjectStatus.LOST.value)).order_by()
    nodes = dict(rows.values_list("pk", "node"))
    told = StatusStep.objects.filter(status=ProjectStatus.LOST.value, project__in=rows.values("pk")).order_by("pk")
    last = {
        project: (lost, where) for project, lost, where in told.values_list("project_id", "lost", "lost_to")
    }  # later ones take the place of earlier ones
    return Lost(
        len(nodes),
        _most(Counter(lost for lost, _ in last.values())),
        _most(Counter((node, last[project][0]) for project, node in nodes.items() if node and project in last)),
        _most(Counter(where for _, where in last.values() if where)),
    )


def made_up(viewer: Viewer) -> int:
    """How many of these projects are made up."""
    return inner_projects.filter(viewer, Project.objects.filter(is_synthetic=True)).count()


def _most(counted: Counter[T]) -> dict[T, int]:
    return dict(sorted(counted.items(), key=lambda each: (-each[1], str(each[0]))))
