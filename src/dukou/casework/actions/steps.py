"""A step of a case: whatever an act changes in it, in one transaction, with one event whose hash stands in the audit trail.

The rooms above name the act; what they do to the case they do through the `Step` that they are handed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from dukou.audit.actions import record
from dukou.casework.actions._step import Step
from dukou.casework.actions.refusals import CaseClosed, NoSuchGrade, NoSuchProfile
from dukou.casework.models import Case, ProfileText
from dukou.casework.queries.profiles import profile_of
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import joined


@contextmanager
def open_case(
    *,
    by: Actor,
    act: str,
    kind: str,
    subject: tuple[str, str],
    profile: str,
    grade: str,
    now: datetime,
    reason: str = "",
    told: Mapping[str, Any] | None = None,
    of: tuple[str, str] | None = None,
) -> Iterator[Step]:
    """A new case and its first step. `profile`: key of the one in force, to which the case is pinned; `grade`: empty for the usual one.

    `told`: what the audit event says besides; personal values in it are wrapped there. `of`: the subject of that event where it is not
    the case, but something that has a case beside its own life.
    """
    with transaction.atomic():
        text = ProfileText.objects.filter(key=profile, replaced_at__isnull=True).first()
        if text is None:
            raise NoSuchProfile(profile=profile)
        rules = profile_of(text)
        chosen = grade or rules.usual
        if chosen not in rules.grades:
            raise NoSuchGrade(profile=rules.name, grade=grade, grades=joined([each.name for each in rules.grades.values()]))
        case = Case.objects.create(kind=kind, subject_kind=subject[0], subject_key=subject[1], profile=text, grade=chosen, opened_at=now)
        step = Step(case, by, act, now)
        step.note(opened=kind, grade=chosen)
        yield step
        _recorded(step, by, reason, told, of)


@contextmanager
def step(
    *,
    by: Actor,
    act: str,
    case: int,
    now: datetime,
    reason: str = "",
    told: Mapping[str, Any] | None = None,
    after_closing: bool = False,
    of: tuple[str, str] | None = None,
) -> Iterator[Step]:
    """The next step of a case, which is locked until the transaction ends; `after_closing`: also of one that is closed. `of`: as above."""
    with transaction.atomic():
        held = Case.objects.select_for_update(of=("self",)).select_related("profile").get(pk=case)
        if held.closed_at is not None and not after_closing:
            raise CaseClosed(case=case)
        taken = Step(held, by, act, now)
        yield taken
        _recorded(taken, by, reason, told, of)


def _recorded(step: Step, by: Actor, reason: str, told: Mapping[str, Any] | None, of: tuple[str, str] | None) -> None:
    event = step.finish(reason)
    after = {"case": step.case.pk, "event": event.number, "hash": event.hash} | dict(told or {})
    record(by=by, act=step.act, subject=of or (step.case.kind, str(step.case.pk)), after=after, reason=reason, now=step.now)


__all__ = ["Step", "open_case", "step"]
