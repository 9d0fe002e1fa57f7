"""The register as a list: searched, filtered, turned page by page, taken home."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.task_forces import task_force_names
from dukou.enterprises.core.entrance import ENTRANCE
from dukou.enterprises.core.kinds import PartKind, Status, UnitKind
from dukou.enterprises.queries.choices import divisions_that_occur, industries_that_occur
from dukou.enterprises.queries.lists import Asked, Listed, exported, listed, shown_by_id
from dukou.enterprises.queries.search import search
from dukou.enterprises.queries.tables import present_edition
from dukou.enterprises.tables.fields import coded
from dukou.enterprises.tables.lists import TAKEN_HOME, firm_address, firm_table, taken_home
from dukou.enterprises.views.tabs import tabs_of
from dukou.figures.queries import subjects_of_kind
from dukou.kit.core.labels import Label
from dukou.kit.pages.known import known_on_of, known_on_suffix, usual_day
from dukou.kit.pages.lists import Choices, Filter, downloads, members
from dukou.kit.pages.lists import taken_home as list_file

SEARCHED = 50
FILTERS = ("industry", "division", "status", "unit_kind", "part", "tag", "task_force")
_TITLE = Label("企业名录", "Enterprises")


@ENTRANCE
@require_safe
def firms(request: HttpRequest) -> HttpResponse:
    """The firms that the visitor may see: those that a text finds, or those that the filters leave, page by page."""
    viewer, text, suffix = request_viewer(request), _text(request), known_on_suffix(request)
    own = _only_own(viewer)
    if own:
        return redirect(firm_address(own, suffix))
    if text:
        hits = {hit.id: hit for hit in search(viewer, text, SEARCHED)}
        table, more = firm_table(shown_by_id(viewer, list(hits)), Label("找到的企业", "Firms found"), suffix, hits), ""
    else:
        rows, more = listed(viewer, _asked(request), after=request.GET.get("after", ""), known_on=known_on_of(request))
        table = firm_table(rows, _TITLE, suffix)
    context = {
        "table": table,
        "more": more,
        "text": text,
        "filters": _filters(request, viewer),
        "downloads": downloads(request, lambda ending: reverse("enterprises:download", args=[ending])),
        "tabs": tabs_of(viewer, "list"),
        "may_keep": viewer.may(Permission.KEEP_REGISTER),
    }
    return render(request, "enterprises/list.html", context)


@ENTRANCE
@require_safe
def download(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The same firms as the list shows, all pages of it, as a file; made row by row, whatever their number."""
    return list_file(_TITLE, ending, TAKEN_HOME, taken_home(_all(request, request_viewer(request))))


def _only_own(viewer: Viewer) -> str:
    """The key of the one firm that the viewer acts for; a list of one is no list."""
    if viewer.may(Permission.SEE_REGISTER) or viewer.task_forces:
        return ""
    rows, more = listed(viewer, Asked(), known_on=usual_day(), size=1)
    return rows[0].key if rows and not more else ""


def _all(request: HttpRequest, viewer: Viewer) -> Iterable[Listed]:
    text = _text(request)
    if text:
        return shown_by_id(viewer, [hit.id for hit in search(viewer, text, SEARCHED)])
    return exported(viewer, _asked(request), known_on=known_on_of(request))


def _text(request: HttpRequest) -> str:
    return request.GET.get("text", "").strip()[:120]


def _asked(request: HttpRequest) -> Asked:
    return Asked(**{name: request.GET.get(name, "").strip() for name in FILTERS}, edition=present_edition())


def _filters(request: HttpRequest, viewer: Viewer) -> list[Filter]:
    asked = asdict(_asked(request))
    return [Filter(name, label, asked[name], choices) for name, label, choices in _offered(viewer) if choices]


def _offered(viewer: Viewer) -> Iterator[tuple[str, Label, Choices]]:
    yield "industry", Label("行业", "Industry"), [(code, coded(code, name)) for code, name in industries_that_occur(viewer)]
    yield "division", Label("区划", "Division"), [(code, name or code) for code, name in divisions_that_occur(viewer)]
    yield "status", Label("状态", "Status"), members(Status)
    yield "unit_kind", Label("类型", "Kind of unit"), members(UnitKind)
    yield "part", Label("角色", "Part"), members(PartKind)
    yield "tag", Label("产业环节", "Segment"), [(each.ref, each.label) for each in subjects_of_kind("segment")]
    yield "task_force", Label("专班", "Task force"), list(task_force_names().items())
