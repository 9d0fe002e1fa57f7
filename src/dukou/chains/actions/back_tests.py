"""Trying the engine on the kept panel, and keeping what came true as the table of hit rates."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.chains.actions._steps import begun
from dukou.chains.actions.refusals import NoReference
from dukou.chains.core.kinds import ReferenceKind
from dukou.chains.models import BackTest
from dukou.chains.queries.references import read, reference_used
from dukou.kit.files import kept

if TYPE_CHECKING:
    from dukou.chains.core.backtest.choices import Task
    from dukou.chains.core.backtest.trial import Step


def run(*, by: Viewer, task: Task, step: Step = lambda *_: None, now: datetime | None = None) -> BackTest:
    """Back-test a task on the panel that is used today. The same panel, task and program give the same table."""
    from dukou.chains.core.backtest.tasks import Terms
    from dukou.chains.core.backtest.trial import back_test

    actor, moment = begun(by, now)
    panel = reference_used(ReferenceKind.PANEL, timezone.localdate(moment))
    path = kept(panel.sha256) if panel else None
    if panel is None or path is None:
        raise NoReference()
    found = back_test(read(path, panel.columns, panel.name, panel.is_synthetic), task, Terms(), step=step)
    with transaction.atomic():
        row = BackTest.objects.create(panel=panel, task=task.value, content=found.plain(), made_at=moment, made_by=str(actor))
        after = {"panel": panel.name, "task": task.value, "ap": found.methods["ease"].ap, "n": found.n, "events": found.events}
        record(by=actor, act="back_tests.run", subject=("back-test", str(row.pk)), after=after, now=moment)
    return row
