"""What the room lends to the warehouse: applications, and the parts of units.

Not lent: what was filled in, in any field; materials; who applied, filed or handled.
"""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import TruncDate

from dukou.affairs.models import Application, Part
from dukou.casework.core.clocks import ZONE, over_at
from dukou.casework.queries.moments import Seconds
from dukou.kit.core.labels import Label
from dukou.warehouse.core.columns import ColumnType
from dukou.warehouse.queries.declared import Column, SnapshotTable, lend


def _applications(known_on: date) -> QuerySet[Application]:
    """The applications filed by the day, where they stand now."""
    return Application.objects.filter(filed_at__lt=over_at(known_on)).order_by("pk")


def _parts(known_on: date) -> QuerySet[Part]:
    """The parts of applications filed by the day."""
    return Part.objects.filter(application__filed_at__lt=over_at(known_on)).order_by("pk")


lend(
    SnapshotTable(
        name="application",
        room="affairs",
        says=Label("联办申请（时刻以 1970 年起的秒计）", "applications; moments in seconds since 1970"),
        columns=(
            Column("number", ColumnType.WHOLE, "pk"),
            Column("affair", ColumnType.TEXT, "slug"),
            Column("edition", ColumnType.TEXT, "text__edition"),
            Column("enterprise", ColumnType.TEXT, "enterprise__key"),
            Column("channel", ColumnType.TEXT),
            Column("state", ColumnType.TEXT),
            Column("ending", ColumnType.TEXT),
            Column("filed_on", ColumnType.DAY, TruncDate("filed_at", tzinfo=ZONE)),
            Column("filed_at", ColumnType.WHOLE, Seconds("filed_at")),
            Column("accepted_at", ColumnType.WHOLE, Seconds("accepted_at")),
            Column("was_deemed", ColumnType.TRUTH),
            Column("answered_at", ColumnType.WHOLE, Seconds("answered_at")),
            Column("closed_at", ColumnType.WHOLE, Seconds("closed_at")),
            Column("was_on_time", ColumnType.TRUTH),
            Column("trips", ColumnType.WHOLE),
            Column("is_synthetic", ColumnType.TRUTH),
        ),
        rows=_applications,
    )
)
lend(
    SnapshotTable(
        name="affair_part",
        room="affairs",
        says=Label("联办申请中各单位的部分", "units' parts of applications"),
        columns=(
            Column("number", ColumnType.WHOLE, "pk"),
            Column("application", ColumnType.WHOLE, "application_id"),
            Column("matter", ColumnType.TEXT),
            Column("unit", ColumnType.TEXT, "unit__key"),
            Column("stage", ColumnType.TEXT),
            Column("is_feasible", ColumnType.TRUTH),
            Column("was_deemed", ColumnType.TRUTH),
            Column("fee_fen", ColumnType.WHOLE),
            Column("begun_at", ColumnType.WHOLE, Seconds("leg__opened_at")),
            Column("answered_at", ColumnType.WHOLE, Seconds("answered_at")),
            Column("ended_at", ColumnType.WHOLE, Seconds("ended_at")),
        ),
        rows=_parts,
    )
)
