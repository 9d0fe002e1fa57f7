"""What grades rest on for a day, read once for all the fields that are graded together: who is in business, and what is in use."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from dukou.credit.core.grading import Says
from dukou.credit.core.schemes import Held, Scheme, in_force
from dukou.credit.models import GradeChange
from dukou.credit.queries.fields import CreditField, fields
from dukou.credit.queries.judging import says_of_many
from dukou.credit.queries.records import held_of_many
from dukou.enterprises.queries.rosters import roster

_NOTHING: Mapping[int, Sequence[Held]] = {}


class Before(NamedTuple):
    """What was told of a firm's grade last, as it is stored."""

    grade: str
    points: int
    reasons: list[dict[str, Any]]
    unknown: list[str]
    is_covered: bool


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
        within = {industry for industry in set(self._industries.values()) if scheme.covers(industry)}
        return {firm for firm, industry in self._industries.items() if industry in within}

    def held(self, field: CreditField) -> Mapping[int, Sequence[Held]]:
        """What is in use in a field, by firm; in the composite evaluation everything is."""
        return self._all if field.is_composite else self._by_field.get(field.key, _NOTHING)

    @cached_property
    def _says(self) -> Mapping[int, Says]:
        """What every book that any field asks says of every firm: asked together, each fact is read once for all of them."""
        schemes = [in_force(each.schemes, self.on) for each in fields() if self.field in ("", each.key)]
        books = dict.fromkeys(book for scheme in schemes if scheme for book in scheme.books)
        return says_of_many(books, set(self._industries), self.on) if books else {}

    def says(self, scheme: Scheme) -> Mapping[int, Says]:
        """What the books that a scheme asks say, by firm; nothing where it asks none."""
        return self._says if scheme.books else {}

    def before(self, field: str) -> dict[int, Before]:
        """By firm what was told of its grade last."""
        rows = GradeChange.objects.filter(field=field, is_last=True)
        rows = rows if self.firms is None else rows.filter(enterprise__in=self.firms)
        return {firm: Before(*told) for firm, *told in rows.values_list("enterprise_id", *Before._fields).iterator()}
