"""Meetings: who sees which, who may convene for an organisation and who answers for one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import may_within, people_with
from dukou.casework.models import FollowUp, Invitee, Meeting
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate

PAGE = 50
# Whoever holds one of these in an organisation speaks for it when it is invited; auditors and stewards do not.
SPEAKING = (Permission.CALL_MEETINGS, Permission.SEE_BANK_DESK, Permission.SEE_ENTERPRISE_DESK)


# That these were invited is told to the convener and to themselves, not to one another.
RESERVED = (OrganisationKind.BANK, OrganisationKind.ENTERPRISE)


@dataclass(frozen=True, slots=True)
class InviteeTold:
    """One that is invited, as a reader is told. `person`, `note`: empty for all but the convener and the organisation itself."""

    name: Label
    answer: str
    attendance: str
    person: str
    note: str


@dataclass(frozen=True, slots=True)
class InviteesTold:
    """Those whom a reader is told by name, in the order of the invitations, and how many there are besides."""

    rows: list[InviteeTold]
    others: int


class NoSuchMeeting(Refusal):
    """There is no such meeting, or the viewer has nothing to do with it."""

    code = "casework.no_such_meeting"
    status = 404
    what = Label("没有查到第 {number} 号会议", "there is no meeting {number}")
    why = Label("没有这个编号，或没有邀请您的单位", "none has this number, or your organisation is not invited")
    cure = Label("核对编号，或问召集单位", "check the number, or ask whoever convenes")


def _seen_by(viewer: Viewer) -> Q:
    """Leaders and industry officers see all; everybody else those that an organisation of his convenes or is invited to."""
    if viewer.may(Permission.SEE_MEETINGS):
        return Q()
    invited = Invitee.objects.filter(organisation__key__in=viewer.organisations).values("meeting")
    return Q(host__key__in=viewer.organisations) | Q(pk__in=invited)


visible_meetings: Predicate[Viewer, Meeting] = Predicate(Meeting, _seen_by)


def meeting_seen(viewer: Viewer, number: int) -> Meeting:
    """The meeting where the viewer may see it; a refusal otherwise."""
    found = visible_meetings.filter(viewer, Meeting.objects.filter(pk=number)).select_related("host", "case").first()
    if found is None:
        raise NoSuchMeeting(number=number)
    return found


def meetings_seen(viewer: Viewer, beneath: int | None = None, limit: int = PAGE) -> tuple[list[Meeting], int | None]:
    """The meetings in sight, that which begins last first, and the mark after which the next page begins. A mark of none begins anew."""
    rows = visible_meetings.filter(viewer).select_related("host").order_by("-begins_at", "-pk")
    mark = visible_meetings.filter(viewer, Meeting.objects.filter(pk=beneath)).first() if beneath else None
    if mark is not None:
        rows = rows.filter(Q(begins_at__lt=mark.begins_at) | Q(begins_at=mark.begins_at, pk__lt=mark.pk))
    page = list(rows[: limit + 1])
    return page[:limit], page[limit - 1].pk if len(page) > limit else None


def meetings_to_come(viewer: Viewer, now: datetime, limit: int) -> list[Meeting]:
    """The next meetings that an organisation of the viewer's convenes or is invited to, and that were not called off."""
    own = Invitee.objects.filter(organisation__key__in=viewer.organisations).values("meeting")
    mine = Q(host__key__in=viewer.organisations) | Q(pk__in=own)
    rows = visible_meetings.filter(viewer).filter(mine, begins_at__gte=now, closed_at__isnull=True)
    return list(rows.order_by("begins_at", "pk")[:limit])


def meetings_of_case(viewer: Viewer, case: int) -> list[Meeting]:
    """The meetings of a case that the viewer may see, in their order of time."""
    return list(visible_meetings.filter(viewer, Meeting.objects.filter(case=case)).order_by("begins_at", "pk"))


def invitees_of(meeting: Meeting) -> QuerySet[Invitee]:
    """Who is invited, in the order of the invitations."""
    return meeting.invitees.select_related("organisation").order_by("pk")


def invitees_told(viewer: Viewer, meeting: Meeting) -> InviteesTold:
    """Who is invited, as the viewer may read it.

    All of them for the convener and whoever sees all meetings. Banks and firms read of each other only how many there are: that a firm
    sits with banks says that it wants money.
    """
    leads = convenes_for(viewer, meeting.host.key)
    rows = list(invitees_of(meeting))
    seen = [each for each in rows if _may_read_of(viewer, meeting, each.organisation.key, each.organisation.kind)]
    told = [_told(each, in_full=leads or each.organisation.key in viewer.organisations) for each in seen]
    return InviteesTold(told, len(rows) - len(seen))


def follow_ups_told(viewer: Viewer, meeting: Meeting) -> list[FollowUp]:
    """What was agreed, the most urgent first: what a bank or firm is to do is told to whoever may read that it was invited."""
    return [each for each in follow_ups_of(meeting) if _may_read_of(viewer, meeting, each.unit.key, each.unit.kind)]


def _may_read_of(viewer: Viewer, meeting: Meeting, organisation: str, kind: str) -> bool:
    if viewer.may(Permission.SEE_MEETINGS) or convenes_for(viewer, meeting.host.key):
        return True
    return organisation in viewer.organisations or OrganisationKind.of(kind) not in RESERVED


def _told(row: Invitee, *, in_full: bool) -> InviteeTold:
    said = (row.person, row.note) if in_full else ("", "")
    return InviteeTold(row.organisation.label, row.answer, row.attendance, *said)


def follow_ups_of(meeting: Meeting) -> QuerySet[FollowUp]:
    """What was agreed, the most urgent first."""
    return meeting.follow_ups.select_related("unit").order_by("due_on", "pk")


def convenes_for(viewer: Viewer, organisation: str) -> bool:
    """Whether the viewer may call meetings, and lead them, for the organisation (by key)."""
    return may_within(viewer, Permission.CALL_MEETINGS, organisation)


def speaks_for(viewer: Viewer, organisation: str) -> bool:
    """Whether the viewer answers for the organisation (by key) when it is invited or has agreed to do something."""
    return any(may_within(viewer, each, organisation) for each in SPEAKING)


def speakers(organisations: Iterable[str], on: date) -> list[int]:
    """The people who speak for these organisations on the day, by primary key, each once."""
    keys: Collection[str] = list(organisations)
    return sorted({person for key in keys for permission in SPEAKING for person in people_with(permission, on, key)})
