"""Families of firms that brought each other, as far as their projects are in sight."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.merged import standing_for
from dukou.projects.core.families import Brought, Family, families
from dukou.projects.models import Project
from dukou.projects.queries.visibility import inner_projects


def families_seen(viewer: Viewer, amounts: Mapping[str, int] = MappingProxyType({})) -> list[Family]:
    """The families of the projects that the viewer works on from within. `amounts`: fen by key of the project, of those that are known."""
    rows = list(inner_projects.filter(viewer).filter(brought_by__isnull=False).select_related("brought_by").order_by("pk"))
    firms = {number for row in rows for number in (row.enterprise_id, row.brought_by_id) if number is not None}
    stands = standing_for(firms)
    names = {stands[row.brought_by.pk]: row.brought_by.name for row in rows if row.brought_by}
    return families((_brought(row, stands, amounts) for row in rows), names)


def _brought(row: Project, stands: Mapping[int, int], amounts: Mapping[str, int]) -> Brought:
    firm = None if row.enterprise_id is None else stands[row.enterprise_id]
    return Brought(row.key, row.name, firm, row.firm, stands[row.brought_by_id or 0], amounts.get(row.key))
