"""The steps that a visitor may take on the page of a meeting: those of whoever leads it, and of whoever is invited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import QueryDict

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.organisations import offices_open
from dukou.casework.actions import meetings as acts
from dukou.casework.forms import AgreedForm, AttendanceForm, DoneForm, InviteForm, OutcomeForm, ReasonForm, ResponseForm
from dukou.casework.models import Invitee, Meeting
from dukou.casework.queries.meetings import convenes_for, follow_ups_of, invitees_of, speaks_for
from dukou.kit.core.labels import Label
from dukou.kit.pages.steps import Step

Sent = Callable[[str], QueryDict | None]


def steps_of(viewer: Viewer, meeting: Meeting, posted: QueryDict, taken: str, now: datetime) -> list[Step]:
    """The steps that the meeting's state and the visitor's rights leave open; the one taken holds what was sent."""

    def sent(name: str) -> QueryDict | None:
        return posted if name == taken else None

    invited = list(invitees_of(meeting))
    steps: list[Step] = []
    if meeting.closed_at is None:
        if now < meeting.begins_at:
            steps += _of_invited(viewer, meeting, invited, sent)
        if convenes_for(viewer, meeting.host.key):
            steps += _of_host(viewer, meeting, invited, sent, has_begun=now >= meeting.begins_at)
    return [*steps, *_done(viewer, meeting, sent)]


def _of_invited(viewer: Viewer, meeting: Meeting, invited: list[Invitee], sent: Sent) -> list[Step]:
    own = [(each.organisation.key, each.organisation.label) for each in invited if speaks_for(viewer, each.organisation.key)]
    if not own:
        return []
    form = ResponseForm(sent("respond"), prefix="respond", organisations=own, initial={"organisation": own[0][0]})

    def act() -> object:
        told = form.cleaned_data
        return acts.respond(
            by=viewer,
            meeting=meeting.pk,
            organisation=told["organisation"],
            comes=told["comes"] == "yes",
            person=told["person"],
            note=told["note"],
        )

    return [Step("respond", Label("答复邀请", "Answer the invitation"), form, act, Label("已答复", "answered"))]


def _of_host(viewer: Viewer, meeting: Meeting, invited: list[Invitee], sent: Sent, *, has_begun: bool) -> list[Step]:
    if not has_begun:
        return [_invite(viewer, meeting, sent), _cancel(viewer, meeting, sent)]
    return [
        _attendance(viewer, meeting, invited, sent),
        _agree(viewer, meeting, invited, sent),
        _close(viewer, meeting, sent),
        _cancel(viewer, meeting, sent),
    ]


def _invite(viewer: Viewer, meeting: Meeting, sent: Sent) -> Step:
    form = InviteForm(sent("invite"), prefix="invite", offices=offices_open())

    def act() -> object:
        told = form.cleaned_data
        return acts.invite(by=viewer, meeting=meeting.pk, organisations=[*told["invited"], *told["firms"]])

    return Step("invite", Label("增加邀请", "Invite more"), form, act, Label("已邀请", "invited"))


def _cancel(viewer: Viewer, meeting: Meeting, sent: Sent) -> Step:
    form = ReasonForm(sent("cancel"), prefix="cancel")
    act = lambda: acts.cancel(by=viewer, meeting=meeting.pk, reason=form.cleaned_data["reason"])  # noqa: E731
    return Step(
        "cancel", Label("取消会议", "Cancel the meeting"), form, act, Label("已取消，受邀单位已收到消息", "cancelled; all were told")
    )


def _attendance(viewer: Viewer, meeting: Meeting, invited: list[Invitee], sent: Sent) -> Step:
    keys = [each.organisation.key for each in invited]
    offered = [(each.organisation.key, each.organisation.label) for each in invited]
    form = AttendanceForm(sent("attendance"), prefix="attendance", organisations=offered)

    def act() -> None:
        came = form.cleaned_data["attended"]
        acts.note_attendance(by=viewer, meeting=meeting.pk, attended=came, absent=set(keys) - set(came))

    return Step("attendance", Label("登记到会情况", "Note who came"), form, act, Label("已登记", "noted"))


def _agree(viewer: Viewer, meeting: Meeting, invited: list[Invitee], sent: Sent) -> Step:
    units = [(each.key, each.label) for each in (meeting.host, *(each.organisation for each in invited))]
    form = AgreedForm(sent("agree"), prefix="agree", units=units)

    def act() -> object:
        told = form.cleaned_data
        return acts.agree(by=viewer, meeting=meeting.pk, unit=told["unit"], task=told["task"], due_on=told["due_on"])

    return Step(
        "agree", Label("议定事项", "Agree on something to do"), form, act, Label("已登记，承办单位已收到消息", "noted; the unit was told")
    )


def _close(viewer: Viewer, meeting: Meeting, sent: Sent) -> Step:
    form = OutcomeForm(sent("close"), prefix="close")
    act = lambda: acts.close(by=viewer, meeting=meeting.pk, outcome=form.cleaned_data["outcome"])  # noqa: E731
    return Step("close", Label("登记会议结果", "Close with the outcome"), form, act, Label("已登记", "noted"))


def _done(viewer: Viewer, meeting: Meeting, sent: Sent) -> list[Step]:
    leads = convenes_for(viewer, meeting.host.key)
    left = [each for each in follow_ups_of(meeting) if each.done_at is None and (leads or speaks_for(viewer, each.unit.key))]
    if not left:
        return []
    form = DoneForm(sent("done"), prefix="done", follow_ups=[(str(each.pk), f"{each.unit.label}：{each.task[:60]}") for each in left])

    def act() -> object:
        told = form.cleaned_data
        return acts.follow_up_done(by=viewer, follow_up=int(told["follow_up"]), result=told["result"])

    return [Step("done", Label("登记办理结果", "Say what was done"), form, act, Label("已登记", "noted"))]
