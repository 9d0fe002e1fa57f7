"""One clock: what it was given, what its ledger says, and every day of it counted or skipped with the reason; its receipt as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dukou.accounts.core.admission import signed_in
from dukou.accounts.queries import request_viewer
from dukou.casework.core.months import RECEIVED_LATER, SHORT
from dukou.casework.core.states import ClockState
from dukou.casework.queries.owners import clock_seen, kind_of
from dukou.casework.queries.shown_clocks import ShownClock, shown_clock
from dukou.casework.queries.timing import receipt_of
from dukou.kit.core.labels import Label, same
from dukou.kit.output import as_json
from dukou.kit.pages.parts import Crumb
from dukou.rules.queries.naming import deciders

ROWS = "casework.queries.owners:clock_seen"
WEEKDAYS = [Label(zh, en) for zh, en in zip("一二三四五六日", ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), strict=True)]


@signed_in(rows=ROWS)
@require_safe
def clock(request: HttpRequest, number: int) -> HttpResponse:
    """One clock with its receipt as a wall calendar."""
    viewer = request_viewer(request)
    row = clock_seen(viewer, number)
    shown, kind = shown_clock(row), kind_of(row.case)
    with_names = kind is not None and kind.names_officers(viewer, row.case_id)
    called = deciders({line.entered_by for line in shown.ledger}) if with_names else {}
    case_name = Label("{kind}第 {case} 号", "{kind} {case}").filled(kind=kind.label if kind else same("—"), case=row.case_id)
    light, word = _standing(shown)
    context = {
        "clock": shown,
        "light": light,
        "word": word,
        "pairs": _pairs(shown),
        "ledger": [(line, called.get(line.entered_by, "")) for line in shown.ledger],
        "with_names": with_names,
        "weekdays": WEEKDAYS,
        "reasons": [(SHORT[reason], reason.label) for reason in shown.reasons if reason in SHORT],
        "is_received_later": any(
            day is not None and day.word == RECEIVED_LATER for month in shown.months for week in month.weeks for day in week
        ),
        "case_name": case_name,
        "crumbs": [Crumb(case_name, kind.address(row.case_id) if kind else ""), Crumb(shown.name)],
    }
    return render(request, "casework/clock.html", context)


@signed_in(rows=ROWS)
@require_safe
def receipt(request: HttpRequest, number: int) -> HttpResponse:
    """The receipt of the clock as a file, for whoever wants to reckon it again; refused while the clock stands still."""
    told = receipt_of(clock_seen(request_viewer(request), number))
    answer = HttpResponse(as_json(told) + "\n", content_type="application/json; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="receipt-{number}.json"'
    return answer


def _standing(shown: ShownClock) -> tuple[str, Label]:
    """Light and word of how the clock stands now. Nothing of this is stored."""
    if shown.state is ClockState.STANDING:
        return "undecided", shown.state.label
    if shown.row.is_moot:
        return "undecided", Label("未办，事项先已结束", "not done, its case ended first")
    if shown.state is ClockState.STOPPED:
        return ("red", Label("逾期后停止", "stopped late")) if shown.is_late else ("green", Label("按期停止", "stopped in time"))
    late = shown.row.due_at is not None and timezone.now() >= shown.row.due_at
    return ("red", Label("已逾期", "overdue")) if late else ("green", shown.state.label)


def _pairs(shown: ShownClock) -> list[tuple[Label, object]]:
    row = shown.row
    budget = shown.budget if shown.extended is None else Label("{budget}，延长 {more}", "{budget}, extended by {more}")
    pairs: list[tuple[Label, object]] = [
        (Label("办理规则", "Profile"), shown.profile),
        (Label("时限", "Time given"), budget.filled(budget=shown.budget, more=shown.extended or "")),
        (Label("起算", "Begins"), _minute(row.anchor_at)),
        (Label("期限", "Due"), _end(shown)),
        (Label("到期意味着", "What its end means"), shown.expiry.label),
    ]
    if row.leg is not None:
        pairs.insert(0, (Label("承办单位", "Unit"), row.leg.unit.label))
    if row.stopped_at:
        pairs.append((Label("停止", "Stopped"), _minute(row.stopped_at)))
    return pairs


def _end(shown: ShownClock) -> Label | str:
    """When it runs out: a clock that ends with a day is told by that day, not by the midnight after it."""
    row = shown.row
    if row.due_at is None or row.due_on is None:
        return Label("暂停计时，期限待定", "it stands still: open")
    if timezone.localdate(row.due_at) > row.due_on:
        return Label("{day} 24:00", "the end of {day}").filled(day=row.due_on)
    return _minute(row.due_at)


def _minute(moment: object) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"  # type: ignore[arg-type]
