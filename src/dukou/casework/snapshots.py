"""What the room lends to the warehouse: the parts of units and the clocks of cases. What was written, and by whom, is not lent."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from dukou.casework.core.clocks import over_at
from dukou.casework.models import Leg, RunningClock
from dukou.casework.queries.moments import Seconds
from dukou.kit.core.labels import Label
from dukou.warehouse.core.columns import ColumnType
from dukou.warehouse.queries.declared import Column, SnapshotTable, lend


def _legs(known_on: date) -> QuerySet[Leg]:
    """The parts given by the day, as they stand now."""
    return Leg.objects.filter(opened_at__lt=over_at(known_on)).order_by("pk")


def _clocks(known_on: date) -> QuerySet[RunningClock]:
    """The clocks started by the day, as they stand now."""
    return RunningClock.objects.filter(anchor_at__lt=over_at(known_on)).order_by("pk")


lend(
    SnapshotTable(
        name="leg",
        room="casework",
        says=Label("各单位的承办环节（时刻以 1970 年起的秒计）", "parts of units in cases; moments in seconds since 1970"),
        columns=(
            Column("number", ColumnType.WHOLE, "pk"),
            Column("case_number", ColumnType.WHOLE, "case_id"),
            Column("kind", ColumnType.TEXT, "case__kind"),
            Column("unit", ColumnType.TEXT, "unit__key"),
            Column("role", ColumnType.TEXT),
            Column("outcome", ColumnType.TEXT),
            Column("opened_at", ColumnType.WHOLE, Seconds("opened_at")),
            Column("closed_at", ColumnType.WHOLE, Seconds("closed_at")),
        ),
        rows=_legs,
    )
)
lend(
    SnapshotTable(
        name="clock",
        room="casework",
        says=Label("办理期限（时刻以 1970 年起的秒计）", "clocks of cases; moments in seconds since 1970"),
        columns=(
            Column("number", ColumnType.WHOLE, "pk"),
            Column("case_number", ColumnType.WHOLE, "case_id"),
            Column("leg", ColumnType.WHOLE, "leg_id"),
            Column("name", ColumnType.TEXT, "key"),
            Column("budget", ColumnType.WHOLE, "value"),
            Column("unit", ColumnType.TEXT),
            Column("state", ColumnType.TEXT),
            Column("started_at", ColumnType.WHOLE, Seconds("anchor_at")),
            Column("stopped_at", ColumnType.WHOLE, Seconds("stopped_at")),
            Column("due_at", ColumnType.WHOLE, Seconds("due_at")),
            Column("due_on", ColumnType.DAY),
            Column("is_firm", ColumnType.TRUTH),
        ),
        rows=_clocks,
    )
)
