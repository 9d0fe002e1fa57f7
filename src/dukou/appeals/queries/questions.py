"""What the enterprise was asked and has not answered yet."""

from __future__ import annotations

from dukou.appeals.models import Appeal, Exchange


def open_question(appeal: Appeal) -> Exchange | None:
    """The question that waits for the enterprise; there is one at a time."""
    return appeal.exchanges.filter(answered_at__isnull=True, settled_at__isnull=True).select_related("unit").first()
