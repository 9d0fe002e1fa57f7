"""The firms in business, as short as a room needs them that looks at all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dukou.enterprises.core.kinds import Status, UnitKind
from dukou.enterprises.models import Enterprise
from dukou.enterprises.queries.merged import standing_for
from dukou.enterprises.queries.own import FirmNamed

_OVER = [status.value for status in Status if status.is_over]


def roster(firms: Collection[int] | None = None) -> dict[int, str]:
    """By primary key of every firm in business: its industry code, empty where none is known. What was merged, is gone or is a group is
    left out. `firms`: only some of them.
    """
    rows = Enterprise.objects.filter(merged_into__isnull=True).exclude(status__in=_OVER).exclude(unit_kind=UnitKind.GROUP.value)
    if firms is None:
        return dict(rows.values_list("pk", "industry"))
    return dict(rows.filter(pk__in=list(firms)).values_list("pk", "industry"))


def keys_by_id(ids: list[int]) -> dict[int, str]:
    """The keys of entries, by primary key."""
    found: dict[int, str] = {}
    for start in range(0, len(ids), 500):
        found |= dict(Enterprise.objects.filter(pk__in=ids[start : start + 500]).values_list("pk", "key"))
    return found


def firms_by_id(ids: Collection[int]) -> dict[int, FirmNamed]:
    """Firms by primary key, for whoever was told of them in another way than by the register: the caller answers for that."""
    rows = Enterprise.objects.filter(pk__in=ids).values_list("pk", "key", "name", "is_synthetic")
    return {row[0]: FirmNamed(*row) for row in rows}


def ids_by_key(keys: Sequence[str]) -> dict[str, int]:
    """By key the primary key of the entry that stands for it; a key that the register has not is left out."""
    found: dict[str, int] = {}
    for start in range(0, len(keys), 500):
        found |= dict(Enterprise.objects.filter(key__in=keys[start : start + 500]).values_list("key", "pk"))
    if not Enterprise.objects.filter(merged_into__isnull=False).exists():
        return found
    ids = sorted(set(found.values()))
    stands = {end: to for start in range(0, len(ids), 500) for end, to in standing_for(ids[start : start + 500]).items()}
    return {key: stands[number] for key, number in found.items()}


def industry_of(firm: int) -> str:
    """The industry code of one firm, empty where none is known."""
    return Enterprise.objects.values_list("industry", flat=True).get(pk=firm)
