"""What accounts lend to the warehouse: organisations. People, posts, sign-ins and tokens are personal and stay here."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from dukou.accounts.models import Organisation
from dukou.kit.core.labels import Label
from dukou.warehouse.core.columns import ColumnType
from dukou.warehouse.queries.declared import Column, SnapshotTable, lend


def _rows(known_on: date) -> QuerySet[Organisation]:
    return Organisation.objects.order_by("key")


lend(
    SnapshotTable(
        name="organisation",
        room="accounts",
        says=Label("机构", "organisations"),
        columns=(
            Column("key", ColumnType.TEXT),
            Column("kind", ColumnType.TEXT),
            Column("name_zh", ColumnType.TEXT, "zh"),
            Column("name_en", ColumnType.TEXT, "en"),
            Column("parent", ColumnType.TEXT, "parent__key"),
            Column("closed_on", ColumnType.DAY),
        ),
        rows=_rows,
    )
)
