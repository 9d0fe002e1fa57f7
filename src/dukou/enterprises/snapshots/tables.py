"""Tables of the register for the warehouse.

Not lent: addresses, contact details, who registered and on what evidence. The name and code of a self-employed person (个体工商户) often
are that person's own, so they are missing there.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Case, CharField, F, Q, QuerySet, When
from django.db.models.expressions import Combinable

from dukou.enterprises.core.kinds import UnitKind
from dukou.enterprises.models import Enterprise, Part
from dukou.kit.core.labels import Label
from dukou.warehouse.core.columns import ColumnType
from dukou.warehouse.queries.declared import Column, SnapshotTable, lend


def _enterprises(known_on: date) -> QuerySet[Enterprise]:
    """Every entry as it is now, merged ones too: the register keeps no earlier states."""
    return Enterprise.objects.order_by("pk")


def _parts(known_on: date) -> QuerySet[Part]:
    """The parts firms play on the day, as far as nobody took them back."""
    begun = Q(from_on__isnull=True) | Q(from_on__lte=known_on)
    unended = Q(until_on__isnull=True) | Q(until_on__gte=known_on)
    return Part.objects.filter(begun, unended, withdrawn_at__isnull=True).order_by("pk")


def _unless_personal(field: str) -> Combinable:
    return Case(When(~Q(unit_kind=UnitKind.SELF_EMPLOYED), then=F(field)), output_field=CharField())


lend(
    SnapshotTable(
        name="enterprise",
        room="enterprises",
        says=Label("企业", "enterprises"),
        columns=(
            Column("key", ColumnType.TEXT),
            Column("name", ColumnType.TEXT, _unless_personal("name")),
            Column("code", ColumnType.TEXT, _unless_personal("code")),
            Column("unit_kind", ColumnType.TEXT),
            Column("industry", ColumnType.TEXT),
            Column("industry_edition", ColumnType.TEXT),
            Column("division", ColumnType.TEXT),
            Column("founded_on", ColumnType.DAY),
            Column("status", ColumnType.TEXT),
            Column("status_on", ColumnType.DAY),
            Column("capital_amount", ColumnType.WHOLE),
            Column("capital_currency", ColumnType.TEXT),
            Column("merged_into", ColumnType.TEXT, "merged_into__key"),
            Column("is_synthetic", ColumnType.TRUTH),
        ),
        rows=_enterprises,
    )
)
lend(
    SnapshotTable(
        name="part",
        room="enterprises",
        says=Label("企业的角色", "parts of firms"),
        columns=(
            Column("enterprise", ColumnType.TEXT, "enterprise__key"),
            Column("kind", ColumnType.TEXT),
            Column("subject", ColumnType.TEXT, "of"),
            Column("from_on", ColumnType.DAY),
            Column("until_on", ColumnType.DAY),
        ),
        rows=_parts,
    )
)
