"""Notes of visits: what was heard at the firm, by whom it was said, and at which visit."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.audit.core.values import Personal
from dukou.casework.queries.visits import visits_to
from dukou.enterprises.queries.visited import met_as
from dukou.kit.core.labels import Label
from dukou.projects.actions._steps import begun, held, office_id, past, said
from dukou.projects.actions.team_refusals import NotThisVisit
from dukou.projects.models import Project, VisitNote
from dukou.projects.queries.visibility import inner_project_of

_TEXT = Label("走访记录", "what was heard")
_SLACK = timedelta(days=1)  # a visit may run into the night


def note(
    *,
    by: Viewer,
    project: str,
    office: str,
    on: date,
    text: str,
    people_met: str = "",
    meeting: int | None = None,
    now: datetime | None = None,
) -> VisitNote:
    """Note what was heard at a visit by an office (key); `meeting`: the number of the visit, where it was called as one."""
    actor, moment = begun(by, now)
    with transaction.atomic():
        seen = inner_project_of(by, project)
        row = held(by, project)
        if meeting is not None and not _is_visit_to(seen, meeting, past(on, moment)):
            raise NotThisVisit(number=meeting)
        made = VisitNote.objects.create(
            project=row,
            meeting_id=meeting,
            office_id=office_id(office),
            on=past(on, moment),
            people_met=people_met.strip(),
            text=said(text, _TEXT),
            recorded_at=moment,
            recorded_by=str(actor),
            is_synthetic=row.is_synthetic,
        )
        after = {"note": made.pk, "on": on, "office": office, "meeting": meeting, "people_met": Personal(made.people_met)}
        record(by=actor, act="visit_notes.note", subject=("project", project), after=after, now=moment)
    return made


def _is_visit_to(project: Project, meeting: int, on: date) -> bool:
    if project.enterprise_id is None:
        return False
    known = met_as(project.enterprise_id)
    return meeting in {each.number for each in visits_to(known.organisations, known.firms, on - _SLACK, on + _SLACK)}
