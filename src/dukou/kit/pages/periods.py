"""The period that a page of figures is asked for: the year to date, last year, or a month; in words and as a filter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period, months, parse_period, year
from dukou.kit.core.refusals import Malformed
from dukou.kit.pages.lists import Filter

_EVER = Label("全部", "all")


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
