"""What the room lends to the warehouse: standing claims, tags and sources; and the question about them.

Numbers only, in whole base units (money: fen; percent: millionths). Not lent: words as values, who said a figure, who recorded it, notes.
"""

from __future__ import annotations

from datetime import date

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Concat

from dukou.figures.models import Claim, Source, Tag
from dukou.figures.queries.tags import standing_tags_on
from dukou.figures.queries.visibility import standing_on
from dukou.kit.core.labels import Label
from dukou.warehouse.core.columns import ColumnType
from dukou.warehouse.core.questions import QUESTIONS, Answered, Question
from dukou.warehouse.queries.declared import Column, SnapshotTable, lend


def _claims(known_on: date) -> QuerySet[Claim]:
    """Claims of every visibility as they stood on the day."""
    return standing_on(known_on, Claim.objects.all()).order_by("pk")


def _tags(known_on: date) -> QuerySet[Tag]:
    """Tags that stood on the day, of every confidence."""
    return standing_tags_on(known_on).order_by("pk")


def _sources(known_on: date) -> QuerySet[Source]:
    return Source.objects.order_by("key")


SUBJECT = (Column("subject_kind", ColumnType.TEXT, "subject__kind"), Column("subject_key", ColumnType.TEXT, "subject__key"))
lend(
    SnapshotTable(
        name="claim",
        room="figures",
        says=Label("数据", "claims"),
        columns=(
            Column("id", ColumnType.WHOLE),
            Column("ref", ColumnType.TEXT),
            Column("revision", ColumnType.WHOLE),
            *SUBJECT,
            Column("indicator", ColumnType.TEXT, "definition__indicator__key"),
            Column("role", ColumnType.TEXT, "definition__indicator__role"),
            Column("version", ColumnType.TEXT, "definition__version"),
            Column("operator", ColumnType.TEXT),
            Column("base_value", ColumnType.WHOLE),
            Column("unit", ColumnType.TEXT),
            Column("period", ColumnType.TEXT),
            Column("period_first_on", ColumnType.DAY),
            Column("period_last_on", ColumnType.DAY),
            Column("kind", ColumnType.TEXT),
            Column("price_basis", ColumnType.TEXT),
            Column("visibility", ColumnType.TEXT),
            Column("owner", ColumnType.TEXT, "owner__key"),
            Column("source", ColumnType.TEXT, "source__key"),
            Column("known_on", ColumnType.DAY),
            Column("is_known_on_assumed", ColumnType.TRUTH),
        ),
        rows=_claims,
    )
)
lend(
    SnapshotTable(
        name="tag",
        room="figures",
        says=Label("归属", "tags"),
        columns=(
            *SUBJECT,
            Column("segment", ColumnType.TEXT, Concat("segment__kind", Value("/"), "segment__key", output_field=CharField())),
            Column("confidence", ColumnType.TEXT),
            Column("share_millionths", ColumnType.WHOLE, "share"),
            Column("source", ColumnType.TEXT, "source__key"),
            Column("known_on", ColumnType.DAY),
        ),
        rows=_tags,
    )
)
lend(
    SnapshotTable(
        name="source",
        room="figures",
        says=Label("来源", "sources"),
        columns=(
            Column("key", ColumnType.TEXT),
            Column("name_zh", ColumnType.TEXT),
            Column("name_en", ColumnType.TEXT),
            Column("known_on", ColumnType.DAY),
            Column("sha256", ColumnType.TEXT),
        ),
        rows=_sources,
    )
)

CLAIMS_BY_SOURCE = QUESTIONS.add(
    "claims-by-source",
    Question(
        name="claims-by-source",
        label=Label("各来源在各日公布的数据", "claims by source and day of knowledge"),
        text="""
            select c.source as source, c.known_on as known_on, count(*) as claims,
              cast(sum(case when c.revision > 1 then 1 else 0 end) as bigint) as corrected
            from claim c
            group by c.source, c.known_on
        """,
        columns=(
            Answered("source", Label("来源", "source")),
            Answered("known_on", Label("得知日期", "known on")),
            Answered("claims", Label("条数", "claims"), is_number=True),
            Answered("corrected", Label("其中更正过", "of them corrected"), is_number=True),
        ),
    ),
)
