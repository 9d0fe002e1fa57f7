"""The parts that units have in hand, with the clock of each: what is due first stands first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dukou.casework.core.profiles import LegRole
from dukou.casework.core.states import ClockState
from dukou.casework.models import RunningClock
from dukou.kit.core.labels import Label

_OF_PARTS = ("lead", "assist", "separate", "outer")


@dataclass(frozen=True, slots=True)
class Part:
    """One part in hand. `due_on`: None while its clock stands."""

    case: int
    leg: int
    unit: Label
    role: LegRole
    officer: str
    due_on: date | None
    is_firm: bool
    is_late: bool
    is_today: bool


def parts_in_hand(kind: str, units: Iterable[str], now: datetime, today: date, limit: int) -> list[Part]:
    """The open parts of these units (keys) in cases of a kind, the first due first, those that stand still last; at most `limit`."""
    rows = RunningClock.objects.exclude(state=ClockState.STOPPED.value).filter(
        leg__unit__key__in=list(units), leg__closed_at__isnull=True, case__kind=kind, key__in=_OF_PARTS
    )
    running = list(rows.filter(due_at__isnull=False).select_related("leg__unit").order_by("due_at", "pk")[:limit])
    standing = list(rows.filter(due_at__isnull=True).select_related("leg__unit").order_by("pk")[: limit - len(running)])
    return [_part(row, now, today) for row in [*running, *standing]]


def _part(row: RunningClock, now: datetime, today: date) -> Part:
    assert row.leg is not None
    return Part(
        case=row.case_id,
        leg=row.leg.pk,
        unit=row.leg.unit.label,
        role=LegRole.of(row.leg.role),
        officer=row.leg.officer,
        due_on=row.due_on,
        is_firm=row.is_firm,
        is_late=row.due_at is not None and now >= row.due_at,
        is_today=row.due_on == today,
    )
