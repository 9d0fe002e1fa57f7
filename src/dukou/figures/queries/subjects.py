"""What claims are about, and what is measured."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.figures.core.claims import Role, ValueKind
from dukou.figures.models import Indicator, Source, Subject
from dukou.kit.core.labels import Label


@dataclass(frozen=True, slots=True)
class ShownSubject:
    """A subject with its name and what it is part of."""

    ref: str
    label: Label
    parent: str


@dataclass(frozen=True, slots=True)
class ShownIndicator:
    """An indicator as forms and filters offer it."""

    key: str
    label: Label
    holds: ValueKind
    unit: str
    role: Role


def subject_of(ref: str) -> ShownSubject | None:
    """The subject with this reference."""
    kind, _, key = ref.partition("/")
    row = Subject.objects.filter(kind=kind, key=key).first()
    return None if row is None else ShownSubject(row.ref, row.label, row.parent)


def subjects_of_kind(kind: str = "", parents: list[str] | None = None) -> list[ShownSubject]:
    """All subjects, or those of one kind, or those that are part of some others, in the order in which they were introduced."""
    rows = Subject.objects.order_by("pk")
    if kind:
        rows = rows.filter(kind=kind)
    if parents is not None:
        rows = rows.filter(parent__in=parents)
    return [ShownSubject(row.ref, row.label, row.parent) for row in rows]


def indicators() -> list[ShownIndicator]:
    """Every indicator, in the order in which they were introduced."""
    return [
        ShownIndicator(row.key, row.label, ValueKind.of(row.value_kind), row.unit, Role.of(row.role))
        for row in Indicator.objects.order_by("pk")
    ]


def sources() -> list[tuple[str, Label]]:
    """Every source by key and title."""
    return [(row.key, row.label) for row in Source.objects.order_by("pk")]
