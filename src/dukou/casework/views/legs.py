"""What is in the hands of one's units: taken, handed to a colleague, or all of it where somebody leaves."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.casework.actions import legs as handing
from dukou.casework.core.profiles import WINDOWS, LegRole
from dukou.casework.forms import HandOverAllForm, HandOverForm
from dukou.casework.models import Leg, RunningClock
from dukou.casework.queries.hands import clocks_of_legs, leg_seen, open_legs
from dukou.casework.queries.owners import kind_of, may_see_case
from dukou.casework.queries.profiles import profile_of
from dukou.kit.core.labels import Label, same
from dukou.kit.doors import acted
from dukou.kit.pages.lists import number_asked
from dukou.kit.pages.parts import Crumb
from dukou.rules.queries.naming import deciders

ROWS = "casework.queries.hands:legs_in_hand"
LEGS = Label("在办事项", "In hand")
_ENTERS = needs(Permission.ANSWER_LEGS, rows=ROWS)


@_ENTERS
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The open legs of one's units, the newest first; `mine`: those in one's own hands."""
    viewer, asked, is_mine = request_viewer(request), number_asked(request), request.GET.get("mine") == "1"
    rows, beneath = open_legs(viewer, asked, officer=viewer.key if is_mine else None)
    context = {"rows": _shown(viewer, rows), "beneath": beneath, "is_later": asked is not None, "is_mine": is_mine}
    return render(request, "casework/legs.html", context)


@_ENTERS
@require_POST
def take(request: HttpRequest, number: int) -> HttpResponse:
    """Take a leg into one's own hands."""
    handing.take(by=request_viewer(request), leg=number)
    messages.success(request, str(Label("已认领", "it is in your hands")))
    return redirect("casework:legs")


@_ENTERS
@require_http_methods(["GET", "HEAD", "POST"])
def leg(request: HttpRequest, number: int) -> HttpResponse:
    """One leg, and the form by which it is handed to a colleague."""
    viewer = request_viewer(request)
    row = leg_seen(viewer, number)
    form = HandOverForm(request.POST or None)

    def act() -> object:
        return handing.hand_over(by=viewer, leg=number, taker=form.cleaned_data["taker"], reason=form.cleaned_data["reason"])

    if request.method == "POST" and form.is_valid() and acted(form, act):
        messages.success(request, str(Label("已移交", "handed over")))
        return redirect("casework:legs")
    crumbs = [Crumb(LEGS, reverse("casework:legs")), Crumb(same(row.case_id))]
    context = {"line": _shown(viewer, [row])[0], "form": form, "crumbs": crumbs, "is_open": row.closed_at is None}
    return render(request, "casework/leg.html", context, status=422 if form.errors else 200)


@_ENTERS
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_all(request: HttpRequest) -> HttpResponse:
    """Hand everything that somebody of one's units has in hand to a colleague."""
    viewer, form = request_viewer(request), HandOverAllForm(request.POST or None)
    handed: list[int] = []
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        act = lambda: handed.append(handing.hand_over_all(by=viewer, giver=told["giver"], taker=told["taker"], reason=told["reason"]))  # noqa: E731
        if acted(form, act):
            messages.success(request, str(Label("已移交 {count} 件", "{count} handed over").filled(count=handed[0])))
            return redirect("casework:legs")
    crumbs = [Crumb(LEGS, reverse("casework:legs")), Crumb(Label("全部移交", "Hand over all"))]
    return render(request, "casework/hand_over_all.html", {"form": form, "crumbs": crumbs}, status=422 if form.errors else 200)


def _due(clock: RunningClock, now: datetime) -> tuple[RunningClock, Label, bool, bool] | None:
    """A clock with its name, whether it is late and whether it is a window. One that has closed binds nobody any more: None."""
    rule, is_window = profile_of(clock.case.profile).clock(clock.case.grade, clock.key), clock.key in WINDOWS
    is_over = clock.due_at is not None and clock.due_at <= now
    return None if is_window and is_over else (clock, rule.name if rule else same(clock.key), is_over, is_window)


def _shown(viewer: Viewer, rows: list[Leg]) -> list[dict[str, object]]:
    """The legs as a page tells them: the case with its way where the visitor may see it, who has it, when it is due."""
    clocks, now = clocks_of_legs(rows), timezone.now()
    called = deciders({row.officer for row in rows if row.officer})
    found = []
    for row in rows:
        kind = kind_of(row.case)
        sees = kind is not None and may_see_case(viewer, row.case)
        name = Label("{kind}第 {case} 号", "{kind} {case}").filled(kind=kind.label if kind else Label("办件", "case"), case=row.case_id)
        due = [each for clock in clocks.get(row.pk, ()) if (each := _due(clock, now)) is not None]
        told = {"leg": row, "role": LegRole.of(row.role).label, "name": name, "officer": called.get(row.officer, ""), "due": due}
        found.append(told | {"address": kind.address(row.case_id) if kind and sees else "", "sees": sees})
    return found
