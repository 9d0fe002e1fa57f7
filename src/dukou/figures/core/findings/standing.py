"""Which claims stood at the same time: only these can contradict one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dukou.figures.core.claims import Claim


@dataclass(frozen=True, slots=True)
class Told:
    """One revision of a claim. `is_withdrawn`: it takes the claim back and says nothing itself."""

    claim: Claim
    revision: int
    is_withdrawn: bool = False


def standing_together(told: Iterable[Told], since: date) -> Iterator[list[Claim]]:
    """The claims that stood on each day from `since` on when one of them began to stand, in the order in which they were told.

    A revision stands from its day of knowledge until a later one of the same claim is known; one that a later one overtook never stood.
    Whatever stands together does so on such a day.
    """
    lives = list(_lives(list(told)))
    for day in sorted({claim.known_on for claim, _ in lives if claim.known_on >= since}):
        yield [claim for claim, end in lives if claim.known_on <= day and (end is None or day < end)]


def _lives(told: list[Told]) -> Iterator[tuple[Claim, date | None]]:
    """Each revision that ever stood, with the first day on which it stood no more (None: it still stands)."""
    ends: dict[tuple[str, int], date | None] = {}
    known: dict[str, date] = {}  # of the later revisions of each claim, the earliest day of knowledge
    for each in sorted(told, key=lambda each: each.revision, reverse=True):
        ref, began = each.claim.ref, each.claim.known_on
        ends[ref, each.revision] = known.get(ref)
        known[ref] = min(began, known.get(ref, began))
    for each in told:
        end = ends[each.claim.ref, each.revision]
        if not each.is_withdrawn and (end is None or each.claim.known_on < end):
            yield each.claim, end
