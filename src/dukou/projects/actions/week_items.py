"""The weekly list of a task force: put on it, and done with a result. What is not done is carried over by itself."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.kit.core.labels import Label
from dukou.projects.actions._promise_steps import must
from dukou.projects.actions._steps import begun, held, office_id, past, said
from dukou.projects.actions.promise_refusals import DueBefore
from dukou.projects.actions.team_refusals import DoneBefore, ItemDone
from dukou.projects.core.weeks import monday_of
from dukou.projects.models import WeekItem
from dukou.projects.queries.teams import item_of
from dukou.projects.queries.visibility import inner_project_of

_TEXT, _RESULT = Label("事项", "what is to be done"), Label("办理结果", "the result")


def add(*, by: Viewer, project: str, text: str, owner: str, due_on: date, now: datetime | None = None) -> WeekItem:
    """Put something on this week's list of a project, with the unit (key) that does it and the day by which."""
    actor, moment = begun(by, now)
    today = timezone.localdate(moment)
    if due_on < today:
        raise DueBefore(due=due_on, day=today)
    with transaction.atomic():
        inner_project_of(by, project)
        row = held(by, project)
        item = WeekItem.objects.create(
            project=row,
            week=monday_of(today),
            text=said(text, _TEXT),
            owner_id=office_id(owner),
            due_on=due_on,
            recorded_at=moment,
            recorded_by=str(actor),
            is_synthetic=row.is_synthetic,
        )
        after = {"item": item.pk, "text": item.text, "owner": owner, "due_on": due_on}
        record(by=actor, act="week_items.add", subject=("project", project), after=after, now=moment)
    return item


def finish(*, by: Viewer, number: int, on: date, result: str, now: datetime | None = None) -> WeekItem:
    """Tell that something on the list was done, and with what result."""
    actor, moment = begun(by, now)
    with transaction.atomic():
        seen = item_of(by, number)
        row = WeekItem.objects.select_for_update(of=("self",)).get(pk=seen.pk)
        if row.done_on is not None:
            raise ItemDone(day=row.done_on)
        must(row.week <= past(on, moment), lambda: DoneBefore(day=on))
        row.done_on, row.done_by, row.result = on, str(actor), said(result, _RESULT)
        row.save(update_fields=["done_on", "done_by", "result"])
        after = {"item": number, "done_on": on, "result": row.result}
        record(by=actor, act="week_items.finish", subject=("project", seen.project.key), after=after, now=moment)
    return row
