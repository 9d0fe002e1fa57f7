"""How far a project is with a task of its permit path."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.kit.core.labels import Label, same
from dukou.kit.core.refusals import Refusal
from dukou.projects.actions._steps import begun, held, past, said
from dukou.projects.actions.refusals import NOT_RECORDED
from dukou.projects.models import PathStep
from dukou.projects.queries.paths import way_of


class NoSuchTask(Refusal):
    """A task stands on the path of the project."""

    code = "projects.no_such_task"
    status = 404
    what = NOT_RECORDED
    why = Label("路径“{path}”上没有任务“{task}”", "the path “{path}” has no task “{task}”")
    cure = Label("可用：{known}", "use one of: {known}")


class EndIsNeeded(Refusal):
    """Without its end a path leads nowhere."""

    code = "projects.end_is_needed"
    what = NOT_RECORDED
    why = Label("“{task}”是路径的终点，不能写成不需要", "“{task}” is what the path leads to and cannot be left out")
    cure = Label("换一条路径，或改别的任务", "take another path, or another task")


class DaysAgainstEachOther(Refusal):
    """What is done began before, and what is not needed has no days."""

    code = "projects.task_days"
    what = NOT_RECORDED
    why = Label("办结日早于开始日，或者不需要的任务写了日期", "it was done before it began, or has days though it is not needed")
    cure = Label("核对日期", "check the days")


def note(
    *,
    by: Viewer,
    project: str,
    task: str,
    begun_on: date | None = None,
    done_on: date | None = None,
    is_needed: bool = True,
    words: str = "",
    now: datetime | None = None,
) -> PathStep:
    """Note when a task began and was done, or that it is not needed here, and why. The newest stands; without days it has not begun."""
    actor, moment = begun(by, now)
    with transaction.atomic():
        row = held(by, project)
        whole = way_of(row).whole
        if task not in whole.places:
            raise NoSuchTask(path=whole.slug, task=task, known=same("、".join(whole.places)))
        if not is_needed and task == whole.ends:
            raise EndIsNeeded(task=whole.tasks[whole.end].name)
        days = [past(day, moment) for day in (begun_on, done_on) if day]
        if days != sorted(days) or (days and not is_needed):
            raise DaysAgainstEachOther()
        text = words.strip() if is_needed else said(words, Label("为什么不需要", "why it is not needed"))
        step = PathStep.objects.create(
            project=row,
            task=task,
            begun_on=begun_on,
            done_on=done_on,
            is_needed=is_needed,
            said=text[:500],
            recorded_at=moment,
            recorded_by=by.key,
        )
        after = {"task": task, "begun_on": begun_on, "done_on": done_on, "needed": is_needed, "said": step.said}
        record(by=actor, act="paths.note", subject=("project", project), after=after, now=moment)
    return step
