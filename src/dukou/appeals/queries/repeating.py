"""What repeats (每月一题), and which open appeals of one enterprise may be the same matter."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.appeals.core.kinds import AppealState
from dukou.appeals.core.repeats import Double, Filed, Repeat, near_duplicates, repeats_of
from dukou.appeals.models import Appeal
from dukou.appeals.queries.statistics import filed_in
from dukou.appeals.queries.visibility import visible_appeals
from dukou.casework.core.profiles import OUTER
from dukou.casework.queries.clocks import rounds_begun
from dukou.kit.core.periods import Period, months

BEFORE = 3  # months that a month is held against
_NEWEST, _OLDER = 500, 30  # open appeals that are compared: the newest, each with so many before it of its enterprise
_MERGEABLE = (AppealState.FILED.value, AppealState.ACCEPTED.value)


def repeats_in(viewer: Viewer, month: Period, before: int = BEFORE) -> list[Repeat]:
    """The topics of the month, by how many enterprises raised them, against the months before. Appeals without a topic are left out."""
    first = month.first
    for _ in range(before):
        first = first.replace(year=first.year - (first.month == 1), month=(first.month - 2) % 12 + 1)
    asked = filed_in(Period(first, month.last), visible_appeals.filter(viewer)).exclude(topic="").order_by("pk")
    rows = asked.values_list("pk", "enterprise_id", "topic", "title", "text", "filed_at")
    filed = [
        Filed(f"{number:09d}", str(firm), topic, f"{title} {text}", timezone.localdate(at)) for number, firm, topic, title, text, at in rows
    ]
    return repeats_of(filed, month, before)


def month_of(asked: Period | None) -> Period:
    """The month that is shown: the one asked for, else the present one."""
    today = timezone.localdate()
    return asked or months(today.year, today.month, today.month)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An appeal that waits and an older open one of the same enterprise that says the same: they may be merged."""

    appeal: Appeal
    into: Appeal
    double: Double


def merge_proposals(viewer: Viewer) -> list[Proposal]:
    """What the window may merge, the newest first: only appeals of one enterprise, for others are other people's matters."""
    rows = visible_appeals.filter(viewer).exclude(state=AppealState.CLOSED.value).select_related("enterprise").order_by("-pk")[:_NEWEST]
    of_firm: dict[int, list[tuple[Appeal, Filed]]] = defaultdict(list)
    for row in rows:
        of_firm[row.enterprise_id].append((row, _filed(row)))
    begun = rounds_begun([row.pk for own in of_firm.values() for row, _ in own if row.has_come_back], OUTER)
    found: list[Proposal] = []
    for own in of_firm.values():
        for place, (row, filed) in enumerate(own):
            older = own[place + 1 : place + 1 + _OLDER] if row.state in _MERGEABLE and not row.has_come_back else []
            older = [each for each in older if begun.get(each[0].pk, row.filed_at) <= row.filed_at]
            by_key = {each.key: other for other, each in older}
            doubles = near_duplicates(filed, [each for _, each in older])
            found += [Proposal(row, by_key[double.key], double) for double in doubles[:1]]
    return sorted(found, key=lambda proposal: -proposal.appeal.pk)


def began_since(row: Appeal, moment: datetime) -> bool:
    """Whether the appeal came back, or was opened again, after that moment, so that it has all its time anew."""
    return row.has_come_back and rounds_begun([row.pk], OUTER).get(row.pk, row.filed_at) > moment


def _filed(row: Appeal) -> Filed:
    return Filed(f"{row.pk:09d}", str(row.enterprise_id), row.topic, f"{row.title} {row.text}", timezone.localdate(row.filed_at))
