"""Which task force (专班) looks after which firm."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.task_forces import task_force_ids
from dukou.enterprises.actions._recording import PartOfNothing, add
from dukou.enterprises.models import Charge


def give(*, by: Viewer, key: str, task_force: str, evidence: str, now: datetime | None = None) -> None:
    """Put a firm into the charge of a task force, whose members see it from now on."""
    forces = task_force_ids()
    if task_force not in forces:
        raise PartOfNothing(ref=task_force)
    with transaction.atomic():
        add(by, key, Charge, {"task_force_id": forces[task_force]}, evidence, "charges.give", now)
