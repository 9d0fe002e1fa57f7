"""The ledger of dates of projects, as it stands."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from dukou.projects.core.dates import Announced, DateLine, lines_of
from dukou.projects.core.kinds import MoveState
from dukou.projects.core.pipeline import Pipeline
from dukou.projects.models import AnnouncedDate, Project, StageStep

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
    """The lines of each project, by its primary key."""
    announced: dict[int, dict[str, list[Announced]]] = {pk: {} for pk in projects}
    rows = AnnouncedDate.objects.filter(project__in=projects, state=STANDS).order_by("project", "id")
    for row in rows:
        said = Announced(row.day, row.said_by, timezone.localdate(row.recorded_at), row.reason)
        announced[row.project_id].setdefault(row.stage, []).append(said)
    reached = reached_days(projects, pipeline)
    return {pk: lines_of(pipeline, announced[pk], reached[pk]) for pk in projects}


def ledger(project: Project, pipeline: Pipeline) -> list[DateLine]:
    """The lines of one project."""
    return ledgers([project.pk], pipeline)[project.pk]


def waiting_dates(project: Project) -> list[AnnouncedDate]:
    """The days that wait for a second person."""
    return list(AnnouncedDate.objects.filter(project=project, state=MoveState.WAITING.value).order_by("id"))
