"""The board, the list behind it, the wall chart."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.accounts.queries.task_forces import task_force_names
from dukou.kit.core.labels import Label
from dukou.kit.pages.lists import Filter, downloads, members, number_asked, taken_home
from dukou.kit.pages.parts import Crumb, Meter
from dukou.projects.charts.wall import WallLine, wall
from dukou.projects.core.entrance import SEES
from dukou.projects.core.kinds import ProjectLight, ProjectStatus
from dukou.projects.core.pipeline import Pipeline
from dukou.projects.queries.board import board, waits_for_two
from dukou.projects.queries.dates import ledgers_told
from dukou.projects.queries.lists import Narrowed, ProjectPage, every, page_of
from dukou.projects.queries.pipeline import pipeline, pipeline_or_none
from dukou.projects.queries.visibility import works_on_projects
from dukou.projects.tables.projects import PROJECTS, dates_table, project_rows, projects_table, stages_table
from dukou.projects.views.around import crumbs_of

LIST = Label("项目清单", "List of projects")
WALL = Label("挂图", "Wall chart")
ON_WALL = 40  # lines of one sheet
_YES = [("yes", Label("是", "yes"))]


@SEES
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """How many projects are where, what is late, what stands still."""
    viewer, stages, today = request_viewer(request), pipeline_or_none(), timezone.localdate()
    if stages is None:
        return render(request, "projects/board.html", {"board": None, "crumbs": crumbs_of()})
    found, address = board(viewer, stages, today), reverse("projects:list")
    context = {
        "board": found,
        "bars": [(each, f"{address}?stage={each.stage.key}", Meter(each.count, whole=found.most)) for each in found.stages],
        "table": stages_table(found, address),
        "overdue": [(rule, count, f"{address}?overdue={rule.key}") for rule, count in found.overdue],
        "statuses": [(status, count, f"{address}?status={status.value}") for status, count in found.statuses.items()],
        "red": sum(each.red for each in found.stages),
        "yellow": sum(each.yellow for each in found.stages),
        "waiting": waits_for_two(viewer) if works_on_projects(viewer) else None,
        "deciding": reverse("accounts:approvals") if viewer.may(Permission.APPROVE) else "",
        "source": stages.source,
        "may_keep": viewer.may(Permission.KEEP_PROJECTS),
        "ways": _ways(viewer),
        "crumbs": crumbs_of(),
    }
    return render(request, "projects/board.html", context)


@SEES
@require_safe
def project_list(request: HttpRequest) -> HttpResponse:
    """The projects in sight, the newest first."""
    stages = pipeline()
    page = _page(request, stages)
    context = {
        "table": projects_table(page.rows) if page.rows else None,
        "more": page.after or "",
        "filters": _filters(request, stages),
        "cleared": reverse("projects:list"),
        "downloads": downloads(request, lambda ending: reverse("projects:download", args=[ending])),
        "crumbs": crumbs_of(None, Crumb(LIST)),
    }
    return render(request, "projects/list.html", context)


@SEES
@require_safe
def download(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The same projects as a file."""
    stages = pipeline()
    rows = every(request_viewer(request), stages, _narrowed(request, stages), timezone.localdate())
    return taken_home(LIST, ending, PROJECTS, project_rows(rows))


@SEES
@require_safe
def wall_chart(request: HttpRequest) -> HttpResponse:
    """The wall chart of the projects in sight, narrowed as the list is; made to be printed on A3."""
    stages, today = pipeline(), timezone.localdate()
    page = _page(request, stages, size=ON_WALL)
    lines = _on_wall(request_viewer(request), page, stages)
    context = {
        "drawing": wall(lines, today) if lines else None,
        "tables": [dates_table(line.dates, today, line.project.name) for line in lines if line.dates],
        "more": page.after or "",
        "filters": _filters(request, stages),
        "cleared": reverse("projects:wall"),
        "today": today,
        "crumbs": crumbs_of(None, Crumb(WALL)),
    }
    return render(request, "projects/wall.html", context)


def _ways(viewer: Viewer) -> list[tuple[str, Label]]:
    """The other pages of the room, as far as the visitor may enter them."""
    found = [(reverse("projects:promises"), Label("承诺台账", "Promises"))]
    if not works_on_projects(viewer):
        return found
    named = {
        "totals": Label("资金台阶", "Money"),
        "premises": Label("场地", "Premises"),
        "rates": Label("转化率和流失", "Conversion rates and losses"),
        "families": Label("以商招商", "Who brought whom"),
    }
    found += [(reverse(f"projects:{name}"), label) for name, label in named.items()]
    names = task_force_names()
    for key in sorted(viewer.task_forces):
        found.append((reverse("projects:force_week", args=[key]), Label(f"{names[key]}本周清单", f"{names[key]}: list of this week")))
    return found


def _on_wall(viewer: Viewer, page: ProjectPage, stages: Pipeline) -> list[WallLine]:
    told = ledgers_told(viewer, [each.number for each in page.rows], stages)
    return [WallLine(each, tuple(told[each.number])) for each in page.rows]


def _page(request: HttpRequest, stages: Pipeline, size: int = 50) -> ProjectPage:
    today: date = timezone.localdate()
    before = number_asked(request, "after")
    return page_of(request_viewer(request), stages, _narrowed(request, stages), today, before=before, size=size)


def _asked(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").strip()[:120]


def _narrowed(request: HttpRequest, stages: Pipeline) -> Narrowed:
    status, light = _asked(request, "status"), _asked(request, "light")
    return Narrowed(
        stage=_asked(request, "stage"),
        status=ProjectStatus.of(status) if status in [each.value for each in ProjectStatus] else None,
        light=ProjectLight.of(light) if light in [each.value for each in ProjectLight] else None,
        overdue=_asked(request, "overdue"),
        office=_asked(request, "office"),
        task_force=_asked(request, "task_force"),
        is_long=_asked(request, "long") == "yes",
        text=_asked(request, "text"),
    )


def _filters(request: HttpRequest, stages: Pipeline) -> list[Filter]:
    offered = {
        "stage": (Label("阶段", "Stage"), [(each.key, each.name) for each in stages.stages]),
        "status": (Label("状态（不选为在办）", "Status (none: in work)"), members(ProjectStatus)),
        "light": (Label("进度灯", "Light"), members(ProjectLight)),
        "overdue": (Label("三未清单", "What stands still"), [(each.key, each.name) for each in stages.overdue]),
        "long": (Label("超过常用天数", "Longer than usual"), _YES),
    }
    found = [Filter(name, label, _asked(request, name), choices) for name, (label, choices) in offered.items()]
    if request_viewer(request).may(Permission.SEE_PROJECTS):
        found.append(Filter("office", Label("负责单位", "Office"), _asked(request, "office"), list(organisation_names().items())))
        forces = list(task_force_names().items())
        found.append(Filter("task_force", Label("专班", "Task force"), _asked(request, "task_force"), forces))
    found.append(Filter("text", Label("代号、名称、投资方", "Key, name, investor"), _asked(request, "text")))
    return found
