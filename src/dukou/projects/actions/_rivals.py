"""Two offices with one investor: whoever let go of a lead does not take it back while another office keeps it."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models.functions import Coalesce
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.projects.actions._first import bars, heard_on, one_by_one, same_investor, taken
from dukou.projects.core.kinds import Meaning, MoveState, ProjectStatus
from dukou.projects.core.leads import Investor, LeadNote, is_protected
from dukou.projects.core.pipeline import Pipeline
from dukou.projects.models import LeadStep, Project, StageStep, StatusStep


def still_first(by: Viewer, row: Project, on: date, now: Pipeline) -> None:
    """Refuse to take a project up again, or to renew its protection, while a rival of another office is protected.

    Rivals are two of one investor of which the later was registered when the earlier had ceased to bar it. An open second phase,
    registered while the first still barred, is none, and neither is what comes after a project that produces.
    """
    stage, is_over = now.stage(row.stage), ProjectStatus.of(row.status).is_over
    is_produced = stage is not None and stage.means.place >= Meaning.PRODUCTION.place
    if is_produced or (not is_over and is_protected(heard_on(row), on, now.protected)):
        return
    one_by_one()
    for other in same_investor(Investor(row.firm, row.code), row.enterprise_id):
        if other.registered_for_id != row.registered_for_id and bars(other, on, now) and _are_rivals(row, other, now):
            raise taken(by, other, now)


def _are_rivals(one: Project, other: Project, now: Pipeline) -> bool:
    first, later = sorted((one, other), key=lambda row: (row.registered_at, row.pk))
    return _had_let_go(first, later.registered_at, now)


def _had_let_go(row: Project, at: datetime, now: Pipeline) -> bool:
    """Whether a project was over, or nothing had been heard of it for too long, at a moment; by its ledgers."""
    status = StatusStep.objects.filter(project=row, recorded_at__lte=at).order_by("-pk").first()
    if status is not None and ProjectStatus.of(status.status).is_over:
        return True
    steps = StageStep.objects.filter(project=row, state=MoveState.STANDS.value).annotate(known_at=Coalesce("decided_at", "recorded_at"))
    reached = list(steps.filter(known_at__lte=at).order_by("known_at", "pk").values_list("stage", "on"))
    stage = now.stage(reached[-1][0]) if reached else None
    if stage is not None and stage.means.place >= Meaning.PRODUCTION.place:
        return False
    told = LeadStep.objects.filter(project=row, note=LeadNote.REPORTED.value, recorded_at__lte=at).values_list("on", flat=True)
    heard = max([*told, *(on for _, on in reached)], default=timezone.localdate(row.registered_at))
    return not is_protected(heard, timezone.localdate(at), now.protected)
