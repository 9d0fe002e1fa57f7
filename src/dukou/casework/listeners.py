"""What this room hears: a pack was loaded, which may have brought a new version of a calendar; a rung was taken, of which the duty group
is told."""

from __future__ import annotations

from django.conf import settings

from dukou.casework.actions._sending import TO_CHAT
from dukou.casework.actions.deadlines import REPROJECT
from dukou.casework.actions.ladder import RungReached, rung_reached
from dukou.casework.core.profiles import Rung
from dukou.casework.models import CalendarVersion, RunningClock
from dukou.casework.queries.owners import kind_of
from dukou.kit.actions import PackLoaded, pack_loaded
from dukou.kit.core.labels import Label
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


_RUNG = Label("{rung}：{kind}第 {case} 号，{unit}，期限 {due}", "{rung}: {kind} {case}, {unit}, due {due}")


@rung_reached.listen
def tell_duty_group(reached: RungReached) -> None:
    """From the first urging on, the duty group reads it in its chat too, where one is set."""
    if not settings.CHAT_ADDRESS or reached.rung.height < Rung.URGE.height:
        return
    kind = kind_of(reached.case)
    said = _RUNG.filled(
        rung=reached.rung.label,
        kind=kind.label if kind else Label("办件", "case"),
        case=reached.case.pk,
        unit=reached.leg.unit.label if reached.leg else Label("全件", "the whole case"),
        due=reached.clock.due_on or "—",
    )
    queue.enqueue(TO_CHAT, said.as_dict(), now=reached.step.now)
