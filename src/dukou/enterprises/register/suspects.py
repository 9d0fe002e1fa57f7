"""Looking for entries that may be one firm: among those of one code, of one core of a name, and of names that are near."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import combinations

from django.db.models import Count

from dukou.enterprises.core.grams import grams, rarest
from dukou.enterprises.core.kinds import NameKind
from dukou.enterprises.core.matching import Known, Likeness, Sameness, decide, likeness
from dukou.enterprises.models import Double, Enterprise
from dukou.enterprises.queries.name_index import name_index, rarity

BATCH = 500
CROWD = 30  # a core shared by more entries than this is a word of the trade, not a firm's own name
NEAR = 50  # candidates looked at for one name
RARE = 3


def known(row: Enterprise) -> Known:
    """An entry as the comparison takes it."""
    former = (name.text for name in row.names.all() if name.kind == NameKind.FORMER)
    return Known(key=row.key, name=row.name, code=row.code, former_names=tuple(former))


def note_alike(ids: Collection[int], now: datetime) -> int:
    """Put every pair of one code or of one core that touches `ids` into the queue; gives how many are new. Part of an act."""
    return _note(_pairs_of_one("code", ids), now) + _note(_pairs_of_one("core", ids), now)


def note_near(ids: Sequence[int], now: datetime) -> int:
    """Put every pair of near names that touches `ids` into the queue; gives how many are new. Part of an act."""
    return _note(_near_pairs(ids), now)


def _pairs_of_one(column: str, ids: Collection[int]) -> Iterator[tuple[Enterprise, Enterprise]]:
    touched = list(ids)
    for start in range(0, len(touched), BATCH):
        some = set(touched[start : start + BATCH])
        standing = Enterprise.objects.filter(merged_into__isnull=True).exclude(**{column: ""})
        values = set(standing.filter(pk__in=some).values_list(column, flat=True))
        counted = standing.filter(**{f"{column}__in": values}).values(column).annotate(many=Count("pk"))
        shared = set(counted.filter(many__range=(2, CROWD)).values_list(column, flat=True))
        groups: dict[str, list[Enterprise]] = {}
        for row in standing.filter(**{f"{column}__in": shared}).order_by("pk").prefetch_related("names"):
            groups.setdefault(getattr(row, column), []).append(row)
        for group in groups.values():
            yield from (pair for pair in combinations(group, 2) if some & {pair[0].pk, pair[1].pk})


def _near_pairs(ids: Sequence[int]) -> Iterator[tuple[Enterprise, Enterprise]]:
    for row in Enterprise.objects.filter(pk__in=ids, merged_into__isnull=True).prefetch_related("names"):
        some = rarest(grams(row.core), rarity.frequency(), RARE)
        names = name_index().any_of(some, NEAR) if some else []
        others = (
            Enterprise.objects.filter(names__in=names, merged_into__isnull=True).exclude(pk=row.pk).distinct().prefetch_related("names")
        )
        yield from ((row, other) if row.pk < other.pk else (other, row) for other in others)


def _note(pairs: Iterable[tuple[Enterprise, Enterprise]], now: datetime) -> int:
    found: dict[tuple[int, int], Double] = {}
    for first, second in pairs:
        how = likeness(known(first), known(second))
        if decide([how]) is not Sameness.DIFFERENT:
            found[first.pk, second.pk] = _suspected(first, second, how, now)
    before = Double.objects.count()
    Double.objects.bulk_create(found.values(), batch_size=BATCH, ignore_conflicts=True)  # a pair once judged is not asked again
    return Double.objects.count() - before


def _suspected(first: Enterprise, second: Enterprise, how: Likeness, now: datetime) -> Double:
    grounds = ",".join(ground.value for ground in how.grounds)
    return Double(first=first, second=second, score=how.score, grounds=grounds, found_at=now)
