"""Tables of projects for the warehouse: the projects, the stages they came to, the days that were announced.

Not lent: who claimed or confirmed, reasons, referrers and what a project is about. Name and code of an investor whose code begins with 92
(个体工商户) often are a person's own, so they are missing there.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Case, CharField, F, Q, QuerySet, When
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncDate

from dukou.kit.core.labels import Label
from dukou.projects.core.kinds import MoveState
from dukou.projects.models import AnnouncedDate, Project, StageStep
from dukou.warehouse.core.columns import ColumnType
from dukou.warehouse.queries.declared import Column, SnapshotTable, lend

_PROJECT = Column("project", ColumnType.TEXT, "project__key")
_STAGE = Column("stage", ColumnType.TEXT)


def _unless_personal(field: str) -> Combinable:
    return Case(When(~Q(code__startswith="92"), then=F(field)), output_field=CharField())


def _projects(known_on: date) -> QuerySet[Project]:
    """The projects registered by the day, as they stand now."""
    return Project.objects.filter(registered_at__date__lte=known_on).order_by("pk")


def _steps(known_on: date) -> QuerySet[StageStep]:
    """The moves that stood by the day."""
    return StageStep.objects.filter(recorded_at__date__lte=known_on, state=MoveState.STANDS.value).order_by("pk")


def _dates(known_on: date) -> QuerySet[AnnouncedDate]:
    """The days that were announced by the day and stand."""
    return AnnouncedDate.objects.filter(recorded_at__date__lte=known_on, state=MoveState.STANDS.value).order_by("pk")


lend(
    SnapshotTable(
        name="project",
        room="projects",
        says=Label("招商项目", "investment projects"),
        columns=(
            Column("key", ColumnType.TEXT),
            Column("firm", ColumnType.TEXT, _unless_personal("firm")),
            Column("code", ColumnType.TEXT, _unless_personal("code")),
            Column("cluster", ColumnType.TEXT),
            Column("node", ColumnType.TEXT),
            _STAGE,
            Column("stage_since", ColumnType.DAY),
            Column("status", ColumnType.TEXT),
            Column("office", ColumnType.TEXT, "office__key"),
            Column("registered_on", ColumnType.DAY, TruncDate("registered_at")),
            Column("is_synthetic", ColumnType.TRUTH),
        ),
        rows=_projects,
    )
)
lend(
    SnapshotTable(
        name="project_step",
        room="projects",
        says=Label("项目进入各阶段的日期", "the stages that projects came to"),
        columns=(
            _PROJECT,
            _STAGE,
            Column("since", ColumnType.DAY, "on"),
            Column("is_bypass", ColumnType.TRUTH),
        ),
        rows=_steps,
    )
)
lend(
    SnapshotTable(
        name="project_date",
        room="projects",
        says=Label("为项目公布的日期", "the days announced for projects"),
        columns=(_PROJECT, _STAGE, Column("announced", ColumnType.DAY, "day"), Column("said_on", ColumnType.DAY, TruncDate("recorded_at"))),
        rows=_dates,
    )
)
