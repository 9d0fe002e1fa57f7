"""Weeks, visits and notes of task forces. They are the administration's own: the firm's agent never sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from dukou.accounts.core.viewers import Viewer
from dukou.casework.queries.meetings import visible_meetings
from dukou.casework.queries.visits import visits_to
from dukou.enterprises.queries.visited import met_as
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate
from dukou.projects.core.weeks import VisitDay, is_on_list, weeks_carried
from dukou.projects.models import Project, VisitNote, WeekItem
from dukou.projects.queries.visibility import inner_projects

AROUND = timedelta(weeks=8)  # what a visit calendar shows before and after a day


class NoSuchItem(Refusal):
    """The line of a week list, or the note, is not there or is not the viewer's to see."""

    code = "projects.no_such_item"
    status = 404
    what = Label("没有查到第 {number} 号", "there is no number {number}")
    why = Label("没有这个编号，或您看不到它", "none has this number, or you may not see it")
    cure = Label("核对编号", "check the number")


def _within(viewer: Viewer) -> Q:
    """Of the projects that the viewer works on from within: not of those that he sees as agent of the firm or as owner of a promise."""
    return Q(project__in=inner_projects.filter(viewer).values("pk"))


visible_week_items: Predicate[Viewer, WeekItem] = Predicate(WeekItem, _within)
visible_notes: Predicate[Viewer, VisitNote] = Predicate(VisitNote, _within)


@dataclass(frozen=True, slots=True)
class ItemTold:
    """A line on the list of a week. `carried`: how often it was carried over by then; `is_late`: its day had passed."""

    number: int
    project: str
    project_name: str
    text: str
    owner_name: Label
    due_on: date
    carried: int
    is_late: bool
    done_on: date | None
    result: str
    is_synthetic: bool


@dataclass(frozen=True, slots=True)
class NoteTold:
    """A note of a visit."""

    number: int
    on: date
    office_name: Label
    people_met: str
    text: str
    meeting: int | None
    is_synthetic: bool


def force_in_sight(viewer: Viewer, key: str) -> bool:
    """Whether the viewer sits in the task force, or works on a project of it."""
    return key in viewer.task_forces or inner_projects.filter(viewer, Project.objects.filter(task_force__key=key)).exists()


def week_of(viewer: Viewer, week: date, on: date, *, project: str = "", force: str = "") -> list[ItemTold]:
    """What stands on the list of a week (its Monday), as it stood by the day `on`: of a project, or of all projects of a task force."""
    rows = visible_week_items.filter(viewer, WeekItem.objects.filter(week__lte=week))
    rows = rows.filter(project__key=project) if project else rows
    rows = rows.filter(project__task_force__key=force) if force else rows
    found = rows.filter(Q(done_on__isnull=True) | Q(done_on__gte=week)).select_related("project", "owner").order_by("due_on", "pk")
    return [_item(each, week, on) for each in found if is_on_list(each.week, each.done_on, week)]


def item_of(viewer: Viewer, number: int) -> WeekItem:
    """The line with this number, or a refusal."""
    found = visible_week_items.filter(viewer, WeekItem.objects.filter(pk=number)).select_related("project").first()
    if found is None:
        raise NoSuchItem(number=number)
    return found


def notes_of(viewer: Viewer, project: Project) -> list[NoteTold]:
    """The notes of a project, the newest visit first."""
    rows = visible_notes.filter(viewer, VisitNote.objects.filter(project=project)).select_related("office").order_by("-on", "-pk")
    return [NoteTold(each.pk, each.on, each.office.label, each.people_met, each.text, each.meeting_id, each.is_synthetic) for each in rows]


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard at a visit, for rooms above: of which firm (its key in the register, or its name as told), and the words."""

    firm: str
    text: str
    project: str


def heard_at(viewer: Viewer, number: int) -> Heard | None:
    """What the note with this number says; None where there is none that the viewer may see."""
    found = visible_notes.filter(viewer, VisitNote.objects.filter(pk=number)).select_related("project__enterprise").first()
    if found is None:
        return None
    enterprise = found.project.enterprise
    return Heard(enterprise.name if enterprise else found.project.firm, found.text, found.project.name)


def visits_around(project: Project, on: date) -> list[VisitDay]:
    """Every visit to the project's firm by any office, eight weeks before and after the day, in their order: day and office alone.

    A note without a meeting tells of a visit too. Of a firm that stands in the register all its projects' notes count.
    """
    first, last = on - AROUND, on + AROUND
    notes = VisitNote.objects.filter(on__gte=first, on__lte=last, meeting__isnull=True).select_related("office")
    called: list[VisitDay] = []
    if project.enterprise_id is not None:
        known = met_as(project.enterprise_id)
        notes = notes.filter(project__enterprise__key__in=known.firms)
        called = [
            VisitDay(each.on, each.host, each.host_name, each.number) for each in visits_to(known.organisations, known.firms, first, last)
        ]
    else:
        notes = notes.filter(project=project)
    noted = {(each.on, each.office.key): VisitDay(each.on, each.office.key, each.office.label) for each in notes}
    return sorted([*called, *noted.values()], key=lambda each: (each.on, each.office, each.number or 0))


def meetings_open_to(viewer: Viewer, numbers: Iterable[int]) -> frozenset[int]:
    """Those of these meetings whose page the viewer may see."""
    return frozenset(visible_meetings.filter(viewer).filter(pk__in=list(numbers)).values_list("pk", flat=True))


def _item(row: WeekItem, week: date, on: date) -> ItemTold:
    done = row.done_on if row.done_on and row.done_on <= on else None
    return ItemTold(
        row.pk,
        row.project.key,
        row.project.name,
        row.text,
        row.owner.label,
        row.due_on,
        weeks_carried(row.week, week),
        row.due_on < (done or on),
        done,
        row.result if done else "",
        row.is_synthetic,
    )
