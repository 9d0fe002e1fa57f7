"""What the acts on meetings share: one event each, in the case where the meeting belongs to one, else about the meeting itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of, organisation_of
from dukou.audit.actions import record
from dukou.casework.actions._telling import tell
from dukou.casework.actions.meeting_refusals import MeetingOver, NobodyInvited, NotConvener, TooEarly, Unworded
from dukou.casework.actions.steps import step
from dukou.casework.models import Invitee, Meeting
from dukou.casework.queries.meetings import SPEAKING, NoSuchMeeting, convenes_for, meeting_seen, speakers
from dukou.kit.core.labels import Label

Told = dict[str, Any]


@contextmanager
def doing(by: Viewer, using: Permission, act: str, meeting: Meeting, now: datetime, reason: str = "") -> Iterator[Told]:
    """One act on a meeting; what is put into the mapping is told by its event.

    The meeting may be made inside. Of a case also after its closing: who came is noted when they have gone.
    """
    told: Told = {}
    actor = actor_of(by, using)
    if meeting.case_id is None:
        with transaction.atomic():
            yield told
            record(by=actor, act=act, subject=("meeting", str(meeting.pk)), after=told, reason=reason, now=now)
        return
    with step(by=actor, act=act, case=meeting.case_id, now=now, reason=reason, told=told, after_closing=True) as taken:
        yield told
        told["meeting"] = meeting.pk
        taken.note(meeting=meeting.pk)


def held(by: Viewer, number: int) -> Meeting:
    """The meeting, locked until the transaction ends, where the viewer may see it and it is neither closed nor cancelled."""
    meeting_seen(by, number)
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("host").filter(pk=number).first()
    if meeting is None:
        raise NoSuchMeeting(number=number)
    if meeting.closed_at is not None:
        raise MeetingOver()
    return meeting


def led(by: Viewer, number: int, begun_by: datetime | None = None) -> Meeting:
    """The same where the viewer leads it, and it has begun by then."""
    meeting = held(by, number)
    if not convenes_for(by, meeting.host.key):
        raise NotConvener(host=meeting.host.label)
    if begun_by is not None and begun_by < meeting.begins_at:
        raise TooEarly(begins=f"{timezone.localtime(meeting.begins_at):%Y-%m-%d %H:%M}")
    return meeting


def invite_all(meeting: Meeting, organisations: Iterable[str]) -> list[str]:
    """Invite the organisations that are not invited yet; the host needs no invitation. Gives their keys."""
    there = {meeting.host.key, *meeting.invitees.values_list("organisation__key", flat=True)}
    found = [organisation_of(key) for key in dict.fromkeys(organisations) if key not in there]
    if not found:
        raise NobodyInvited()
    Invitee.objects.bulk_create(Invitee(meeting=meeting, organisation=each) for each in found)
    return [each.key for each in found]


def tell_invited(by: Viewer, meeting: Meeting, organisations: Collection[str], said: Label, now: datetime) -> list[str]:
    """Tell who speaks for these organisations, but for whoever acts."""
    people = [person for person in speakers(organisations, timezone.localdate(now)) if person != by.person_id]
    about = said.filled(title=meeting.title, begins=f"{timezone.localtime(meeting.begins_at):%Y-%m-%d %H:%M}", place=meeting.place)
    return tell(people, about, ("meeting", str(meeting.pk)), reverse("casework:meeting", args=[meeting.pk]), now)


def speaking_with(by: Viewer, organisation: str) -> Permission:
    """The permission by which the viewer speaks for the organisation."""
    return next((each for each in SPEAKING if organisation in by.organisations_where(each)), Permission.CALL_MEETINGS)


def written(text: str, field: Label) -> str:
    """The text without its margins; a refusal where nothing is written."""
    if not text.strip():
        raise Unworded(field=field)
    return text.strip()
