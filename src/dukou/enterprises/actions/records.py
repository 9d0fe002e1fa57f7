"""Taking back what was recorded about a firm, with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import models, transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record as record_event
from dukou.enterprises.actions._holding import held
from dukou.enterprises.core.kinds import LifeEventKind, Status
from dukou.enterprises.models import Charge, Enterprise, LifeEvent, Link, Part, Site, Statement
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class WithdrawalNeedsReason(Refusal):
    """What is taken back says why."""

    code = "enterprises.withdrawal_needs_reason"
    what = Label("没有撤回", "this was not taken back")
    why = Label("没有写理由，或它已撤回", "no reason is given, or it was taken back already")
    cure = Label("写明理由", "say why")


_WITHDRAWABLE: Mapping[str, type[models.Model]] = {
    "life_event": LifeEvent,
    "link": Link,
    "site": Site,
    "part": Part,
    "charge": Charge,
    "statement": Statement,
}


def withdraw(*, by: Viewer, key: str, noun: str, number: int, reason: str, now: datetime | None = None) -> None:
    """Take back what was recorded about a firm: `noun` is life_event, link, site, part, charge or statement, `number` its primary key."""
    by.require(Permission.KEEP_REGISTER)
    actor, moment = actor_of(by, Permission.KEEP_REGISTER), now or timezone.now()
    with transaction.atomic():
        owner = "child" if noun == "link" else "enterprise"
        enterprise = held(by, key, even_merged=True)
        rows = _WITHDRAWABLE[noun]._default_manager.filter(pk=number, withdrawn_at__isnull=True, **{owner: enterprise})
        if not reason.strip() or not rows.update(withdrawn_at=moment, withdrawn_reason=reason.strip()):
            raise WithdrawalNeedsReason()
        if noun == "life_event":
            _settle_anew(enterprise)
        record_event(by=actor, act="enterprises.withdraw", subject=("enterprise", key), before={noun: number}, reason=reason, now=moment)


def _settle_anew(enterprise: Enterprise) -> None:
    """The status by the events that stand; unstated where none is left."""
    events = LifeEvent.objects.filter(enterprise=enterprise, withdrawn_at__isnull=True)
    latest = events.order_by(models.F("happened_on").desc(nulls_last=True), "-pk").first()
    enterprise.status = LifeEventKind.of(latest.kind).leaves if latest else Status.UNSTATED
    enterprise.status_on = latest.happened_on if latest else None
    enterprise.save(update_fields=["status", "status_on"])
