"""A new version of a measure's conditions over the register: who drops out and why, who comes in, who is close."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.enterprises.queries.lists import Listed
from dukou.kit.core.labels import Label
from dukou.kit.pages.known import known_on_of
from dukou.kit.pages.lists import Filter, members, taken_home
from dukou.policies.core.kinds import Move
from dukou.policies.core.measures import Measure
from dukou.policies.core.switching import Switched
from dukou.policies.queries.firms import firms_meant
from dukou.policies.queries.policies import measure_of
from dukou.policies.queries.switches import NotNewer, Switch, switch_of, versions_of
from dukou.policies.tables import switches as tables
from dukou.policies.tables import taken_home as home
from dukou.policies.views.lists import SEES, beside
from dukou.policies.views.narrowing import asked, firm_filters, meant_of, turned
from dukou.rules.core.books import Book

_TITLE = Label("换版影响", "What a new version changes")
Firms = list[tuple[Listed, Switched]]


@SEES
@require_safe
def switch(request: HttpRequest, key: str) -> HttpResponse:
    """A measure's conditions under one version against a later one, on the same facts."""
    viewer, measure = request_viewer(request), measure_of(key).measure
    versions = versions_of(measure.conditions)
    old, new = _pair(request, versions)
    context: dict[str, Any] = {"measure": measure, "versions": versions, "old": old, "new": new, **beside(key, "switch")}
    try:
        told = _told(request, viewer, measure) if len(versions) > 1 else None
    except NotNewer as refusal:
        context["refusal"], told = refusal, None
    if told is not None:
        rows, turn = turned(request, _of_filters(request, viewer, told), lambda pair: pair[0].key, "switch", key)
        move = Filter("move", Label("变化", "Change"), asked(request, "move"), members(Move))
        context |= turn | {
            "told": told,
            "moves": tables.moves_table(told),
            "table": tables.switch_table(rows) if rows else None,
            "filters": firm_filters(request, viewer, move),
            "kept": [("old", old), ("new", new)],
        }
    return render(request, "policies/switch.html", context)


@SEES
@require_safe
def switch_download(request: HttpRequest, key: str, ending: str) -> HttpResponseBase:
    """The same firms, all pages of them, as a file."""
    viewer = request_viewer(request)
    told = _told(request, viewer, measure_of(key).measure)
    return taken_home(_TITLE, ending, home.SWITCH, home.switch_rows(_of_filters(request, viewer, told)))


def _told(request: HttpRequest, viewer: Viewer, measure: Measure) -> Switch:
    old, new = _pair(request, versions_of(measure.conditions))
    return switch_of(viewer, old, new, known_on_of(request), measure.place)


def _pair(request: HttpRequest, versions: Sequence[Book]) -> tuple[str, str]:
    """The versions asked for; where none is, or none of this book, the last two."""
    keys = [book.key for book in versions]
    old, new = asked(request, "old"), asked(request, "new")
    return old if old in keys else (keys[-2:] or [""])[0], new if new in keys else (keys[-1:] or [""])[0]


def _of_filters(request: HttpRequest, viewer: Viewer, told: Switch) -> Firms:
    move, meant = asked(request, "move"), meant_of(request)
    firms = firms_meant(viewer, meant) if meant else None
    return [(firm, each) for firm, each in told.firms if (not move or each.move.value == move) and (firms is None or firm.id in firms)]
