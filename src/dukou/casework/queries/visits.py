"""Visits to one firm by whatever office, for a calendar that offices share: day and office alone, not what is spoken of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from dukou.casework.core.states import MeetingKind
from dukou.casework.models import Invitee, Meeting
from dukou.kit.core.labels import Label


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that is to come or was held: its day, the office that called it, its number."""

    number: int
    on: date
    host: str
    host_name: Label


def visits_to(organisations: Collection[str], firms: Collection[str], first: date, last: date) -> list[Visit]:
    """The visits from day to day, both included, that were not called off: to these organisations, or about these firms' cases."""
    begin = timezone.make_aware(datetime.combine(first, time.min))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    invited = Invitee.objects.filter(organisation__key__in=list(organisations)).values("meeting")
    about = Q(case__subject_kind="enterprise", case__subject_key__in=list(firms))
    rows = Meeting.objects.filter(Q(pk__in=invited) | about, kind=MeetingKind.VISIT.value, cancelled_reason="")
    found = rows.filter(begins_at__gte=begin, begins_at__lt=end).select_related("host").order_by("begins_at", "pk")
    return [Visit(each.pk, timezone.localdate(each.begins_at), each.host.key, each.host.label) for each in found]
