"""A project's task force: members, week list, visit calendar, notes; a force's week; and families of firms."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.task_forces import seats_of, task_force_names
from dukou.kit.core.labels import Label, same
from dukou.kit.pages.parts import Crumb
from dukou.kit.views import one_form
from dukou.projects.actions import visit_notes, week_items
from dukou.projects.core.entrance import INSIDE, INSIDE_KEEPS
from dukou.projects.core.weeks import WEEK, monday_of, too_close
from dukou.projects.forms.teams import ItemForm, NoteForm, ResultForm
from dukou.projects.queries.families import families_seen
from dukou.projects.queries.money import contract_sums
from dukou.projects.queries.offers import offers_for
from dukou.projects.queries.teams import force_in_sight, item_of, meetings_open_to, notes_of, visits_around, week_of
from dukou.projects.queries.visibility import inner_project_of
from dukou.projects.tables.teams import family_table, visit_table, week_table
from dukou.projects.views.around import crumbs_of, tabs_of

TEAM, WEEK_LIST = Label("专班", "Task force"), Label("本周清单", "List of the week")
_NOTED = Label("已记下", "Noted")
_CARRIED = Label("没办结的自动顺延到下周，一直列着。", "What is not done is carried over by itself and stays on the list.")


@INSIDE
@require_safe
def team(request: HttpRequest, key: str) -> HttpResponse:
    """Who works on the project, on what this week, who visits the firm, and what was heard."""
    viewer, today = request_viewer(request), timezone.localdate()
    row = inner_project_of(viewer, key)
    items, visits = week_of(viewer, monday_of(today), today, project=key), visits_around(row, today)
    may_keep = viewer.may(Permission.KEEP_PROJECTS)
    open_to = meetings_open_to(viewer, [each.number for each in visits if each.number])
    context = {
        "project": row,
        "members": seats_of(row.task_force.key, today) if row.task_force else [],
        "week": week_table(WEEK_LIST, items, may_keep=may_keep) if items else None,
        "visits": visit_table(visits, today, open_to) if visits else None,
        "is_close": bool(too_close(visits)),
        "notes": [(each, offers_for(viewer, each.number)) for each in notes_of(viewer, row)],
        "may_keep": may_keep,
        "may_call": viewer.may(Permission.CALL_MEETINGS),
        "tabs": tabs_of(request, row, "team"),
        "crumbs": crumbs_of(row, Crumb(TEAM)),
    }
    return render(request, "projects/team.html", context)


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def week_item(request: HttpRequest, key: str) -> HttpResponse:
    """Put something on this week's list."""
    viewer, form = request_viewer(request), ItemForm(request.POST or None)
    row, title, back = inner_project_of(viewer, key), Label("列入本周清单", "Put on this week's list"), reverse("projects:team", args=[key])
    way = crumbs_of(row, Crumb(TEAM, back), Crumb(title))

    def act() -> None:
        week_items.add(by=viewer, project=key, **form.cleaned_data)

    return one_form(request, form, title, same(row.name), way, act, back, _NOTED, _CARRIED)


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def week_done(request: HttpRequest, number: int) -> HttpResponse:
    """Tell that something on the list is done."""
    viewer, form = request_viewer(request), ResultForm(request.POST or None)
    item = item_of(viewer, number)
    title, back = Label("办结", "Done"), reverse("projects:team", args=[item.project.key])
    way = crumbs_of(item.project, Crumb(TEAM, back), Crumb(title))

    def act() -> None:
        week_items.finish(by=viewer, number=number, **form.cleaned_data)

    return one_form(request, form, title, same(item.text), way, act, back, _NOTED)


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def visit_note(request: HttpRequest, key: str) -> HttpResponse:
    """Note what was heard at a visit."""
    viewer, today = request_viewer(request), timezone.localdate()
    row = inner_project_of(viewer, key)
    came = [each for each in visits_around(row, today) if each.number and each.on <= today]
    visits = [(str(each.number), str(Label("{on} {office}", "{on} {office}").filled(on=each.on, office=each.office_name))) for each in came]
    form = NoteForm(request.POST or None, visits=visits, initial={"on": today, "office": row.office.key})
    title, back = Label("记录走访", "Note a visit"), reverse("projects:team", args=[key])
    way = crumbs_of(row, Crumb(TEAM, back), Crumb(title))

    def act() -> None:
        visit_notes.note(by=viewer, project=key, **form.cleaned_data)

    return one_form(request, form, title, same(row.name), way, act, back, _NOTED)


@INSIDE
@require_safe
def force_week(request: HttpRequest, key: str) -> HttpResponse:
    """A week's list of all projects of a task force."""
    viewer, today = request_viewer(request), timezone.localdate()
    if not force_in_sight(viewer, key):
        raise Http404(key)
    week, name = _week(request, today), task_force_names()[key]
    items = week_of(viewer, week, today, force=key)
    context = {
        "name": name,
        "members": seats_of(key, today),
        "table": week_table(WEEK_LIST, items, with_project=True, may_keep=viewer.may(Permission.KEEP_PROJECTS)) if items else None,
        "week": week,
        "last": week + WEEK,
        "before": week - WEEK,
        "after": week + WEEK if week < monday_of(today) else None,
        "crumbs": crumbs_of(None, Crumb(same(name)), Crumb(WEEK_LIST)),
    }
    return render(request, "projects/force_week.html", context)


@INSIDE
@require_safe
def families(request: HttpRequest) -> HttpResponse:
    """Who brought whom."""
    title = Label("以商招商", "Who brought whom")
    viewer = request_viewer(request)
    found = families_seen(viewer, contract_sums(viewer))
    context = {"tables": [family_table(each) for each in found], "crumbs": crumbs_of(None, Crumb(title))}
    return render(request, "projects/families.html", context)


def _week(request: HttpRequest, today: date) -> date:
    """The Monday of the week that is asked for; of this week where none is, or where it lies ahead."""
    try:
        asked = parse_date(request.GET.get("of", "")[:10])
    except ValueError:
        asked = None
    return min(monday_of(asked), monday_of(today)) if asked else monday_of(today)
