"""How projects stand, as conditions on rows: in work, by light, standing still. Boards count by them, lists narrow by them."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from dukou.projects.core.kinds import MoveState, ProjectLight, ProjectStatus
from dukou.projects.core.pipeline import Overdue, Pipeline
from dukou.projects.models import StageStep

IN_WORK = ~Q(status__in=[status.value for status in ProjectStatus if status.is_over])


def light_is(light: ProjectLight, pipeline: Pipeline, today: date) -> Q:
    """The projects that show a light today: by the columns of the next date, so that no ledger is read."""
    red, yellow = _slipped(pipeline.red, today), _slipped(pipeline.yellow, today)
    dated = Q(next_first__isnull=False)
    return {
        ProjectLight.RED: dated & red,
        ProjectLight.YELLOW: dated & yellow & ~red,
        ProjectLight.GREEN: dated & ~yellow,
        ProjectLight.NONE: ~dated,
    }[light]


def _slipped(days: int, today: date) -> Q:
    """So many days of slip or more: what stands lies so far from what was first announced, or today does."""
    return Q(next_slip__gte=days) | Q(next_first__lte=today - timedelta(days=days))


def stands_still(rule: Overdue, pipeline: Pipeline, today: date) -> Q:
    """The projects in work that came to one meaning more than so many days ago and have not come to the other."""
    after, before = rule.after.place, rule.before.place
    between = [stage.key for stage in pipeline.stages if after <= stage.means.place < before]
    onwards = [stage.key for stage in pipeline.stages if stage.means.place >= after]
    steps = StageStep.objects.filter(
        project=OuterRef("pk"), state=MoveState.STANDS.value, stage__in=onwards, on__lt=today - timedelta(days=rule.days)
    )
    return IN_WORK & Q(stage__in=between) & Q(Exists(steps))


def long_in_stage(pipeline: Pipeline, today: date) -> Q:
    """The projects that are in their stage for longer than it usually takes."""
    found = Q(pk__in=[])
    for stage in pipeline.stages:
        if stage.within is not None:
            found |= Q(stage=stage.key, stage_since__lt=today - timedelta(days=stage.within))
    return IN_WORK & found
