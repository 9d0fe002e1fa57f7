"""What acts on a firm's records share: the check of the right and of the evidence, the row, the event."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record as record_event
from dukou.enterprises.actions._holding import held
from dukou.enterprises.models import Enterprise, Link
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class EvidenceNeeded(Refusal):
    """What is recorded about a firm rests on something."""

    code = "enterprises.evidence_needed"
    what = Label("没有记录", "this was not recorded")
    why = Label("没有写依据", "no evidence is named")
    cure = Label("写明依据，例如文号、现场核实的日期", "name it: a document, the day of a visit")


class RecordedAlready(Refusal):
    """The same stands already."""

    code = "enterprises.recorded_already"
    status = 409
    what = Label("没有记录", "this was not recorded")
    why = Label("已有同样的记录", "the same is recorded already")
    cure = Label("要改动就先撤回原有的", "to change it, take the present one back first")


class PartOfNothing(Refusal):
    """A part is played in a cluster or segment, a charge is held by a task force, and both are there."""

    code = "enterprises.part_of_nothing"
    status = 404
    what = Label("没有记录", "this was not recorded")
    why = Label("没有“{ref}”", "there is no “{ref}”")
    cure = Label("从清单里选择", "choose it from the list")


def add(by: Viewer, key: str, model: Any, columns: dict[str, Any], evidence: str, act: str, now: datetime | None) -> Any:
    """Store one record of a firm and its event; a part of an act, in its transaction."""
    by.require(Permission.KEEP_REGISTER)
    if not evidence.strip():
        raise EvidenceNeeded()
    actor, moment = actor_of(by, Permission.KEEP_REGISTER), now or timezone.now()
    owner = "child" if model is Link else "enterprise"
    same = {owner: held(by, key)} | columns
    if model._default_manager.filter(**same, withdrawn_at__isnull=True).exists():
        raise RecordedAlready()
    row = model._default_manager.create(**same, evidence=evidence.strip(), recorded_at=moment, recorded_by=str(actor))
    after = {name: value.key if isinstance(value, Enterprise) else value for name, value in columns.items()}
    record_event(by=actor, act=act, subject=("enterprise", key), after=after | {"evidence": evidence}, now=moment)
    return row
