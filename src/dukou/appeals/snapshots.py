"""What the room lends to the warehouse: appeals, the parts of units, clocks, call-backs.

Not lent: what was written, in any field; whom to ask; who filed, handled or called; the secret link.
"""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import TruncDate

from dukou.appeals.models import Appeal, CallBack
from dukou.casework.core.clocks import ZONE, over_at
from dukou.casework.queries.moments import Seconds
from dukou.kit.core.labels import Label
from dukou.warehouse.core.columns import ColumnType
from dukou.warehouse.core.questions import QUESTIONS, Answered, Question
from dukou.warehouse.queries.declared import Column, SnapshotTable, lend


def _appeals(known_on: date) -> QuerySet[Appeal]:
    """The appeals filed by the day, where they stand now."""
    return Appeal.objects.filter(filed_at__lt=over_at(known_on)).order_by("pk")


def _call_backs(known_on: date) -> QuerySet[CallBack]:
    """The calls made by the day."""
    return CallBack.objects.filter(asked_at__lt=over_at(known_on)).order_by("pk")


def _day(field: str) -> TruncDate:
    return TruncDate(field, tzinfo=ZONE)


lend(
    SnapshotTable(
        name="appeal",
        room="appeals",
        says=Label("企业诉求（时刻以 1970 年起的秒计）", "appeals; moments in seconds since 1970"),
        columns=(
            Column("number", ColumnType.WHOLE, "pk"),
            Column("enterprise", ColumnType.TEXT, "enterprise__key"),
            Column("channel", ColumnType.TEXT),
            Column("topic", ColumnType.TEXT),
            Column("grade", ColumnType.TEXT, "case__grade"),
            Column("state", ColumnType.TEXT),
            Column("ground", ColumnType.TEXT),
            Column("verdict", ColumnType.TEXT),
            Column("ending", ColumnType.TEXT),
            Column("filed_on", ColumnType.DAY, _day("filed_at")),
            Column("filed_at", ColumnType.WHOLE, Seconds("filed_at")),
            Column("contacted_at", ColumnType.WHOLE, Seconds("contacted_at")),
            Column("replied_at", ColumnType.WHOLE, Seconds("replied_at")),
            Column("closed_at", ColumnType.WHOLE, Seconds("closed_at")),
            Column("was_on_time", ColumnType.TRUTH),
            Column("plans", ColumnType.WHOLE),
            Column("sent_back", ColumnType.WHOLE),
            Column("reopenings", ColumnType.WHOLE),
            Column("is_synthetic", ColumnType.TRUTH),
        ),
        rows=_appeals,
    )
)
lend(
    SnapshotTable(
        name="call_back",
        room="appeals",
        says=Label("回访", "calls back"),
        columns=(
            Column("appeal", ColumnType.WHOLE, "appeal_id"),
            Column("satisfaction", ColumnType.TEXT),
            Column("by_enterprise", ColumnType.TRUTH),
            Column("asked_at", ColumnType.WHOLE, Seconds("asked_at")),
        ),
        rows=_call_backs,
    )
)
QUESTIONS.add(
    "parts-by-unit",
    Question(
        name="parts-by-unit",
        label=Label("各单位承办诉求的环节和结果", "parts of appeals by unit, role and outcome"),
        text="""
            select l.unit as unit, l.role as role, l.outcome as outcome, count(*) as parts
            from leg l
            join appeal a on a.number = l.case_number
            group by l.unit, l.role, l.outcome
        """,
        columns=(
            Answered("unit", Label("单位", "unit")),
            Answered("role", Label("角色", "role")),
            Answered("outcome", Label("结果（空：在办）", "outcome, empty: open")),
            Answered("parts", Label("环节数", "parts"), is_number=True),
        ),
    ),
)
