"""Grading a field for a day: by the round of its cycle, or by hand."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record as record_event
from dukou.credit.actions._regrading import stored
from dukou.credit.actions._steps import begun, own_field
from dukou.credit.actions.refusals import RunBackwards
from dukou.credit.core.months import months_after
from dukou.credit.core.schemes import in_force
from dukou.credit.models import GradeRun
from dukou.credit.queries.fields import CreditField, field_named, fields
from dukou.credit.queries.grades import last_run
from dukou.credit.queries.grounds import Ground
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import same


def run(*, by: Viewer, field: str, as_of: date | None = None, now: datetime | None = None) -> GradeRun:
    """Grade every firm that a field of one's unit covers."""
    actor, moment = begun(by, now)
    return _run(own_field(by, field), Ground(as_of or timezone.localdate(moment), field=_only(field)), actor, moment)


def run_all(*, by: Viewer, as_of: date | None = None, now: datetime | None = None) -> list[GradeRun]:
    """Grade every field that has a scheme for the day; for the unit that leads. What they rest on is read once."""
    actor, moment = begun(by, now)
    on = as_of or timezone.localdate(moment)
    ground = Ground(on)
    return [_run(own_field(by, field.key), ground, actor, moment) for field in fields() if in_force(field.schemes, on)]


def run_due(*, by: Actor, now: datetime) -> list[GradeRun]:
    """Grade every field whose cycle has come round; what was never graded is graded now."""
    today = timezone.localdate(now)
    ground, found = Ground(today), []
    for field in fields():
        scheme, last = in_force(field.schemes, today), last_run(field.key)
        if scheme is None:
            continue
        if last is None or today >= months_after(_whole(last).as_of, max(1, scheme.cycle.months)):
            found.append(_run(field, ground, by, now))
    return found


def _whole(last: GradeRun) -> GradeRun:
    """The last run that looked at all firms."""
    return GradeRun.objects.filter(field=last.field, is_partial=False).order_by("-pk").first() or last


def _only(field: str) -> str:
    """The records that a run of one field needs: its own; those of all fields where it is the composite evaluation."""
    return "" if field_named(field).is_composite else field


def _run(field: CreditField, ground: Ground, by: Actor, now: datetime) -> GradeRun:
    today, last, on = timezone.localdate(now), last_run(field.key), ground.on
    if on > today or (last is not None and on < last.as_of):
        raise RunBackwards(last=last.as_of if last else same("—"), today=today)
    with transaction.atomic():
        found = stored(field, field.on(on), last, ground, by, now)
        after = {"field": field.key, "version": found.version, "as_of": on, "covered": found.covered, "counts": found.counts}
        record_event(by=by, act="grades.run", subject=("credit_run", str(found.pk)), after=after, now=now)
    return found
