"""Meetings: called, answered, held, closed or cancelled; what they agree is done by a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import organisation_of
from dukou.audit.core.values import Personal
from dukou.casework.actions._meetings import doing, held, invite_all, led, speaking_with, tell_invited, written
from dukou.casework.actions.meeting_refusals import FollowUpDone, MeetingBegun, MeetingInThePast, NoSuchFollowUp, NotConvener, NotInvited
from dukou.casework.actions.refusals import CaseClosed
from dukou.casework.core.states import Attendance, InvitationAnswer, MeetingKind
from dukou.casework.models import FollowUp, Invitee, Meeting
from dukou.casework.queries.meetings import convenes_for, meeting_seen, speaks_for
from dukou.casework.queries.owners import case_seen
from dukou.kit.core.labels import Label

_CALLS = Permission.CALL_MEETINGS
_INVITED = Label("邀请参加“{title}”：{begins}，{place}", "You are invited to “{title}”: {begins}, {place}")
_CANCELLED = Label("“{title}”（{begins}）取消", "“{title}” ({begins}) is cancelled")
_OUTCOME = Label("“{title}”已结束，结果已登记", "“{title}” is over, its outcome was noted")
_AGREED = Label("“{title}”议定由贵单位办理一事", "“{title}” agreed on something that your organisation does")
_DONE = Label("“{title}”议定的一事已办", "something that “{title}” agreed on is done")
_ANSWERED = Label("“{title}”有一个单位答复了邀请", "an organisation answered the invitation to “{title}”")


def call(
    *,
    by: Viewer,
    host: str,
    kind: MeetingKind,
    title: str,
    begins_at: datetime,
    place: str,
    invited: Collection[str],
    case: int | None = None,
    now: datetime | None = None,
) -> Meeting:
    """Call a meeting for the organisation `host`, about an open case or about none; whoever speaks for who is invited is told."""
    moment, host_row = now or timezone.now(), organisation_of(host)
    if not convenes_for(by, host):
        raise NotConvener(host=host_row.label)
    if case is not None and case_seen(by, case).closed_at is not None:
        raise CaseClosed(case=case)
    if begins_at <= moment:
        raise MeetingInThePast(begins=f"{timezone.localtime(begins_at):%Y-%m-%d %H:%M}")
    meeting = Meeting(
        kind=kind.value,
        title=written(title, Label("名称", "title")),
        case_id=case,
        host=host_row,
        begins_at=begins_at,
        place=written(place, Label("地点", "place")),
        called_at=moment,
        called_by=by.key,
    )
    with doing(by, _CALLS, "meetings.call", meeting, moment) as told:
        meeting.save(force_insert=True)
        keys = invite_all(meeting, invited)
        told |= {"host": host, "kind": kind, "title": meeting.title, "begins_at": begins_at, "place": meeting.place, "invited": keys}
        told["told"] = tell_invited(by, meeting, keys, _INVITED, moment)
    return meeting


def invite(*, by: Viewer, meeting: int, organisations: Collection[str], now: datetime | None = None) -> list[str]:
    """Invite more organisations; gives the keys of those that were not invited before."""
    moment = now or timezone.now()
    row = meeting_seen(by, meeting)
    with doing(by, _CALLS, "meetings.invite", row, moment) as told:
        row = led(by, meeting)
        told["invited"] = invite_all(row, organisations)
        told["told"] = tell_invited(by, row, told["invited"], _INVITED, moment)
    keys: list[str] = told["invited"]
    return keys


def respond(
    *, by: Viewer, meeting: int, organisation: str, comes: bool, person: str = "", note: str = "", now: datetime | None = None
) -> Invitee:
    """Say for an invited organisation whether it comes, and who (`person`). Until the meeting begins the answer may be changed."""
    moment = now or timezone.now()
    with doing(by, speaking_with(by, organisation), "meetings.respond", meeting_seen(by, meeting), moment) as told:
        row = held(by, meeting)
        invitee = _invitee(row, organisation)
        if not speaks_for(by, organisation):
            raise NotInvited(organisation=invitee.organisation.label)
        if moment >= row.begins_at:
            raise MeetingBegun(begins=f"{timezone.localtime(row.begins_at):%Y-%m-%d %H:%M}")
        invitee.answer = (InvitationAnswer.ACCEPTED if comes else InvitationAnswer.DECLINED).value
        invitee.person, invitee.note = person.strip() if comes else "", note.strip()
        invitee.save(update_fields=["answer", "person", "note"])
        told |= {"organisation": organisation, "answer": invitee.answer, "person": Personal(invitee.person), "note": invitee.note}
        told["told"] = tell_invited(by, row, [row.host.key], _ANSWERED, moment)
    return invitee


def note_attendance(
    *, by: Viewer, meeting: int, attended: Collection[str], absent: Collection[str] = (), now: datetime | None = None
) -> None:
    """Note who of the invited organisations (by key) came and who did not; of the others nothing is said."""
    moment = now or timezone.now()
    with doing(by, _CALLS, "meetings.note_attendance", meeting_seen(by, meeting), moment) as told:
        row = led(by, meeting, begun_by=moment)
        came = {key: Attendance.ATTENDED for key in attended}
        for key, attendance in ({key: Attendance.ABSENT for key in absent} | came).items():
            invitee = _invitee(row, key)
            invitee.attendance = attendance.value
            invitee.save(update_fields=["attendance"])
        told |= {"attended": sorted(came), "absent": sorted(set(absent) - set(came))}


def close(*, by: Viewer, meeting: int, outcome: str, now: datetime | None = None) -> Meeting:
    """Close the meeting with what came of it, in words; whoever came is told, and who may have: none noted it, and he had not declined."""
    moment = now or timezone.now()
    with doing(by, _CALLS, "meetings.close", meeting_seen(by, meeting), moment) as told:
        row = led(by, meeting, begun_by=moment)
        row.outcome, row.closed_at = written(outcome, Label("会议结果", "outcome")), moment
        row.save(update_fields=["outcome", "closed_at"])
        came = Q(attendance=Attendance.ATTENDED.value)
        may_have = Q(attendance="") & ~Q(answer=InvitationAnswer.DECLINED.value)
        keys = list(row.invitees.filter(came | may_have).order_by("pk").values_list("organisation__key", flat=True))
        told |= {"outcome": row.outcome, "told": tell_invited(by, row, keys, _OUTCOME, moment)}
    return row


def cancel(*, by: Viewer, meeting: int, reason: str, now: datetime | None = None) -> Meeting:
    """Cancel a meeting that does not take place; whoever was invited is told."""
    moment, because = now or timezone.now(), written(reason, Label("理由", "reason"))
    with doing(by, _CALLS, "meetings.cancel", meeting_seen(by, meeting), moment, because) as told:
        row = led(by, meeting)
        row.cancelled_reason, row.closed_at = because, moment
        row.save(update_fields=["cancelled_reason", "closed_at"])
        told["told"] = tell_invited(by, row, list(row.invitees.values_list("organisation__key", flat=True)), _CANCELLED, moment)
    return row


def agree(*, by: Viewer, meeting: int, unit: str, task: str, due_on: date, now: datetime | None = None) -> FollowUp:
    """Write down what a unit (by key) will do, by which day; the unit is told. While the meeting is open, from its beginning on."""
    moment = now or timezone.now()
    with doing(by, _CALLS, "meetings.agree", meeting_seen(by, meeting), moment) as told:
        row = led(by, meeting, begun_by=moment)
        agreed = FollowUp.objects.create(
            meeting=row, unit_id=_party(row, unit), task=written(task, Label("议定事项", "what is agreed")), due_on=due_on
        )
        told |= {"follow_up": agreed.pk, "unit": unit, "task": agreed.task, "due_on": due_on}
        told["told"] = tell_invited(by, row, [unit], _AGREED, moment)
    return agreed


def follow_up_done(*, by: Viewer, follow_up: int, result: str, now: datetime | None = None) -> FollowUp:
    """Say that what was agreed is done, and with which result; by the unit that does it or by whoever convened."""
    moment = now or timezone.now()
    asked = FollowUp.objects.select_related("unit").filter(pk=follow_up).first()
    if asked is None:
        raise NoSuchFollowUp(number=follow_up)
    meeting = meeting_seen(by, asked.meeting_id)
    if not (speaks_for(by, asked.unit.key) or convenes_for(by, meeting.host.key)):
        raise NotInvited(organisation=asked.unit.label)
    with doing(by, speaking_with(by, asked.unit.key), "meetings.follow_up_done", meeting, moment) as told:
        row = FollowUp.objects.select_for_update(of=("self",)).get(pk=follow_up)
        if row.done_at is not None:
            raise FollowUpDone(day=timezone.localdate(row.done_at))
        row.done_at, row.done_by, row.result = moment, by.key, written(result, Label("办理结果", "result"))
        row.save(update_fields=["done_at", "done_by", "result"])
        told |= {"follow_up": row.pk, "result": row.result, "told": tell_invited(by, meeting, [meeting.host.key], _DONE, moment)}
    return row


def _invitee(meeting: Meeting, organisation: str) -> Invitee:
    found = meeting.invitees.select_related("organisation").filter(organisation__key=organisation).first()
    if found is None:
        raise NotInvited(organisation=organisation)
    return found


def _party(meeting: Meeting, unit: str) -> int:
    """The organisation of this key (its primary key), where it convenes or is invited."""
    return meeting.host_id if unit == meeting.host.key else _invitee(meeting, unit).organisation_id
