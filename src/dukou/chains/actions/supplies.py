"""Supply links between firms that are known by name."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.chains.actions._steps import begun, firm_of, node_of, said
from dukou.chains.actions.refusals import LinkedAlready, NoSuchRow
from dukou.chains.models import SupplyLink
from dukou.kit.core.labels import Label

_LINK = Label("供应关系", "supply link")


def add(*, by: Viewer, supplier: str, user: str, node: str, evidence: str, known_on: date, now: datetime | None = None) -> SupplyLink:
    """Say that one firm supplies another with what a node stands for, on some evidence."""
    actor, moment = begun(by, now)
    node_of(node)
    with transaction.atomic():
        pair = {"supplier_id": firm_of(by, supplier), "user_id": firm_of(by, user)}
        if supplier == user or SupplyLink.objects.filter(**pair, node=node, withdrawn_at__isnull=True).exists():
            raise LinkedAlready()
        row = SupplyLink.objects.create(
            **pair, node=node, evidence=said(evidence), known_on=known_on, recorded_at=moment, recorded_by=str(actor)
        )
        after = {"supplier": supplier, "user": user, "node": node, "evidence": row.evidence, "known_on": known_on}
        record(by=actor, act="supplies.add", subject=("supply", str(row.pk)), after=after, now=moment)
    return row


def withdraw(*, by: Viewer, number: int, reason: str, now: datetime | None = None) -> None:
    """Take a link back; its row stays with the reason."""
    actor, moment = begun(by, now)
    with transaction.atomic():
        row = SupplyLink.objects.select_for_update().filter(pk=number, withdrawn_at__isnull=True).first()
        if row is None:
            raise NoSuchRow(number=number, noun=_LINK)
        row.withdrawn_at, row.withdrawn_reason = moment, said(reason)
        row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
        record(by=actor, act="supplies.withdraw", subject=("supply", str(number)), reason=reason, now=moment)
