"""Under which names offices meet a firm: the organisations that speak for its entries, and their keys in the register."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.enterprises.models import Enterprise
from dukou.enterprises.queries.merged import entries_of


@dataclass(frozen=True, slots=True)
class MetAs:
    """Keys of the organisations of a firm, and of its entries; both of every entry that was merged into it too."""

    organisations: frozenset[str]
    firms: frozenset[str]


def met_as(number: int) -> MetAs:
    """How the firm with this primary key is invited to meetings and named in cases."""
    rows = list(Enterprise.objects.filter(pk__in=entries_of(number)).values_list("key", "organisation__key"))
    return MetAs(frozenset(own for _, own in rows if own), frozenset(key for key, _ in rows))
