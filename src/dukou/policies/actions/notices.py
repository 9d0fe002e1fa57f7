"""Telling firms what they are entitled to."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.policies.models import Entitlement, Notice
from dukou.policies.queries.policies import measure_of
from dukou.policies.queries.runs import newest_run
from dukou.policies.queries.unpaid import told_firms
from dukou.rules.core.answers import Answer


class NobodyToTell(Refusal):
    """Every firm that the newest run found was told already, or it found none."""

    code = "policies.nobody_to_tell"
    status = 409
    what = Label("没有告知企业", "no firm was told")
    why = Label("最近一次匹配里没有尚未告知的符合企业", "the newest run has no entitled firm that was not told already")
    cure = Label("先匹配一次，或无需办理", "match the register first, or there is nothing to do")


def tell(*, by: Viewer, measure: str, now: datetime | None = None) -> int:
    """Tell the firms that a measure surely fits and that were not told before; gives how many. They find it on their desk."""
    by.require(Permission.HANDLE_CLAIMS)
    actor, moment = actor_of(by, Permission.HANDLE_CLAIMS), now or timezone.now()
    measure_of(measure)
    with transaction.atomic():
        run = newest_run()
        rows = Entitlement.objects.filter(run=run.pk if run else None, measure__key=measure, answer=Answer.YES.value)
        told = told_firms(measure)
        standing = rows.filter(enterprise__merged_into__isnull=True).values_list("enterprise_id", flat=True)
        firms = [firm for firm in standing.order_by("pk") if firm not in told]
        if not firms:
            raise NobodyToTell()
        Notice.objects.bulk_create(Notice(measure=measure, enterprise_id=firm, told_at=moment, told_by=str(actor)) for firm in firms)
        record(by=actor, act="notices.tell", subject=("measure", measure), after={"firms": len(firms)}, now=moment)
    return len(firms)
