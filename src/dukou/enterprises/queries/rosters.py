"""The firms in business, as short as a room needs them that looks at all of them."""

from __future__ import annotations

from dukou.enterprises.core.kinds import Status, UnitKind
from dukou.enterprises.models import Enterprise

_OVER = [status.value for status in Status if status.is_over]


def roster() -> dict[int, str]:
    """By primary key of every firm in business: its industry code, empty where none is known. What was merged, is gone or is a group is
    left out.
    """
    rows = Enterprise.objects.filter(merged_into__isnull=True).exclude(status__in=_OVER).exclude(unit_kind=UnitKind.GROUP.value)
    return dict(rows.values_list("pk", "industry"))


def keys_by_id(ids: list[int]) -> dict[int, str]:
    """The keys of entries, by primary key."""
    found: dict[int, str] = {}
    for start in range(0, len(ids), 500):
        found |= dict(Enterprise.objects.filter(pk__in=ids[start : start + 500]).values_list("pk", "key"))
    return found
