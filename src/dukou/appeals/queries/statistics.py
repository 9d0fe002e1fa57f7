"""The rows on which the rates stand, read out of the tables: six queries however many appeals, each filtered by who asks.

An appeal belongs to the period in which it was filed. Once late, it stays late: the first time that ran out before an answer is kept as its
deadline, however soon after a return the next answer came, for else sending back would mend a rate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import numpy as np
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.appeals.core.kinds import Ending, Satisfaction, VerdictKind
from dukou.appeals.core.statistics import AppealRow
from dukou.appeals.models import Appeal, CallBack, Reply
from dukou.appeals.queries.visibility import visible_appeals
from dukou.casework.core.bulk import office_positions
from dukou.casework.core.clocks import ZONE
from dukou.casework.core.ledgers import Holder
from dukou.casework.queries.cohorts import Limits, lead_units, limits_of, moment, pauses_of, timing_of_newest
from dukou.casework.queries.moments import Seconds
from dukou.kit.core.periods import Period

KIND = "appeal"
_NO_LIMITS = Limits(None, None, None, None, 0)
_ENDINGS = {each.value: each for each in Ending}
_VERDICTS = {each.value: each for each in VerdictKind}
_GRADES = {each.value: each for each in Satisfaction}


def own_units(viewer: Viewer) -> frozenset[str] | None:
    """The units whose figures the viewer is told; None: of all."""
    return None if viewer.may(Permission.SEE_APPEALS) else viewer.organisations_where(Permission.ANSWER_LEGS)


def filed_in(period: Period | None, appeals: QuerySet[Appeal]) -> QuerySet[Appeal]:
    """Those that were filed in the period; None: ever."""
    if period is None:
        return appeals
    first, after = (datetime.combine(day, datetime.min.time(), ZONE) for day in (period.first, period.last + timedelta(days=1)))
    return appeals.filter(filed_at__gte=first, filed_at__lt=after)


def rows_for(viewer: Viewer, period: Period | None, now: datetime | None = None) -> list[AppealRow]:
    """The appeals in sight that were filed in the period, as they stood at `now`. A unit is told of those in which it leads or last led."""
    rows = rows_among(filed_in(period, visible_appeals.filter(viewer)), now or timezone.now())
    own = own_units(viewer)
    return rows if own is None else [row for row in rows if row.unit in own]


def rows_among(appeals: QuerySet[Appeal], now: datetime) -> list[AppealRow]:
    """These appeals as they stood at `now`."""
    appeals = appeals.filter(filed_at__lte=now)
    found = _read(appeals)
    if not found:
        return []
    numbers = appeals.values_list("pk", flat=True)
    limits, units, replies, calls = limits_of(numbers, now), lead_units(numbers, now), _replies(appeals, now), _calls(appeals, now)
    answered = [_answered(replies.get(read.number), limits.get(read.number, _NO_LIMITS)) for read in found]
    taken = _taken(appeals, [read.filed for read in found], [each[1] for each in answered], [read.number for read in found], now)
    return [
        _with_first(
            _row(read, units.get(read.number, ""), limits.get(read.number, _NO_LIMITS), told, hours, calls.get(read.number), now),
            replies.get(read.number),
            limits.get(read.number, _NO_LIMITS),
        )
        for read, told, hours in zip(found, answered, taken, strict=True)
    ]


def _with_first(row: AppealRow, reply: _Replied | None, limits: Limits) -> AppealRow:
    """What the first reply said, and whether the appeal came back after it: what is opened anew begins a new outer clock."""
    if reply is None or reply.first_at is None:
        return row
    return replace(row, first_verdict=_VERDICTS.get(reply.first), came_back=_is_before(reply.first_at, limits.last_anchor))


class _Read(NamedTuple):  # a tuple: tens of thousands are made for one page
    """An appeal's own columns; moments in seconds since 1970."""

    number: int
    topic: str
    grade: str
    ending: str
    came_back: int
    filed: int
    contacted: int | None
    closed: int | None


def _read(appeals: QuerySet[Appeal]) -> list[_Read]:
    moments = {name: Seconds(f"{name}_at") for name in ("filed", "contacted", "closed")}
    rows = appeals.order_by("pk").annotate(came_back=F("sent_back") + F("reopenings"), **moments)
    return [_Read._make(row) for row in rows.values_list("pk", "topic", "case__grade", "ending", "came_back", *moments).iterator(5000)]


class _Replied(NamedTuple):
    """Of one appeal: verdict (empty: answered at once) and moment of the last reply, and of the first that was not only a plan."""

    verdict: str
    at: int
    first: str
    first_at: int | None


