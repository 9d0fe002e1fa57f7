"""Lists of appeals: narrowed, page by page, taken home as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.appeals import tables
from dukou.appeals.core.entrance import SEES
from dukou.appeals.core.kinds import AppealState
from dukou.appeals.queries.lists import ListedAppeal, Narrowed, page_of
from dukou.appeals.queries.rules import are_taken, rules_in_force
from dukou.appeals.views.parts import APPEALS, topics_offered, units_offered
from dukou.appeals.views.ways import ways
from dukou.kit.core.labels import Label, joined
from dukou.kit.pages.lists import Filter, downloads, members, number_asked, taken_home
from dukou.kit.sheets.writing import Written

_HEADS = [
    Label("编号", "No."),
    Label("提交日期", "filed on"),
    Label("企业", "enterprise"),
    Label("诉求", "appeal"),
    Label("类别", "topic"),
    Label("来源", "channel"),
    Label("状态", "state"),
    Label("承办", "in hand of"),
    Label("期限", "due"),
    Label("期限名称", "which deadline"),
    Label("是否逾期", "late"),
]
_LATE = [("yes", Label("已逾期", "late"))]
_AT_MOST = 20_000  # rows of a file


@SEES
@require_safe
def appeals(request: HttpRequest) -> HttpResponse:
    """The appeals in sight, the newest first."""
    viewer, now = request_viewer(request), timezone.now()
    page = page_of(viewer, _narrowed(request), now, before=number_asked(request, "after"))
    is_office = viewer.may(Permission.SEE_APPEALS) or viewer.may(Permission.ANSWER_LEGS)
    topics = rules_in_force().topic_names if are_taken() else {}
    context = {
        "table": tables.appeals_table(page.rows, topics, with_firm=is_office) if page.rows else None,
        "more": page.after or "",
        "filters": _filters(request, viewer),
        "cleared": reverse("appeals:list"),
        "downloads": downloads(request, lambda ending: reverse("appeals:download", args=[ending])),
        "tabs": ways(request, "list") if is_office else [],
        "may_file": viewer.may(Permission.SEE_ENTERPRISE_DESK),
        "may_file_for_others": viewer.may(Permission.FILE_APPEALS),
    }
    return render(request, "appeals/list.html", context)


@SEES
@require_safe
def download(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The same appeals as a file, from the newest."""
    viewer, narrowed = request_viewer(request), _narrowed(request)
    topics = rules_in_force().topic_names if are_taken() else {}
    return taken_home(APPEALS, ending, _HEADS, _written(_every(viewer, narrowed), topics))


def _every(viewer: Viewer, narrowed: Narrowed) -> Iterator[ListedAppeal]:
    before, now, told = None, timezone.now(), 0
    while told < _AT_MOST:
        page = page_of(viewer, narrowed, now, before=before, size=1000)
        yield from page.rows
        told += len(page.rows)
        if page.after is None:
            return
        before = page.after


def _written(rows: Iterator[ListedAppeal], topics: dict[str, Label]) -> Iterator[list[Written]]:
    for row in rows:
        units = str(joined(list(row.units), zh="、", en=", ")) if row.units else ""
        yield [
            row.number,
            tables.filed_word(row),
            row.firm_name,
            row.title,
            str(topics.get(row.topic, row.topic)),
            str(row.channel.label),
            str(row.ending.label if row.ending else row.state.label),
            units,
            row.due,
            str(row.clock or ""),
            str(Label("是", "yes") if row.is_late else Label("否", "no")),
        ]


def _asked(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").strip()[:120]


def _narrowed(request: HttpRequest) -> Narrowed:
    state = _asked(request, "state")
    return Narrowed(
        states=(AppealState.of(state),) if state in [each.value for each in AppealState] else (),
        topic=_asked(request, "topic"),
        unit=_asked(request, "unit"),
        is_late=_asked(request, "late") == "yes",
        text=_asked(request, "text"),
    )


def _filters(request: HttpRequest, viewer: Viewer) -> list[Filter]:
    found = [
        Filter("state", Label("状态", "State"), _asked(request, "state"), members(AppealState)),
        Filter("late", Label("期限", "Deadline"), _asked(request, "late"), _LATE),
    ]
    if are_taken():
        offered = [
            (key, Label(str(word), str(word)) if not isinstance(word, Label) else word) for key, word in topics_offered(rules_in_force())
        ]
        found.append(Filter("topic", Label("类别", "Topic"), _asked(request, "topic"), offered))
    if viewer.may(Permission.SEE_APPEALS):
        units = [(key, word if isinstance(word, Label) else str(word)) for key, word in units_offered()]
        found.append(Filter("unit", Label("承办单位", "Unit"), _asked(request, "unit"), units))
        found.append(Filter("text", Label("编号、企业名称或代码", "Number, name or code of the firm"), _asked(request, "text")))
    return found
