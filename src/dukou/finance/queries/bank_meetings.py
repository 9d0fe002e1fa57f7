"""Meetings with banks: who was invited and answered, which needs were told there, and what became of them.

The office counts all; a bank those that were sent to it; a firm its own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.casework.core.states import Attendance, InvitationAnswer, MeetingKind
from dukou.casework.queries.meetings import visible_meetings
from dukou.enterprises.queries.own import own_entries
from dukou.finance.core.kinds import ApplicationState
from dukou.finance.models import Application, BankAnswer, Need
from dukou.kit.core.labels import Label

MOST = 200


@dataclass(frozen=True, slots=True)
class Became:
    """Of one meeting: needs told there, and applications to banks for them; `offered`: answered by an offer, `granted`: a line."""

    needs: int = 0
    sent: int = 0
    offered: int = 0
    granted: int = 0


@dataclass(frozen=True, slots=True)
class MeetingTold:
    """One meeting with banks. `invited`, `accepted`, `came`: how many organisations; `is_off`: it was called off."""

    number: int
    title: str
    begins_at: datetime
    place: str
    host: Label
    is_off: bool
    invited: int
    accepted: int
    came: int
    became: Became


def bank_meetings(viewer: Viewer) -> list[MeetingTold]:
    """The meetings with banks in sight, that which begins last first."""
    rows = visible_meetings.filter(viewer).filter(kind=MeetingKind.BANK_MEETING.value).select_related("host")
    meetings = list(rows.prefetch_related("invitees").order_by("-begins_at", "-pk")[:MOST])
    became = _became(viewer, [each.pk for each in meetings])
    return [
        MeetingTold(
            each.pk,
            each.title,
            each.begins_at,
            each.place,
            each.host.label,
            bool(each.cancelled_reason),
            invited=len(each.invitees.all()),
            accepted=sum(one.answer == InvitationAnswer.ACCEPTED.value for one in each.invitees.all()),
            came=sum(one.attendance == Attendance.ATTENDED.value for one in each.invitees.all()),
            became=became.get(each.pk, Became()),
        )
        for each in meetings
    ]


def _became(viewer: Viewer, meetings: Collection[int]) -> dict[int, Became]:
    needs = dict(Need.objects.filter(_needs_in_sight(viewer), meeting__in=meetings).distinct().values_list("pk", "meeting"))
    sent = dict(Application.objects.filter(_sent_in_sight(viewer), need__in=needs).values_list("pk", "need"))
    offers = set(BankAnswer.objects.filter(application__in=sent, is_offer=True).values_list("application", flat=True))
    granted = set(Application.objects.filter(pk__in=sent, state=ApplicationState.GRANTED.value).values_list("pk", flat=True))
    found: dict[int, Became] = {}
    for meeting in set(needs.values()):
        mine = [case for case, need in sent.items() if needs[need] == meeting]
        told = sum(each == meeting for each in needs.values())
        found[meeting] = Became(told, len(mine), len(offers & set(mine)), len(granted & set(mine)))
    return found


def _needs_in_sight(viewer: Viewer) -> Q:
    if viewer.may(Permission.SEE_FINANCE):
        return Q()
    mine = Q(enterprise__in=own_entries(viewer))
    return mine | Q(applications__bank__key__in=viewer.organisations_where(Permission.ANSWER_NEEDS))


def _sent_in_sight(viewer: Viewer) -> Q:
    if viewer.may(Permission.SEE_FINANCE):
        return Q()
    mine = Q(need__enterprise__in=own_entries(viewer))
    return mine | Q(bank__key__in=viewer.organisations_where(Permission.ANSWER_NEEDS))
