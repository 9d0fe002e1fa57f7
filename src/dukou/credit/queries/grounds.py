"""What grades rest on for a day, read once for all the fields that are graded together: who is in business, and what is in use."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dukou.credit.core.schemes import Held, Scheme
from dukou.credit.models import GradeChange
from dukou.credit.queries.fields import CreditField
from dukou.credit.queries.records import held_of_many
from dukou.enterprises.queries.rosters import roster

_NOTHING: Mapping[int, Sequence[Held]] = {}


@dataclass(frozen=True)
class Ground:
    """`firms`: only these are looked at (None: all). `field`: only this one is graded, so that no other field's records need be read."""

    on: date
    firms: frozenset[int] | None = None
    field: str = ""

    @classmethod
    def of(cls, on: date, firms: Collection[int]) -> Ground:
        """The ground of some firms, in all fields."""
        return cls(on, frozenset(firms))

    @cached_property
    def _industries(self) -> dict[int, str]:
        return roster(self.firms)

    @cached_property
    def _all(self) -> dict[int, list[Held]]:
        return held_of_many(self.on, field=self.field, firms=self.firms)

    @cached_property
    def _by_field(self) -> dict[str, dict[int, list[Held]]]:
        found: dict[str, dict[int, list[Held]]] = {}
        for firm, some in self._all.items():
            for held in some:
                found.setdefault(held.field, {}).setdefault(firm, []).append(held)
        return found

    def covered(self, scheme: Scheme) -> set[int]:
        """The firms that a scheme supervises."""
        if not scheme.industries:
            return set(self._industries)
        return {firm for firm, industry in self._industries.items() if scheme.covers(industry)}

    def held(self, field: CreditField) -> Mapping[int, Sequence[Held]]:
        """What is in use in a field, by firm; in the composite evaluation everything is."""
        return self._all if field.is_composite else self._by_field.get(field.key, _NOTHING)

    def before(self, field: str) -> dict[int, GradeChange]:
        """By firm the row that told its grade last."""
        rows = GradeChange.objects.filter(field=field, is_last=True)
        rows = rows if self.firms is None else rows.filter(enterprise__in=self.firms)
        return {row.enterprise_id: row for row in rows}
