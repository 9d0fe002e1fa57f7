"""Entries that may be one firm: the queue for people, and what a merge would bring together, before anybody decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.core.kinds import DoubleState
from dukou.enterprises.core.matching import Ground
from dukou.enterprises.core.names import normal
from dukou.enterprises.models import Double, Enterprise
from dukou.enterprises.queries.lists import Listed, shown_by_id
from dukou.enterprises.queries.merged import refs_of
from dukou.enterprises.queries.visibility import visible_enterprises
from dukou.figures.core.claims import Claim
from dukou.figures.queries import claims_of_many
from dukou.kit.core.labels import Label
from dukou.kit.predicates import Predicate

PAGE = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be one firm."""

    number: int
    first: Listed
    second: Listed
    score: int
    grounds: tuple[Ground, ...]
    state: DoubleState
    decided_at: datetime | None
    decided_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Two figures of the pair that state the same thing differently; after a merge both stand on one page."""

    indicator: Label
    period: Label
    first: Claim
    second: Claim


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge would bring together: figures of each side, and where they differ."""

    pair: Pair
    first_claims: int
    second_claims: int
    clashes: tuple[Clash, ...]


def _may_see(viewer: Viewer) -> Q:
    mine = visible_enterprises.filter(viewer).values("pk")
    return Q(first__in=mine, second__in=mine)


visible_doubles: Predicate[Viewer, Double] = Predicate(Double, _may_see)


def doubles(viewer: Viewer, state: DoubleState = DoubleState.WAITING, after: int = 0, size: int = PAGE) -> tuple[list[Pair], bool]:
    """One page of pairs in a state, the likeliest first, and whether there are more. `after`: how many were shown before."""
    rows = visible_doubles.filter(viewer).filter(state=state.value).order_by("-score", "pk")
    if state is DoubleState.WAITING:  # what was merged away meanwhile is asked about under the entry that stands
        rows = rows.filter(first__merged_into__isnull=True, second__merged_into__isnull=True)
    page = list(rows[after : after + size + 1])
    return _pairs(viewer, page[:size]), len(page) > size


def double(viewer: Viewer, number: int) -> Pair | None:
    """One pair; None where there is none that the viewer may see."""
    found = _pairs(viewer, list(visible_doubles.filter(viewer).filter(pk=number)))
    return found[0] if found else None


def preview(viewer: Viewer, pair: Pair, known_on: date) -> Preview:
    """What merging the pair would bring together, as known on a day."""
    first, second = (_claims(viewer, each.id, known_on) for each in (pair.first, pair.second))
    clashes = [
        Clash(one.indicator_label, one.period_label, one, other)
        for one in first
        for other in second
        if (one.indicator, one.period, one.kind) == (other.indicator, other.period, other.kind) and one.value != other.value
    ]
    return Preview(pair, len(first), len(second), tuple(clashes))


def same_code_or_name(entry: Entry) -> Enterprise | None:
    """An entry with the same code, or with the same name under whatever form, that stands for itself."""
    alike = Q(names__normal=normal(entry.name))
    code = entry.columns.get("code")
    if code:
        alike |= Q(code=code)
    return Enterprise.objects.filter(alike, merged_into__isnull=True).order_by("pk").first()


def _claims(viewer: Viewer, key: int, known_on: date) -> list[Claim]:
    found = claims_of_many(viewer=viewer, subjects=refs_of(Enterprise.objects.get(pk=key)), known_on=known_on)
    return [claim for claims in found.values() for claim in claims]


def _pairs(viewer: Viewer, rows: Sequence[Double]) -> list[Pair]:
    wanted = {key for row in rows for key in (row.first_id, row.second_id)}
    shown = {each.id: each for each in shown_by_id(viewer, sorted(wanted))}
    return [
        Pair(
            number=row.pk,
            first=shown[row.first_id],
            second=shown[row.second_id],
            score=row.score,
            grounds=tuple(Ground.of(code) for code in row.grounds.split(",") if code),
            state=DoubleState.of(row.state),
            decided_at=row.decided_at,
            decided_by=row.decided_by,
            reason=row.reason,
        )
        for row in rows
    ]
