"""Applications in sight: narrowed, page by page; with what is offered, and one's drafts, for whoever may apply."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.organisations import organisation_names, organisations_open
from dukou.affairs.core.entrance import APPLIERS, SEES
from dukou.affairs.core.kinds import AffairState
from dukou.affairs.queries.drafts import drafts_of
from dukou.affairs.queries.lists import Narrowed, page_of
from dukou.affairs.queries.texts import TextRead, affairs_offered, read
from dukou.affairs.tables.applications import applications_table
from dukou.kit.core.labels import Label
from dukou.kit.pages.lists import Filter, members, number_asked

_LATE = [("yes", Label("已逾期", "late"))]


@SEES
@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """The applications in sight, the newest first."""
    viewer, offered = request_viewer(request), affairs_offered()
    page = page_of(viewer, _narrowed(request), timezone.now(), before=number_asked(request, "after"))
    may_apply = any(map(viewer.may, APPLIERS))
    context = {
        "table": applications_table(page.rows) if page.rows else None,
        "more": page.after or "",
        "filters": _filters(request, viewer, offered),
        "cleared": reverse("affairs:list"),
        "offered": [each.affair for each in offered],
        "may_apply": may_apply,
        "drafts": [(each, read(each.text).affair.name) for each in drafts_of(viewer)] if may_apply else [],
        "is_window": viewer.may(Permission.HANDLE_AFFAIRS),
    }
    return render(request, "affairs/list.html", context)


def _asked(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").strip()[:120]


def _narrowed(request: HttpRequest) -> Narrowed:
    state = _asked(request, "state")
    return Narrowed(
        states=(AffairState.of(state),) if state in [each.value for each in AffairState] else (),
        slug=_asked(request, "affair"),
        unit=_asked(request, "unit"),
        is_late=_asked(request, "late") == "yes",
        text=_asked(request, "text"),
    )


def _filters(request: HttpRequest, viewer: Viewer, offered: list[TextRead]) -> list[Filter]:
    found = [
        Filter("state", Label("状态", "State"), _asked(request, "state"), members(AffairState)),
        Filter("affair", Label("事项", "Affair"), _asked(request, "affair"), [(each.affair.slug, each.affair.name) for each in offered]),
        Filter("late", Label("期限", "Deadline"), _asked(request, "late"), _LATE),
    ]
    if viewer.may(Permission.SEE_AFFAIRS):
        names = organisation_names()
        found.append(
            Filter("unit", Label("在办单位", "Unit"), _asked(request, "unit"), [(key, names[key]) for key in organisations_open()])
        )
        found.append(Filter("text", Label("编号或申请企业", "Number or applicant"), _asked(request, "text")))
    return found
