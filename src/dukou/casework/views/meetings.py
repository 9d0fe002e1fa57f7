"""Meetings: those in sight, one with its next steps, and the form by which one is called."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.admission import needs, signed_in
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.organisations import offices_open, organisation_names
from dukou.casework.actions import meetings as calling
from dukou.casework.core.states import MeetingKind
from dukou.casework.forms import MeetingForm
from dukou.casework.models import Meeting
from dukou.casework.queries.meetings import follow_ups_told, invitees_told, meeting_seen, meetings_seen
from dukou.casework.queries.owners import case_seen, kind_of, may_see_case
from dukou.casework.views.meeting_steps import steps_of
from dukou.kit.core.labels import Label, same
from dukou.kit.doors import acted, carried_out
from dukou.kit.pages.lists import number_asked
from dukou.kit.pages.parts import Crumb
from dukou.kit.pages.steps import step_taken
from dukou.rules.queries.naming import deciders

ROWS = "casework.queries.meetings:visible_meetings"
MEETINGS = Label("会议", "Meetings")


@signed_in(rows=ROWS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The meetings that the visitor may see, that which begins last first."""
    viewer, asked = request_viewer(request), number_asked(request)
    rows, beneath = meetings_seen(viewer, asked)
    shown = [(row, MeetingKind.of(row.kind).label, *_standing(row)) for row in rows]
    context = {"rows": shown, "beneath": beneath, "is_later": asked is not None, "may_call": viewer.may(Permission.CALL_MEETINGS)}
    return render(request, "casework/meetings.html", context)


@needs(Permission.CALL_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest) -> HttpResponse:
    """Call a meeting for one of one's own organisations."""
    viewer, names = request_viewer(request), organisation_names()
    hosts = [(key, names[key]) for key in sorted(viewer.organisations_where(Permission.CALL_MEETINGS))]
    begun, concerned = _begun(request, names)
    offices = sorted(offices_open(), key=lambda each: each[0] not in concerned)
    form = MeetingForm(request.POST or None, hosts=hosts, offices=offices, initial=begun | {"host": hosts[0][0] if hosts else ""})
    made: list[Meeting] = []

    def act() -> None:
        said = form.cleaned_data
        made.append(
            calling.call(
                by=viewer,
                host=said["host"],
                kind=MeetingKind.of(said["kind"]),
                title=said["title"],
                begins_at=said["begins_at"],
                place=said["place"],
                invited=[*said["invited"], *said["firms"]],
                case=said["case"],
            )
        )

    if request.method == "POST" and form.is_valid() and acted(form, act):
        messages.success(request, str(Label("已召集，受邀单位已收到消息", "it was called, and whoever is invited was told")))
        return redirect("casework:meeting", made[0].pk)
    crumbs = [Crumb(MEETINGS, reverse("casework:meetings")), Crumb(Label("召集会议", "Call a meeting"))]
    return render(request, "casework/call.html", {"form": form, "crumbs": crumbs}, status=422 if form.errors else 200)


@signed_in(rows=ROWS)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, number: int) -> HttpResponse:
    """One meeting: who is invited, who comes, what came of it, and the steps that the visitor may take."""
    viewer = request_viewer(request)
    found = meeting_seen(viewer, number)
    steps = steps_of(viewer, found, request.POST, request.POST.get("step", ""), timezone.now())
    step = step_taken(request, steps)
    if request.method == "POST":
        if step is None:
            raise NotPermitted(permission=Permission.CALL_MEETINGS.label)
        if carried_out(request, step.form, step.act, step.done):
            return redirect("casework:meeting", number)
    light, word = _standing(found)
    context = {
        "meeting": found,
        "kind": MeetingKind.of(found.kind).label,
        "light": light,
        "word": word,
        "pairs": [
            (Label("时间", "Begins"), f"{timezone.localtime(found.begins_at):%Y-%m-%d %H:%M}"),
            (Label("地点", "Place"), found.place),
            (Label("召集", "Convened by"), found.host.label),
        ],
        "case": _case(request, found),
        "invitees": invitees_told(viewer, found),
        "follow_ups": [(each, deciders({each.done_by})[each.done_by] if each.done_by else "") for each in follow_ups_told(viewer, found)],
        "steps": steps,
        "crumbs": [Crumb(MEETINGS, reverse("casework:meetings")), Crumb(same(found.title))],
    }
    return render(request, "casework/meeting.html", context, status=422 if step and step.form.errors else 200)


def _begun(request: HttpRequest, names: Mapping[str, Label]) -> tuple[dict[str, object], list[str]]:
    """What the form begins with where a case is named that the visitor may see: a meeting about it, with whom it concerns."""
    asked = request.GET.get("case", "")
    case = case_seen(request_viewer(request), int(asked)) if asked.isdecimal() and len(asked) < 10 else None
    kind = kind_of(case) if case is not None else None
    if case is None or kind is None:
        return {"case": asked}, []
    title, concerned = kind.meets(case.pk)
    offices = {key for key, _ in offices_open()}
    firms = [str(names[key]) for key in concerned if key not in offices]
    begun = {"case": case.pk, "kind": MeetingKind.JOINT_HANDLING.value, "title": str(title)}
    return begun | {"invited": [key for key in concerned if key in offices], "firms": "\n".join(firms)}, concerned


def _case(request: HttpRequest, found: Meeting) -> tuple[Label, str] | None:
    """Name and address of the case to which a meeting belongs, for whoever may see it."""
    kind = kind_of(found.case) if found.case else None
    if found.case is None or kind is None or not may_see_case(request_viewer(request), found.case):
        return None
    return Label("{kind}第 {case} 号", "{kind} {case}").filled(kind=kind.label, case=found.case.pk), kind.address(found.case.pk)


def _standing(row: Meeting) -> tuple[str, Label]:
    """Light and word of where a meeting stands."""
    if row.cancelled_reason:
        return "unknown", Label("已取消", "cancelled")
    if row.closed_at is not None:
        return "green", Label("已结束", "over")
    if timezone.now() < row.begins_at:
        return "undecided", Label("待召开", "to come")
    return "yellow", Label("待登记结果", "outcome to be noted")
