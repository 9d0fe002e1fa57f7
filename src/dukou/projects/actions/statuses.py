"""How a project fares, whatever stage it is in: changed with a reason, lost for one of the pack's reasons."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.kit.core.labels import Label, same
from dukou.projects.actions._leads import close_lead_case
from dukou.projects.actions._rivals import still_first
from dukou.projects.actions._steps import begun, held, said
from dukou.projects.actions.stage_refusals import LostReasonMissing, SameStatus
from dukou.projects.core.kinds import ProjectStatus
from dukou.projects.models import StatusStep
from dukou.projects.queries.pipeline import pipeline


def change(
    *, by: Viewer, project: str, to: ProjectStatus, reason: str, lost: str = "", lost_to: str = "", now: datetime | None = None
) -> StatusStep:
    """Say how a project fares from now on; one that is over is taken up again in the same way.

    That is refused while another of the same investor is protected that was registered meanwhile.
    """
    actor, moment = begun(by, now)
    because, stages = said(reason, Label("理由", "the reason")), pipeline()
    if to is ProjectStatus.LOST and lost not in stages.lost:
        raise LostReasonMissing(known=same("、".join(stages.lost)))
    with transaction.atomic():
        row = held(by, project, also_over=True)
        before = ProjectStatus.of(row.status)
        if before is to:
            raise SameStatus(status=to.label)
        if before.is_over and not to.is_over:
            still_first(by, row, timezone.localdate(moment), stages)
        row.status = to.value
        row.save(update_fields=["status"])
        kept = StatusStep.objects.create(
            project=row,
            status=to.value,
            lost=lost if to is ProjectStatus.LOST else "",
            lost_to=lost_to.strip() if to is ProjectStatus.LOST else "",
            reason=because,
            recorded_at=moment,
            recorded_by=by.key,
        )
        after = {"status": to.value, "lost": kept.lost, "lost_to": kept.lost_to}
        of, was = ("project", project), {"status": before.value}
        record(by=actor, act="statuses.change", subject=of, before=was, after=after, reason=because, now=moment)
        close_lead_case(actor, row, moment)
    return kept
