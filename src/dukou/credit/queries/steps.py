"""What was told about a record since it was made."""

from __future__ import annotations

from dukou.credit.models import RecordStep


def steps_of(record: int) -> list[RecordStep]:
    """The steps of a record, in the order in which they were told."""
    return list(RecordStep.objects.filter(record=record).order_by("told_at", "pk"))
