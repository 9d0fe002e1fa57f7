"""One rule book against another over the register: who stays, who drops out, who comes in, who is close."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.lists import Listed
from dukou.policies.core.kinds import Move
from dukou.policies.core.nearness import near_miss
from dukou.policies.core.switching import Switched
from dukou.policies.queries.matching import firms_matched
from dukou.rules.core.answers import Answer
from dukou.rules.core.books import Book
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.explaining import explain
from dukou.rules.core.linking import Linked
from dukou.rules.core.needs import needs_of
from dukou.rules.queries import Sieve, Sifted, library, linked_for


@dataclass(frozen=True, slots=True)
class Switch:
    """Both versions, and every firm that is not simply out or unknown under both."""

    old: Book
    new: Book
    as_of: date
    counts: Mapping[Move, int]
    firms: tuple[tuple[Listed, Switched], ...]

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it."""
        return {
            "old": self.old.key,
            "new": self.new.key,
            "as_of": self.as_of.isoformat(),
            "counts": {move.value: count for move, count in self.counts.items()},
            "firms": [
                {
                    "firm": firm.key,
                    "name": firm.name,
                    "move": each.move.value,
                    "old": each.old.value,
                    "new": each.new.value,
                    "near": each.near.as_dict() if each.near else None,
                }
                for firm, each in self.firms
            ],
        }


def switch_of(viewer: Viewer, old: str, new: str, as_of: date, place: str = "", **how: int) -> Switch:
    """Both books (`slug` or `slug/version`) over the firms in sight, on the same facts of the same day. `how`: as the sieve takes it."""
    shelf = library()
    first, second = linked_for(old, as_of, place, books=shelf), linked_for(new, as_of, place, books=shelf)
    counts = dict.fromkeys(Move, 0)
    found: list[tuple[Listed, Switched]] = []
    firms = firms_matched(viewer, as_of)
    sieve = Sieve([first, second], viewer, as_of, lambda verdict: verdict.is_near)
    for firm, sifted in zip(firms, sieve.sifted([firm.key for firm in firms], **how), strict=True):
        each = _switched(sifted, second, as_of)
        counts[each.move] += 1
        if each.move not in (Move.STAYS_OUT, Move.STAYS_UNKNOWN) or each.near is not None:
            found.append((firm, each))
    order = list(Move)
    return Switch(first.book, second.book, as_of, counts, tuple(sorted(found, key=lambda pair: order.index(pair[1].move))))


def _switched(sifted: Sifted, new: Linked, as_of: date) -> Switched:
    """One firm; reasons are asked only where the new version is near."""
    before, after = sifted.verdicts
    near = None
    if after.is_near and sifted.sheet is not None:
        near = near_miss(explain(Evaluation(new, sifted.sheet.within(needs_of([new])), as_of), sifted.sheet.sources))
    return Switched(sifted.key, Answer.told(before.answer), Answer.told(after.answer), near)


def versions_of(slug: str) -> list[Book]:
    """The versions of a rule book, the oldest first."""
    return sorted(library().books.get(slug, ()), key=lambda book: (book.since, book.version))
