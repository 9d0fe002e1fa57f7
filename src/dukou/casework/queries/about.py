"""What a room above may name as the origin of a matter: cases and meetings about one firm, where the viewer may see them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.casework.core.states import MeetingKind
from dukou.casework.models import Case, Invitee, Meeting
from dukou.casework.queries.meetings import visible_meetings
from dukou.casework.queries.owners import kind_of, may_see_case
from dukou.kit.core.labels import Label

MOST = 50


@dataclass(frozen=True, slots=True)
class Named:
    """A case or a meeting in a line. `kind`: the word of its room; `label`: what it is called; `is_open`: it goes on, or is to come."""

    kind: str
    number: int
    label: Label
    on: date
    is_open: bool
    address: str


def cases_about(viewer: Viewer, firms: Collection[str], most: int = MOST) -> list[Named]:
    """The newest cases about a firm (keys of its entries) that the viewer may see, open or closed."""
    rows = Case.objects.filter(subject_kind="enterprise", subject_key__in=list(firms)).order_by("-pk")[:most]
    return [_named(row) for row in rows if may_see_case(viewer, row)]


def case_about(viewer: Viewer, firms: Collection[str], kind: str, number: int) -> Named | None:
    """The case of a kind about the firm with this number; None where there is none that the viewer may see."""
    row = Case.objects.filter(pk=number, kind=kind, subject_kind="enterprise", subject_key__in=list(firms)).first()
    return _named(row) if row is not None and may_see_case(viewer, row) else None


def meetings_with(viewer: Viewer, organisations: Collection[str], firms: Collection[str], kind: MeetingKind) -> list[Named]:
    """The meetings of a kind to which a firm (keys of its organisations) is invited, or about its cases, that the viewer may see."""
    invited = Invitee.objects.filter(organisation__key__in=list(organisations)).values("meeting")
    about = Q(case__subject_kind="enterprise", case__subject_key__in=list(firms))
    rows = Meeting.objects.filter(Q(pk__in=invited) | about, kind=kind.value, cancelled_reason="")
    return [_meeting(row) for row in visible_meetings.filter(viewer, rows).order_by("-begins_at", "-pk")[:MOST]]


def _named(row: Case) -> Named:
    kind = kind_of(row)
    assert kind is not None  # nobody sees a case of a kind that no room brought
    label = Label("{kind}第 {number} 号", "{kind} {number}").filled(kind=kind.label, number=row.pk)
    return Named(row.kind, row.pk, label, timezone.localdate(row.opened_at), row.closed_at is None, kind.address(row.pk))


def _meeting(row: Meeting) -> Named:
    label = Label("{kind}：{title}", "{kind}: {title}").filled(kind=MeetingKind.of(row.kind).label, title=row.title)
    return Named(
        row.kind, row.pk, label, timezone.localdate(row.begins_at), row.closed_at is None, reverse("casework:meeting", args=[row.pk])
    )
