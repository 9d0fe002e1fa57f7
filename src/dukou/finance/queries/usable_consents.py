"""Consents under which a firm may send an application now, and whether a bank may still look under one."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.merged import entries_of
from dukou.finance.core.consents import live
from dukou.finance.core.kinds import Purpose
from dukou.finance.models import Consent
from dukou.finance.queries.consents import live_to, taken_under, values_of


def usable_for(firm: int, now: datetime) -> list[Consent]:
    """The consents of a firm for use before a loan that stand this moment, the newest first."""
    held = Consent.objects.filter(enterprise__in=entries_of(firm), purpose=Purpose.BEFORE.value, withdrawn_at__isnull=True)
    held = held.filter(bank__closed_on__isnull=True)
    rows = list(held.select_related("bank").order_by("-pk"))
    values, taken, on = values_of(rows), taken_under([row.pk for row in rows]), timezone.localdate(now)
    standing = {each.number for each in values if live([each], each.bank, taken, now, on)}
    return [row for row in rows if row.pk in standing]


def is_live(viewer: Viewer, consent: int, now: datetime) -> bool:
    """Whether the viewer's bank may look under this consent this moment."""
    return any(each.number == consent for each in live_to(viewer, now))
