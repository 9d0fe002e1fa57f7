"""What the room lends to the warehouse: measures and claims. Who filed, decided and paid stays in the room."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from dukou.kit.core.labels import Label
from dukou.policies.models import Claim, MeasureText
from dukou.warehouse.core.columns import ColumnType
from dukou.warehouse.queries.declared import Column, SnapshotTable, lend


def _measures(known_on: date) -> QuerySet[MeasureText]:
    """The texts that stand now."""
    return MeasureText.objects.filter(replaced_at__isnull=True, policy__withdrawn_at__isnull=True).order_by("pk")


def _claims(known_on: date) -> QuerySet[Claim]:
    """The claims filed by the day, at the stage they are at now."""
    return Claim.objects.filter(filed_on__lte=known_on).order_by("pk")


lend(
    SnapshotTable(
        name="measure",
        room="policies",
        says=Label("政策措施", "measures of policies"),
        columns=(
            Column("key", ColumnType.TEXT),
            Column("policy", ColumnType.TEXT, "policy__slug"),
            Column("is_title_only", ColumnType.TRUTH),
        ),
        rows=_measures,
    )
)
lend(
    SnapshotTable(
        name="benefit_claim",
        room="policies",
        says=Label("政策申请", "claims to benefits"),
        columns=(
            Column("measure", ColumnType.TEXT, "measure_key"),
            Column("enterprise", ColumnType.TEXT, "enterprise__key"),
            Column("year", ColumnType.WHOLE, "round"),
            Column("stage", ColumnType.TEXT),
            Column("amount", ColumnType.WHOLE),
            Column("filed_on", ColumnType.DAY),
            Column("paid_on", ColumnType.DAY),
        ),
        rows=_claims,
    )
)
