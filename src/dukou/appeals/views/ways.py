"""The pages about appeals as a whole: which of them a visitor is offered, and the period that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from dukou.accounts.core.admission import needs, open_to_all
from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.appeals.core.entrance import SEES, VISIBLE
from dukou.appeals.views.parts import APPEALS
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period, months, parse_period, year
from dukou.kit.core.refusals import Malformed
from dukou.kit.pages.lists import Filter
from dukou.kit.pages.parts import Tab

LEADS = needs(Permission.SEE_APPEALS, rows=VISIBLE)
MEASURES = needs(Permission.SEE_APPEALS, Permission.ANSWER_LEGS, rows=VISIBLE)
PAGES = (
    ("list", APPEALS, SEES),
    ("red", Label("督办清单", "Red list"), LEADS),
    ("figures", Label("四项比率", "Four rates"), MEASURES),
    ("repeats", Label("每月一题", "What repeats"), LEADS),
    ("known", Label("常见问题", "Ready answers"), open_to_all),
    ("public", Label("公开", "Public page"), open_to_all),
)
NOT_DISPATCHED = Label("（未派单）", "(not dispatched)")
_EVER = Label("全部", "all")


def ways(request: HttpRequest, current: str) -> list[Tab]:
    """The pages that the visitor may enter."""
    viewer = request_viewer(request)
    return [Tab(label, reverse(f"appeals:{name}"), name == current) for name, label, admission in PAGES if admission.admits(viewer)]


def period_asked(request: HttpRequest) -> Period | None:
    """The period asked for; None: all of them. Where none is named it is the year to date."""
    text = request.GET.get("period")
    if text is None:
        return year_to_date(timezone.localdate())
    try:
        return parse_period(text) if text else None
    except Malformed:
        return year_to_date(timezone.localdate())


def year_to_date(today: date) -> Period:
    """The months of this year up to the present one."""
    return months(today.year, 1, today.month)


def periods_offered(today: date) -> list[Period]:
    """The year to date, last year, and the newest twelve months."""
    found, first = [year_to_date(today), year(today.year - 1)], today.replace(day=1)
    for back in range(12):
        number, month = divmod(first.year * 12 + first.month - 1 - back, 12)
        found.append(months(number, month + 1, month + 1))
    return list(dict.fromkeys(found))


def period_filter(asked: Period | None, offered: Sequence[Period]) -> Filter:
    """The choice of a period; one that a link asks for is offered too."""
    offered = [*offered, asked] if asked and asked not in offered else offered
    return Filter("period", Label("提交时间", "Filed in"), str(asked or ""), [(str(each), each.label) for each in offered])


def period_word(asked: Period | None) -> Label:
    """The period in words."""
    return asked.label if asked else _EVER
