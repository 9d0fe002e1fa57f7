"""From stored rows to the claims that rooms pass around."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import QuerySet

from dukou.figures.core.claims import Claim as CoreClaim
from dukou.figures.core.claims import ClaimKind, PriceBasis, Role, Stated, ValueKind, Visibility
from dukou.figures.core.operators import Operator
from dukou.figures.core.quantities import Quantity
from dukou.figures.core.units import UNITS
from dukou.figures.models import Claim
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import parse_period


def claim_rows(rows: QuerySet[Claim]) -> QuerySet[Claim]:
    """The rows with everything that `as_claim` reads, in one query, in a stable order."""
    return rows.select_related("subject", "definition__indicator", "source", "owner").order_by("pk")


def as_claim(row: Claim) -> CoreClaim:
    """The row as a claim."""
    indicator = row.definition.indicator
    return CoreClaim(
        id=row.pk,
        ref=row.ref,
        subject=row.subject.ref,
        indicator=indicator.key,
        indicator_label=indicator.label,
        version=row.definition.version,
        role=Role.of(indicator.role),
        value=_value(row, ValueKind.of(indicator.value_kind)),
        period=parse_period(row.period) if row.period else None,
        kind=ClaimKind.of(row.kind),
        source=row.source.key,
        place=row.place,
        known_on=row.known_on,
        growth_of=indicator.growth_of,
        price_basis=PriceBasis.of(row.price_basis),
        visibility=Visibility.of(row.visibility),
        said_by=Label(row.said_by_zh, row.said_by_en) if row.said_by_zh else None,
        note=Label(row.note_zh, row.note_en) if row.note_zh else None,
        is_known_on_assumed=row.is_known_on_assumed,
    )


def _value(row: Claim, kind: ValueKind) -> Stated:
    match kind:
        case ValueKind.QUANTITY:
            return Quantity(Operator.of(row.operator), Decimal(row.value), UNITS[row.unit])
        case ValueKind.DATE:
            return parse_period(row.value)
        case _:
            return row.value
