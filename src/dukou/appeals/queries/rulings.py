"""What was ruled before on whose matter something is: what routing learns from."""

from __future__ import annotations

from django.utils import timezone

from dukou.appeals.core.routing import PastRuling
from dukou.appeals.models import Objection
from dukou.casework.core.states import Ruling

_NEWEST = 500


def past_rulings() -> list[PastRuling]:
    """The newest rulings on objections, the newest first."""
    rows = Objection.objects.filter(ruled__isnull=False).select_related("appeal", "unit", "ruled").order_by("-ruled_at", "-pk")
    return [
        PastRuling(
            topic=row.appeal.topic,
            text=f"{row.appeal.title} {row.appeal.text}",
            unit=row.ruled.key,
            ruled_on=timezone.localdate(row.ruled_at),
            against=row.unit.key if row.ruling == Ruling.GRANTED.value else "",
        )
        for row in rows[:_NEWEST]
        if row.ruled is not None and row.ruled_at is not None
    ]
