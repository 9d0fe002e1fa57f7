"""Organisations by key, for rooms above that point to them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.models import Organisation
from dukou.kit.core.labels import Label


def organisation_ids() -> dict[str, int]:
    """The primary key of every organisation, by its key: one query for a whole load."""
    return dict(Organisation.objects.values_list("key", "pk"))


def organisation_names() -> dict[str, Label]:
    """The name of every organisation, by its key."""
    return {key: Label(zh, en) for key, zh, en in Organisation.objects.values_list("key", "zh", "en")}


def offices_open() -> list[tuple[str, Label]]:
    """Key and name of every organisation that is open, but for enterprises, by kind and name: what a form offers."""
    rows = Organisation.objects.filter(closed_on__isnull=True).exclude(kind=OrganisationKind.ENTERPRISE.value)
    return [(each.key, each.label) for each in rows.order_by("kind", "zh", "key")]


def banks_open() -> dict[str, Label]:
    """Name by key of the banks that are open, by name."""
    rows = Organisation.objects.filter(closed_on__isnull=True, kind=OrganisationKind.BANK.value)
    return {each.key: each.label for each in rows.order_by("zh", "key")}


def units_open() -> dict[str, Label]:
    """Name by key of those that handle matters, by name: departments, parks and utilities that are open, but for whoever others belong to.

    What stands over others, as the district itself does, hands matters on to them and handles none.
    """
    kinds = [kind.value for kind in (OrganisationKind.DEPARTMENT, OrganisationKind.PARK, OrganisationKind.UTILITY)]
    rows = Organisation.objects.filter(closed_on__isnull=True, kind__in=kinds)
    over = rows.filter(parent__isnull=False).values("parent")
    return {each.key: each.label for each in rows.exclude(pk__in=over).order_by("kind", "zh", "key")}


def enterprises_by_name(names: Iterable[str]) -> dict[str, str]:
    """Key by whole name of the open organisations of enterprises that are called so; a name that two bear is none."""
    wanted = set(names)
    rows = Organisation.objects.filter(kind=OrganisationKind.ENTERPRISE.value, closed_on__isnull=True).filter(
        Q(zh__in=wanted) | Q(en__in=wanted)
    )
    found: dict[str, set[str]] = {}
    for key, zh, en in rows.values_list("key", "zh", "en"):
        for name in {zh, en} & wanted:
            found.setdefault(name, set()).add(key)
    return {name: next(iter(keys)) for name, keys in found.items() if len(keys) == 1}


def organisation_label(number: int) -> Label:
    """The name of the organisation with this primary key."""
    return Label(*Organisation.objects.values_list("zh", "en").get(pk=number))


def organisation_key(number: int | None) -> str:
    """The key of the organisation with this primary key; empty where there is none."""
    return Organisation.objects.filter(pk=number).values_list("key", flat=True).first() or "" if number else ""


def organisations_open() -> dict[str, int]:
    """The primary key of every organisation that is not closed and is no enterprise, by its key."""
    rows = Organisation.objects.filter(closed_on__isnull=True).exclude(kind=OrganisationKind.ENTERPRISE.value)
    return dict(rows.values_list("key", "pk"))
