"""Whom a visit concerns, told of it. Parts of an act, in its transaction."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import people_with
from dukou.casework.actions.bulk import Word, tell_many
from dukou.credit.models import CheckVisit
from dukou.credit.queries.visits import team_of
from dukou.enterprises.queries.visited import met_as
from dukou.kit.core.labels import Label


def tell_firm(visit: CheckVisit, said: Label, now: datetime) -> int:
    """Tell the agents of the firm; the number of messages."""
    today = timezone.localdate(now)
    people = {
        person
        for organisation in sorted(met_as(visit.enterprise_id).organisations)
        for person in people_with(Permission.SEE_ENTERPRISE_DESK, today, organisation)
    }
    return _tell(visit, people, said.filled(day=visit.planned_on or today), now)


def tell_team(visit: CheckVisit, said: Label, now: datetime) -> int:
    """Tell the inspectors who come, as far as they sign in."""
    people = {person for person in team_of(visit).values_list("inspector__person", flat=True) if person is not None}
    return _tell(visit, people, said, now)


def _tell(visit: CheckVisit, people: set[int], said: Label, now: datetime) -> int:
    if not people:
        return 0
    address = reverse("credit:visit", args=[visit.pk])
    return tell_many([Word(tuple(sorted(people)), said, ("credit_visit", str(visit.pk)), address)], now)
