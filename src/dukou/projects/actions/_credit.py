"""What the ledger of credit hears of promises: a firm broke one, or kept it after all. Parts of acts, in their transaction."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dukou.credit.actions import credit_records
from dukou.credit.core.entering import Entered
from dukou.credit.core.kinds import RecordKind
from dukou.credit.queries.fields import sort_for
from dukou.enterprises.queries.rosters import keys_by_id
from dukou.kit.core.actors import Actor
from dukou.projects.models import Promise, PromiseStep

if TYPE_CHECKING:
    from dukou.projects.actions.promises import FirmPromiseBroken


def record_broken(broken: FirmPromiseBroken) -> None:
    """Nothing is recorded of a firm that the register does not know, or in a district where no field takes broken promises: the project's
    own ledger tells it."""
    takes = sort_for(RecordKind.PROMISE_BROKEN)
    if broken.enterprise is None or takes is None:
        return
    field, sort = takes
    told = f"{broken.project}/{broken.promise}"
    credit_records.tell(
        by=broken.by,
        firm=broken.enterprise,
        key=keys_by_id([broken.enterprise])[broken.enterprise],
        field=field.key,
        entered=Entered(sort.key, told, broken.on, broken.text, broken.reason, told_by=_told_by(broken.promise)),
        now=broken.now,
    )


def record_kept(row: Promise, step: PromiseStep, by: Actor, now: datetime) -> None:
    """A promise that was told as broken and kept after all: its record stays, and what it asked for is noted as done."""
    credit_records.tell_done(by=by, told_by=_told_by(row.pk), on=step.on, evidence=step.evidence, now=now)


def _told_by(promise: int) -> str:
    return f"project-promise/{promise}"
