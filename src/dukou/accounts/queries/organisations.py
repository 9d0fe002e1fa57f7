"""Organisations by key, for rooms above that point to them."""

from __future__ import annotations

from dukou.accounts.models import Organisation


def organisation_ids() -> dict[str, int]:
    """The primary key of every organisation, by its key: one query for a whole load."""
    return dict(Organisation.objects.values_list("key", "pk"))
