"""Which entry stands for which. Nothing is re-pointed when entries are merged: whoever reads follows the pointer."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from dukou.enterprises.models import Enterprise


def standing_for(ids: Collection[int]) -> dict[int, int]:
    """For each primary key the entry that stands for it: itself, or the last of the chain that it was merged into."""
    stands = {key: key for key in ids}
    ends = set(ids)
    while ends:
        onward = dict(Enterprise.objects.filter(pk__in=ends, merged_into__isnull=False).values_list("pk", "merged_into_id"))
        stands = {key: onward.get(end, end) or end for key, end in stands.items()}
        ends = {end for end in onward.values() if end is not None}
    return stands


def absorbed_by(key: int) -> list[Enterprise]:
    """Every entry that was merged into this one, directly or along a chain, oldest first."""
    found: list[Enterprise] = []
    ends = [key]
    while ends:
        more = list(Enterprise.objects.filter(merged_into__in=ends).order_by("pk"))
        found += more
        ends = [row.pk for row in more]
    return found


def entries_of(key: int) -> frozenset[int]:
    """The primary keys of every entry of one firm, whichever of them is given: the one that stands, and all that were merged into it."""
    stands = standing_for([key])[key]
    return frozenset({stands, *(row.pk for row in absorbed_by(stands))})


def keys_of_many(rows: Iterable[Enterprise]) -> dict[str, list[str]]:
    """By the key of each entry: its own key, and those of the entries merged into it. A query for each link of the longest chain."""
    ends = {row.pk: row.key for row in rows}
    found = {key: [key] for key in ends.values()}
    while ends:
        more = list(Enterprise.objects.filter(merged_into__in=ends).values_list("pk", "key", "merged_into_id").order_by("pk"))
        for _, key, into in more:
            found[ends[into or 0]].append(key)
        ends = {pk: ends[into or 0] for pk, _, into in more}
    return found


def refs_of(row: Enterprise) -> list[str]:
    """The references under which things are stated about the firm: its own, and those of the entries merged into it."""
    return [row.ref, *(each.ref for each in absorbed_by(row.pk))]
