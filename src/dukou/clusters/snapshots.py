"""What the room lends to the warehouse: which clusters and segments the district has. Their figures are claims, lent by `figures`."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from dukou.clusters.models import Cluster, Segment
from dukou.kit.core.labels import Label
from dukou.warehouse.core.columns import ColumnType
from dukou.warehouse.queries.declared import Column, SnapshotTable, lend


def _clusters(known_on: date) -> QuerySet[Cluster]:
    return Cluster.objects.order_by("slug")


def _segments(known_on: date) -> QuerySet[Segment]:
    return Segment.objects.order_by("key")


NAMES = (Column("name_zh", ColumnType.TEXT), Column("name_en", ColumnType.TEXT))
lend(
    SnapshotTable(
        name="cluster",
        room="clusters",
        says=Label("集群", "clusters"),
        columns=(
            Column("key", ColumnType.TEXT, "slug"),
            *NAMES,
            Column("position", ColumnType.WHOLE, "order"),
            Column("office", ColumnType.TEXT, "office__key"),
        ),
        rows=_clusters,
    )
)
lend(
    SnapshotTable(
        name="segment",
        room="clusters",
        says=Label("细分领域", "segments"),
        columns=(
            Column("key", ColumnType.TEXT),
            Column("cluster", ColumnType.TEXT, "cluster__slug"),
            *NAMES,
            Column("position", ColumnType.WHOLE),
        ),
        rows=_segments,
    )
)
