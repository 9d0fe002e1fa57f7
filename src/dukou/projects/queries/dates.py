"""The ledger of dates of projects, as it stands."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.projects.core.dates import Announced, DateLine, lines_of
from dukou.projects.core.kinds import MoveState
from dukou.projects.core.pipeline import Pipeline
from dukou.projects.models import AnnouncedDate, Project, StageStep
from dukou.projects.queries.visibility import inner_projects

STANDS = MoveState.STANDS.value


def reached_days(projects: Collection[int], pipeline: Pipeline) -> dict[int, dict[str, date]]:
    """Since when each project is or was in each stage that it has come to and not left backwards: by project, by stage.

    A stage that was jumped is reached on the day of the jump.
    """
    found: dict[int, dict[str, date]] = {pk: {} for pk in projects}
    places = {stage.key: place for place, stage in enumerate(pipeline.stages)}
    rows = StageStep.objects.filter(project__in=projects, state=STANDS).order_by("project", "id")
    for pk, stage, on, skipped in rows.values_list("project", "stage", "on", "skipped"):
        if stage not in places:
            continue
        kept = {key: day for key, day in found[pk].items() if places[key] < places[stage]}
        jumped = {key: on for key in skipped if key in places}
        found[pk] = kept | jumped | {stage: on}
    return found


def ledgers(projects: Collection[int], pipeline: Pipeline) -> dict[int, list[DateLine]]:
    """The lines of each project, whole, by its primary key."""
    announced: dict[int, dict[str, list[Announced]]] = {pk: {} for pk in projects}
    rows = AnnouncedDate.objects.filter(project__in=projects, state=STANDS).order_by("project", "id")
    for row in rows:
        said = Announced(row.day, row.said_by, timezone.localdate(row.recorded_at), row.reason)
        announced[row.project_id].setdefault(row.stage, []).append(said)
    reached = reached_days(projects, pipeline)
    return {pk: lines_of(pipeline, announced[pk], reached[pk]) for pk in projects}


def ledgers_told(viewer: Viewer, projects: Collection[int], pipeline: Pipeline) -> dict[int, list[DateLine]]:
    """The lines of each project in somebody's eyes: who announced a day and why it moved is told to who works on the project."""
    inner = set(inner_projects.filter(viewer, Project.objects.filter(pk__in=projects)).order_by().values_list("pk", flat=True))
    found = ledgers(projects, pipeline)
    return {pk: lines if pk in inner else [line.without_words for line in lines] for pk, lines in found.items()}


def ledger(project: Project, pipeline: Pipeline) -> list[DateLine]:
    """The lines of one project, whole: for acts; pages ask `ledgers_told`."""
    return ledgers([project.pk], pipeline)[project.pk]


def waiting_dates(project: Project) -> list[AnnouncedDate]:
    """The days that wait for a second person."""
    return list(AnnouncedDate.objects.filter(project=project, state=MoveState.WAITING.value).order_by("id"))
