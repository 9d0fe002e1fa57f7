"""Lists of projects, page by page by their numbers, narrowed by the same conditions by which the board counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.own import own_entries
from dukou.kit.core.labels import Label, same
from dukou.projects.core.kinds import ProjectLight, ProjectStatus
from dukou.projects.core.pipeline import Pipeline
from dukou.projects.models import Project
from dukou.projects.queries.standing import IN_WORK, light_is, long_in_stage, stands_still
from dukou.projects.queries.visibility import visible_projects

PAGE = 50
AT_MOST = 20_000  # rows of a file


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list is narrowed to. `status`: empty for those in work; `overdue`: key of a list; `text`: in key, name, investor or code;
    `is_own`: of the firms that one acts for.
    """

    stage: str = ""
    status: ProjectStatus | None = None
    light: ProjectLight | None = None
    overdue: str = ""
    office: str = ""
    task_force: str = ""
    is_long: bool = False
    text: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class ListedProject:
    """One line. `days`: in its stage until today; `next_stage`, `next_first`, `next_day`: of the next announced date."""

    number: int
    key: str
    name: str
    firm: str
    stage: Label
    stage_key: str
    since: date
    days: int
    is_long: bool
    status: ProjectStatus
    light: ProjectLight
    slip: int | None
    next_stage: Label | None
    next_key: str
    next_first: date | None
    office: Label
    is_synthetic: bool


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """One page, the newest first; `after`: the number after which the next begins, None: this is the last."""

    rows: list[ListedProject]
    after: int | None


def page_of(
    viewer: Viewer, pipeline: Pipeline, narrowed: Narrowed, today: date, *, before: int | None = None, size: int = PAGE
) -> ProjectPage:
    """The projects in sight with numbers beneath `before`."""
    rows = narrowed_rows(viewer, pipeline, narrowed, today)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.select_related("office").order_by("-pk")[: size + 1])
    page = [listed(row, pipeline, today) for row in found[:size]]
    return ProjectPage(page, page[-1].number if len(found) > size else None)


def every(viewer: Viewer, pipeline: Pipeline, narrowed: Narrowed, today: date) -> Iterator[ListedProject]:
    """All of them, for a file."""
    rows = narrowed_rows(viewer, pipeline, narrowed, today).select_related("office").order_by("-pk")[:AT_MOST]
    return (listed(row, pipeline, today) for row in rows.iterator(1000))


def narrowed_rows(viewer: Viewer, pipeline: Pipeline, narrowed: Narrowed, today: date) -> QuerySet[Project]:
    """The rows that are meant, among those in sight."""
    wanted = Q(status=narrowed.status.value) if narrowed.status else IN_WORK
    if narrowed.stage:
        wanted &= Q(stage=narrowed.stage)
    if narrowed.light:
        wanted &= light_is(narrowed.light, pipeline, today)
    for rule in pipeline.overdue:
        if rule.key == narrowed.overdue:
            wanted &= stands_still(rule, pipeline, today)
    if narrowed.is_long:
        wanted &= long_in_stage(pipeline, today)
    if narrowed.office:
        wanted &= Q(office__key=narrowed.office)
    if narrowed.task_force:
        wanted &= Q(task_force__key=narrowed.task_force)
    if narrowed.is_own:
        wanted &= Q(enterprise__in=own_entries(viewer))
    if text := narrowed.text:
        wanted &= Q(key=text) | Q(name__icontains=text) | Q(firm__icontains=text) | Q(code=text)
    return visible_projects.filter(viewer).filter(wanted)


def listed(row: Project, pipeline: Pipeline, today: date) -> ListedProject:
    """One row as a list tells it."""
    stage, following = pipeline.stage(row.stage), pipeline.stage(row.next_stage)
    slip = slip_of(row, today)
    days, status = (today - row.stage_since).days, ProjectStatus.of(row.status)
    return ListedProject(
        number=row.pk,
        key=row.key,
        name=row.name,
        firm=row.firm,
        stage=stage.name if stage else same(row.stage),
        stage_key=row.stage,
        since=row.stage_since,
        days=days,
        is_long=stage is not None and stage.within is not None and days > stage.within and not status.is_over,
        status=status,
        light=pipeline.light(slip),
        slip=slip,
        next_stage=following.name if following else None,
        next_key=row.next_stage,
        next_first=row.next_first,
        office=row.office.label,
        is_synthetic=row.is_synthetic,
    )


def slip_of(row: Project, today: date) -> int | None:
    """Days of slip of the next date; None where none was announced."""
    if row.next_first is None or row.next_slip is None:
        return None
    return max(row.next_slip, (today - row.next_first).days)
