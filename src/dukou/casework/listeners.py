"""What this room hears: a pack was loaded, which may have brought a new version of a calendar."""

from __future__ import annotations

from dukou.casework.actions.deadlines import REPROJECT
from dukou.casework.models import CalendarVersion, RunningClock
from dukou.kit.actions import PackLoaded, pack_loaded
from dukou.kit.jobs import queue


@pack_loaded.listen
def reckon_anew(_: PackLoaded) -> None:
    """Where clocks run under a former version of a calendar, a worker reckons them anew."""
    for key in CalendarVersion.objects.values_list("key", flat=True).distinct():
        newest = CalendarVersion.objects.filter(key=key).order_by("-number").values("pk")[:1]
        if (
            RunningClock.objects.filter(calendar__key=key, due_at__isnull=False, stopped_at__isnull=True)
            .exclude(calendar__in=newest)
            .exists()
        ):
            queue.enqueue(REPROJECT, {"calendar": key})
