"""What the trail notes in a snapshot: how far it had come, so that both can be compared later. Its events are not lent."""

from __future__ import annotations

from dukou.audit.models import AuditHead
from dukou.warehouse.queries.declared import mark


def audit_head() -> dict[str, object]:
    """Position and hash of the last event; 0 and the beginning of the chain where there is none."""
    head = AuditHead.objects.filter(pk=1).first() or AuditHead()  # there is none before the first event
    return {"position": head.position, "hash": head.hash}


mark("audit_head", audit_head)
