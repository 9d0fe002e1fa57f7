"""Many cases begun at once, as by a list: all or none, each with its clocks and its first event, one event in the trail for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from dukou.audit.actions import record
from dukou.casework.actions._clocks import project
from dukou.casework.actions._events import event_values
from dukou.casework.actions._telling import Word, tell_many
from dukou.casework.actions.refusals import NoSuchProfile
from dukou.casework.core.events import Happening, hash_of_many
from dukou.casework.core.profiles import ClockRule
from dukou.casework.models import Case, CaseEvent, ProfileText, RunningClock
from dukou.casework.queries.profiles import profile_of
from dukou.casework.queries.timing import Timing, clock_of, projected, timing_of
from dukou.kit.core.actors import Actor
from dukou.kit.ledger import insert_numbered, insert_values


def open_many(
    *,
    by: Actor,
    act: str,
    kind: str,
    subjects: Sequence[tuple[str, str]],
    profile: str,
    clocks: Sequence[str],
    now: datetime,
    told: Mapping[str, Any],
) -> list[int]:
    """Begin a case for each subject, under the usual grade, with these clocks; gives their numbers in order. `told`: of the bulk itself."""
    with transaction.atomic():
        text = ProfileText.objects.filter(key=profile, replaced_at__isnull=True).first()
        if text is None:
            raise NoSuchProfile(profile=profile)
        timing = timing_of(profile_of(text))
        grade = timing.profile.usual
        cases = [
            Case(kind=kind, subject_kind=of, subject_key=key, profile=text, grade=grade, opened_at=now, steps=1) for of, key in subjects
        ]
        insert_numbered(cases)
        rules = [rule for key in clocks if (rule := timing.profile.clock(grade, key)) is not None]
        rows = [row for rule in rules for row in _clocks(cases, rule, now, timing)]
        insert_numbered(rows)
        hashes = _happened(cases, act, by, now, grade, rows)
        after = {"cases": len(cases), "first": cases[0].pk if cases else None, "hash": hash_of_many(hashes)} | dict(told)
        record(by=by, act=act, subject=(kind, "list"), after=after, now=now)
    return [case.pk for case in cases]


def _clocks(cases: Sequence[Case], rule: ClockRule, now: datetime, timing: Timing) -> list[RunningClock]:
    """One clock for each case. They begin together, so their deadline is reckoned once."""
    told: dict[str, Any] = {"key": rule.key, "anchor_at": now, "value": rule.within.value, "unit": rule.within.unit.value}
    first = RunningClock(**told)
    found = projected(clock_of(first, (), timing.profile), (), timing)
    project(first, found, timing)
    same = told | {name: getattr(first, name) for name in ("state", "due_at", "due_on", "is_firm", "next_at", "calendar_id")}
    return [RunningClock(case_id=case.pk, expiry=rule.expiry.value, **same) for case in cases]


def _happened(cases: Sequence[Case], act: str, by: Actor, now: datetime, grade: str, rows: Sequence[RunningClock]) -> list[str]:
    """The first event of each case; gives their hashes."""
    changes: dict[int, list[dict[str, Any]]] = {case.pk: [] for case in cases}
    for row in rows:
        changes[row.case_id].append({"did": "clock_started", "clock": row.pk, "key": row.key, "due": str(row.due_on), "firm": row.is_firm})
    told = [
        Happening(
            case.pk, 1, act, now, str(by), by.on_behalf_of, {"opened": case.kind, "grade": grade, "changes": changes.get(case.pk, [])}
        )
        for case in cases
    ]
    events = [event_values(each) for each in told]
    insert_values(CaseEvent, events)
    return [event["hash"] for event in events]


__all__ = ["Word", "open_many", "tell_many"]  # what a bulk act tells people, it tells at once
