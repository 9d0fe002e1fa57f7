"""The figures of appeals: four rates by unit, topic or grade, with everything they stand on; taken home as a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.appeals.core.statistics import AppealRow, Summary, by_group, summary
from dukou.appeals.queries.grades import grade_names
from dukou.appeals.queries.held import held_time
from dukou.appeals.queries.ping_pong import ping_pong_for
from dukou.appeals.queries.rules import are_taken, rules_in_force
from dukou.appeals.queries.statistics import own_units, rows_for
from dukou.appeals.tables import figures as tables
from dukou.appeals.views.ways import MEASURES, NOT_DISPATCHED, ways
from dukou.kit.core.labels import Label, LabelledEnum, same
from dukou.kit.core.periods import Period
from dukou.kit.pages.lists import downloads, taken_home
from dukou.kit.pages.parts import Tab
from dukou.kit.pages.periods import period_asked, period_filter, period_word, periods_offered

_TABLES = (
    tables.rates_table,
    tables.first_table,
    tables.satisfaction_table,
    tables.outcomes_table,
    tables.endings_table,
    tables.taken_table,
)
_NO_TOPIC = Label("（未分类）", "(no topic)")


class Cut(LabelledEnum):
    """By what the figures are told apart."""

    UNIT = "unit", "按主办单位", "by lead unit"
    TOPIC = "topic", "按类别", "by topic"
    GRADE = "grade", "按等级", "by grade"


_HEADS = {Cut.UNIT: Label("主办单位", "lead unit"), Cut.TOPIC: Label("类别", "topic"), Cut.GRADE: Label("等级", "grade")}
_GROUPS: dict[Cut, Callable[[AppealRow], str]] = {
    Cut.UNIT: lambda row: row.unit,
    Cut.TOPIC: lambda row: row.topic,
    Cut.GRADE: lambda row: row.grade,
}


@dataclass(frozen=True, slots=True)
class _Found:
    """The figures that a page is asked for."""

    period: Period | None
    cut: Cut
    groups: list[tuple[Label, Summary]]
    whole: Summary
    now: datetime


@MEASURES
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Four rates, and what they stand on."""
    from dukou.appeals.charts import rates_chart  # drawing takes time to load, and most commands draw nothing

    viewer, found = request_viewer(request), _found(request)
    names, held = organisation_names(), held_time(viewer, found.period, found.now)
    moves = ping_pong_for(viewer, found.period)
    by = (_HEADS[found.cut], found.groups, found.whole)
    context = {
        "tabs": ways(request, "figures"),
        "cuts": _cuts(request, found.cut),
        "filters": [period_filter(found.period, periods_offered(timezone.localdate(found.now)))],
        "kept": [("by", found.cut.value)],
        "cleared": reverse("appeals:figures"),
        "period": period_word(found.period),
        "is_own": own_units(viewer) is not None,
        "whole": found.whole,
        "chart": rates_chart(found.groups),
        "main": [table(*by) for table in _TABLES],
        "held": held,
        "holders": [tables.holders_table(held), tables.unit_times_table(held, names)] if held else [],
        "ping_pong": tables.ping_pong_table(moves, names) if moves else None,
        "downloads": downloads(request, lambda ending: reverse("appeals:figures_download", args=[ending])),
    }
    return render(request, "appeals/figures.html", context)


@MEASURES
@require_safe
def download(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The counts behind the rates as a file."""
    found = _found(request)
    title = Label("企业诉求四项比率", "Four rates of appeals")
    return taken_home(title, ending, tables.TAKEN_HOME, tables.taken_home_rows(found.groups, found.whole))


def _found(request: HttpRequest) -> _Found:
    viewer, period, now = request_viewer(request), period_asked(request), timezone.now()
    asked = request.GET.get("by", "")
    cut = Cut.of(asked) if asked in [each.value for each in Cut] else Cut.UNIT
    rows = rows_for(viewer, period, now)
    groups = by_group(rows, _GROUPS[cut], now)
    names = _names(cut)
    return _Found(period, cut, [(names.get(key, same(key or "—")), each) for key, each in groups.items()], summary(rows, now), now)


def _names(cut: Cut) -> dict[str, Label]:
    if cut is Cut.UNIT:
        return organisation_names() | {"": NOT_DISPATCHED}
    if cut is Cut.GRADE:
        return grade_names()
    return (rules_in_force().topic_names if are_taken() else {}) | {"": _NO_TOPIC}


def _cuts(request: HttpRequest, cut: Cut) -> list[Tab]:
    found = []
    for each in Cut:
        query = request.GET.copy()
        query["by"] = each.value
        found.append(Tab(each.label, f"?{query.urlencode()}", each is cut))
    return found
