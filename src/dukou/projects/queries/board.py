"""The board: how many projects are in each stage and since when, lights, what stands still. Few questions, however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min

from dukou.accounts.core.viewers import Viewer
from dukou.projects.core.kinds import MoveState, ProjectLight, ProjectStatus
from dukou.projects.core.pipeline import Overdue, Pipeline, Stage
from dukou.projects.models import AnnouncedDate, MoneyPaper, MoneyStatement, PromiseStep, StageStep
from dukou.projects.queries.standing import IN_WORK, light_is, long_in_stage, stands_still
from dukou.projects.queries.visibility import inner_projects, visible_projects


@dataclass(frozen=True, slots=True)
class StageCount:
    """The projects in work of one stage. `long`: for longer than it usually takes; `oldest`: since when the first of them is there."""

    stage: Stage
    count: int
    long: int
    red: int
    yellow: int
    oldest: date | None


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that the board shows, of the projects in sight."""

    stages: tuple[StageCount, ...]
    statuses: dict[ProjectStatus, int]
    overdue: tuple[tuple[Overdue, int], ...]

    @property
    def in_work(self) -> int:
        """The projects in work."""
        return sum(each.count for each in self.stages)

    @property
    def most(self) -> int:
        """The most that are in one stage; one where there are none."""
        return max([each.count for each in self.stages] + [1])


def board(viewer: Viewer, pipeline: Pipeline, today: date) -> Board:
    """The board in somebody's eyes."""
    seen = visible_projects.filter(viewer).order_by()
    rows = (
        seen.filter(IN_WORK)
        .values("stage")
        .annotate(
            count=Count("pk"),
            long=Count("pk", filter=long_in_stage(pipeline, today)),
            red=Count("pk", filter=light_is(ProjectLight.RED, pipeline, today)),
            yellow=Count("pk", filter=light_is(ProjectLight.YELLOW, pipeline, today)),
            oldest=Min("stage_since"),
        )
    )
    told: dict[str, dict[str, Any]] = {row["stage"]: dict(row) for row in rows}
    nothing: dict[str, Any] = {"count": 0, "long": 0, "red": 0, "yellow": 0, "oldest": None}
    statuses = dict(seen.values_list("status").annotate(count=Count("pk")))
    return Board(
        stages=tuple(StageCount(**nothing | told.get(stage.key, {}) | {"stage": stage}) for stage in pipeline.stages),
        statuses={status: statuses.get(status.value, 0) for status in ProjectStatus},
        overdue=tuple((rule, seen.filter(stands_still(rule, pipeline, today)).count()) for rule in pipeline.overdue),
    )


def waits_for_two(viewer: Viewer) -> int:
    """How many moves, dates, sums, papers and changes of promises wait for a second person, in projects that the viewer works on."""
    inner, waiting = inner_projects.filter(viewer).values("pk"), MoveState.WAITING.value
    found = [
        each.objects.filter(project__in=inner, state=waiting).count() for each in (StageStep, AnnouncedDate, MoneyStatement, MoneyPaper)
    ]
    return sum(found) + PromiseStep.objects.filter(promise__project__in=inner, state=waiting).count()