def _replies(appeals: QuerySet[Appeal], now: datetime) -> dict[int, _Replied]:
    """By appeal its replies. What a unit says of its part alone is none."""
    rows = Reply.objects.filter(~Q(verdict="") | Q(unit__isnull=True), appeal__in=appeals, replied_at__lte=now).order_by("pk")
    found: dict[int, _Replied] = {}
    for appeal, verdict, at in rows.annotate(at=Seconds("replied_at")).values_list("appeal_id", "verdict", "at").iterator(5000):
        before = found.get(appeal)
        if before is not None and before.first_at is not None:
            found[appeal] = before._replace(verdict=verdict, at=at)
        else:
            is_plan = verdict == VerdictKind.ON_PLAN.value
            found[appeal] = _Replied(verdict, at, "" if is_plan else verdict, None if is_plan else at)
    return found


def _calls(appeals: QuerySet[Appeal], now: datetime) -> dict[int, tuple[str, str]]:
    """By appeal the first and the last grade that the enterprise gave; empty: it was asked and gave none."""
    rows = CallBack.objects.filter(appeal__in=appeals, asked_at__lte=now).order_by("pk").values_list("appeal_id", "satisfaction")
    found: dict[int, tuple[str, str]] = {}
    for appeal, satisfaction in rows.iterator(5000):
        first, last = found.get(appeal, ("", ""))
        found[appeal] = first or satisfaction, satisfaction or last
    return found


Answered = tuple[VerdictKind | None, int | None]  # what the last reply says, and when it came, of one that was not only a plan


def _answered(reply: _Replied | None, limits: Limits) -> Answered:
    """What the reply is worth now: one from before the clock was started anew was returned, so nothing of it counts."""
    if reply is None or _is_before(reply.at, limits.last_anchor):
        return None, None
    verdict = _VERDICTS.get(reply.verdict)
    return verdict, None if verdict is VerdictKind.ON_PLAN else reply.at


def _is_before(at: int | None, anchor: int | None) -> bool:
    return at is not None and anchor is not None and at < anchor


def _row(read: _Read, unit: str, limits: Limits, told: Answered, hours: float, call: tuple[str, str] | None, now: datetime) -> AppealRow:
    verdict, replied = told
    closed_at = moment(read.closed)
    is_closed = closed_at is not None and closed_at <= now
    contacted_at = moment(read.contacted)
    return AppealRow(
        key=str(read.number),
        unit=unit,
        topic=read.topic,
        grade=read.grade,
        filed_at=datetime.fromtimestamp(read.filed, UTC),
        contact_due=moment(limits.contact_due),
        contacted_at=contacted_at if contacted_at is not None and contacted_at <= now else None,
        due=_due(limits),
        replied_at=moment(replied),
        closed_at=closed_at if is_closed else None,
        ending=_ENDINGS.get(read.ending) if is_closed else None,
        verdict=verdict,
        reply_taken=hours,
        asked=call is not None,
        answer=_GRADES.get(call[1]) if call else None,
        first_answer=_GRADES.get(call[0]) if call else None,
        reopened=read.came_back,
    )


def _due(limits: Limits) -> datetime | None:
    """The deadline that it is judged by: the first that ran out unanswered, else the latest; None while that one stands still."""
    if limits.late_due is not None:
        return moment(limits.late_due)
    return None if limits.standing else moment(limits.last_due)


def _taken(
    appeals: QuerySet[Appeal], filed: Sequence[int], replied: Sequence[int | None], numbers: Sequence[int], now: datetime
) -> list[float]:
    """How long each reply took, or the appeal is open, in office hours, less the time during which others than the offices had it."""
    timing = timing_of_newest(KIND)
    if timing is None:
        return [0.0] * len(filed)
    office, until = timing.profile.convention.office, int(now.timestamp())
    ends = np.array([until if each is None else each for each in replied], dtype=np.int64)
    place = {number: row for row, number in enumerate(numbers)}
    rows, begins, resumed = [], [], []
    for number, pauses in pauses_of(appeals.values_list("pk", flat=True)).items():
        for pause in pauses:
            if pause.holder is not Holder.DEPARTMENT and number in place:
                rows.append(place[number])
                begins.append(int(pause.begins.timestamp()))
                resumed.append(int(pause.ends.timestamp()) if pause.ends else until)
    whole = office_positions(timing.calendar, office, ends) - office_positions(timing.calendar, office, np.array(filed, dtype=np.int64))
    if rows:
        at = np.array(rows, dtype=np.int64)
        first, last = (np.minimum(np.array(each, dtype=np.int64), ends[at]) for each in (begins, resumed))
        stood = office_positions(timing.calendar, office, last) - office_positions(timing.calendar, office, first)
        np.subtract.at(whole, at, stood)
    found: list[float] = (np.maximum(whole, 0) / 3600).tolist()
    return found
