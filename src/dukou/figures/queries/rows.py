"""From stored rows to the claims that rooms pass around."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from django.db.models import QuerySet

from dukou.figures.core.claims import Claim as CoreClaim
from dukou.figures.core.claims import ClaimKind, PriceBasis, Role, Stated, ValueKind, Visibility
from dukou.figures.core.operators import Operator
from dukou.figures.core.quantities import Quantity
from dukou.figures.core.units import UNITS
from dukou.figures.models import Claim
from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.periods import Period, parse_period

E = TypeVar("E", bound=LabelledEnum)


def claim_rows(rows: QuerySet[Claim]) -> QuerySet[Claim]:
    """The rows with everything that `as_claim` reads, in one query, in a stable order."""
    return rows.select_related("subject", "definition__indicator", "source", "owner").order_by("pk")


def claims_in(rows: QuerySet[Claim]) -> list[CoreClaim]:
    """The rows as claims, in one query, in the order of `claim_rows`. For lists: no object is made of any row on the way."""
    found = rows.order_by("pk").values_list(*_OWN, *_OF_OTHERS, named=True)
    return [
        _claim(
            row,
            f"{row.subject__kind}/{row.subject__key}",
            _measured(*row[len(_OWN) + _OF_INDICATOR : len(_OWN) + len(_OF_OTHERS)]),
            row.definition__version,
            row.source__key,
        )
        for row in found
    ]


def as_claim(row: Claim) -> CoreClaim:
    """The row as a claim."""
    its = row.definition.indicator
    measured = _measured(its.key, its.name_zh, its.name_en, its.value_kind, its.role, its.growth_of)
    return _claim(row, row.subject.ref, measured, row.definition.version, row.source.key)


def _by_code(enumeration: type[E]) -> dict[str, E]:
    return {str(member): member for member in enumeration}


# Looked up, not searched: a list of a whole district asks for some of them a million times.
_KINDS, _BASES, _VISIBILITIES, _OPERATORS = _by_code(ClaimKind), _by_code(PriceBasis), _by_code(Visibility), _by_code(Operator)
_OWN = (
    "pk",
    "ref",
    "operator",
    "value",
    "unit",
    "period",
    "kind",
    "place",
    "known_on",
    "price_basis",
    "visibility",
    "said_by_zh",
    "said_by_en",
    "note_zh",
    "note_en",
    "is_known_on_assumed",
)
_OF_OTHERS = (
    "subject__kind",
    "subject__key",
    "definition__version",
    "source__key",
    *(f"definition__indicator__{name}" for name in ("key", "name_zh", "name_en", "value_kind", "role", "growth_of")),
)
_OF_INDICATOR = 4  # from here on they are the indicator's


class _Measured(NamedTuple):
    """What a claim says of its indicator."""

    key: str
    label: Label
    holds: ValueKind
    role: Role
    growth_of: str


@lru_cache(maxsize=1000)
def _measured(key: str, zh: str, en: str, holds: str, role: str, growth_of: str) -> _Measured:
    return _Measured(key, Label(zh, en), ValueKind.of(holds), Role.of(role), growth_of)


@lru_cache(maxsize=10_000)
def period_of(text: str) -> Period | None:
    """The period as rows hold it; empty is undated."""
    return parse_period(text) if text else None


def _claim(row: Any, subject: str, measured: _Measured, version: str, source: str) -> CoreClaim:
    """The claim of a row's own columns, `_OWN`, and of what it points to."""
    return CoreClaim(
        id=row.pk,
        ref=row.ref,
        subject=subject,
        indicator=measured.key,
        indicator_label=measured.label,
        version=version,
        role=measured.role,
        value=_value(row, measured.holds),
        period=period_of(row.period),
        kind=_KINDS[row.kind],
        source=source,
        place=row.place,
        known_on=row.known_on,
        growth_of=measured.growth_of,
        price_basis=_BASES[row.price_basis],
        visibility=_VISIBILITIES[row.visibility],
        said_by=Label(row.said_by_zh, row.said_by_en) if row.said_by_zh else None,
        note=Label(row.note_zh, row.note_en) if row.note_zh else None,
        is_known_on_assumed=row.is_known_on_assumed,
    )


def _value(row: Any, kind: ValueKind) -> Stated:
    match kind:
        case ValueKind.QUANTITY:
            return Quantity(_OPERATORS[row.operator], Decimal(row.value), UNITS[row.unit])
        case ValueKind.DATE:
            return parse_period(row.value)
        case _:
            return str(row.value)
