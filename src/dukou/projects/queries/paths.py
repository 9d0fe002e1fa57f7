"""The permit path of a project: its text, how far the project is on it, and what closed projects teach of its tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dukou.casework.core.calendars import WorkingCalendar
from dukou.casework.queries.calendars import calendar_in_force
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.projects.core.days import DayTable
from dukou.projects.core.durations import Sample
from dukou.projects.core.kinds import Meaning, MoveState
from dukou.projects.core.permits import PermitPath
from dukou.projects.core.standing import Stand
from dukou.projects.models import PathStep, PermitPathText, Project, StageStep
from dukou.projects.queries.pipeline import pipeline

CALENDAR = "cn"


class NoPath(Refusal):
    """A project is foretold along the path that it is registered with."""

    code = "projects.no_path"
    status = 404
    what = Label("没有预测", "nothing was foretold")
    why = Label("项目“{key}”没有许可路径，或数据包里没有这条路径", "project “{key}” has no permit path, or the pack has none of its name")
    cure = Label("在登记里写上路径，可用：{known}", "amend the registration with one of: {known}")


@dataclass(frozen=True, slots=True)
class Way:
    """The path of a project: the row of its text, the whole path, the path as far as it is needed, and how the tasks stand.

    `steps`: by task the newest note.
    """

    text: PermitPathText
    whole: PermitPath
    path: PermitPath
    steps: Mapping[str, PathStep]

    @property
    def stands(self) -> dict[str, Stand]:
        """What has begun, of what is needed."""
        days = {key: Stand(each.begun_on, each.done_on) for key, each in self.steps.items() if each.begun_on or each.done_on}
        return {key: stand for key, stand in days.items() if key in self.path.places}


def path_texts() -> dict[str, Label]:
    """The paths of the pack, by slug."""
    rows = PermitPathText.objects.filter(replaced_at__isnull=True).order_by("slug")
    return {row.slug: Label(row.content["name"]["zh"], row.content["name"]["en"]) for row in rows}


def way_or_none(project: Project) -> Way | None:
    """How the project stands on its path; None where it has none."""
    text = PermitPathText.objects.filter(slug=project.path, replaced_at__isnull=True).first()
    if text is None:
        return None
    steps = {row.task: row for row in PathStep.objects.filter(project=project).order_by("pk")}  # later ones take the place of earlier ones
    whole = PermitPath.read(text.slug, text.content)
    return Way(text, whole, whole.without([key for key, each in steps.items() if not each.is_needed]), steps)


def way_of(project: Project) -> Way:
    """The same, or a refusal."""
    found = way_or_none(project)
    if found is None:
        raise NoPath(key=project.key, known="、".join(path_texts()) or "—")
    return found


def calendar() -> WorkingCalendar:
    """The calendar by which working days are counted."""
    return calendar_in_force(CALENDAR)[0]


def produced_on(projects: Sequence[int] | None = None) -> dict[int, date]:
    """By project (primary key) the first day since which it is in production, of those that are."""
    stage = pipeline().of(Meaning.PRODUCTION)
    rows = StageStep.objects.filter(stage=stage.key if stage else "", state=MoveState.STANDS.value)
    rows = rows if projects is None else rows.filter(project__in=projects)
    return dict(rows.order_by("-on", "-pk").values_list("project_id", "on"))


def learnt_samples(way: Way, table: DayTable, on: date, *, is_synthetic: bool) -> list[Sample]:
    """What closed projects on this path teach: tasks with both days of projects that produced by `on`.

    Projects under way teach nothing yet, for of them only the quick tasks are done. Made-up projects teach made-up ones alone.
    """
    closed = [key for key, day in produced_on().items() if day <= on]
    rows = PathStep.objects.filter(project__in=closed, project__path=way.text.slug, project__is_synthetic=is_synthetic).order_by("pk")
    newest = {(row.project_id, row.task): row for row in rows}
    tasks = {task.key: task for task in way.whole.tasks}
    found: list[Sample] = []
    for row in newest.values():
        task = tasks.get(row.task)
        if task is not None and row.begun_on is not None and row.done_on is not None:
            table.calendar.require(row.begun_on)
            found.append(Sample(task.key, task.unit, row.begun_on, float(table.between(row.begun_on, row.done_on, task.takes.unit))))
    return found
