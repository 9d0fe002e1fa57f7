"""What claims are about, and what is measured."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dukou.figures.core.batches import batches
from dukou.figures.core.claims import Role, Stated, ValueKind, fitting
from dukou.figures.core.quantities import Quantity
from dukou.figures.models import Definition, Indicator, Source, Subject
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
    may_be_negative: bool = False

    def read(self, value: str | Quantity) -> Stated:
        """The value as this indicator takes it; what does not fit is refused with the cure."""
        return fitting(value, name=self.label, holds=self.holds, unit=self.unit, may_be_negative=self.may_be_negative)


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


def subject_ids(refs: Iterable[str]) -> dict[str, int]:
    """The primary keys of the subjects with these references, kind by kind and in batches; one that is not there is left out."""
    found: dict[str, int] = {}
    for kind, keys in by_kind(refs).items():
        for some in batches(keys):
            found |= {f"{kind}/{key}": pk for key, pk in Subject.objects.filter(kind=kind, key__in=some).values_list("key", "pk")}
    return found


def by_kind(refs: Iterable[str]) -> dict[str, list[str]]:
    """References `kind/key` as the keys of each kind."""
    found: dict[str, list[str]] = {}
    for ref in refs:
        kind, _, key = ref.partition("/")
        found.setdefault(kind, []).append(key)
    return found


def indicators() -> list[ShownIndicator]:
    """Every indicator, in the order in which they were introduced."""
    return [shown_indicator(row) for row in Indicator.objects.order_by("pk")]


def newest_versions() -> dict[str, tuple[ShownIndicator, str]]:
    """Every indicator by key, with the newest version of its definition."""
    rows = Definition.objects.select_related("indicator").order_by("pk")
    return {row.indicator.key: (shown_indicator(row.indicator), row.version) for row in rows}


def shown_indicator(row: Indicator) -> ShownIndicator:
    """The stored indicator as it is shown."""
    return ShownIndicator(row.key, row.label, ValueKind.of(row.value_kind), row.unit, Role.of(row.role), row.may_be_negative)


def source_names(keys: Collection[str]) -> dict[str, Label]:
    """The titles of the sources with these keys."""
    return {row.key: row.label for row in Source.objects.filter(key__in=keys)}


def sources() -> list[tuple[str, Label]]:
    """Every source by key and title."""
    return [(row.key, row.label) for row in Source.objects.order_by("pk")]
