"""Measures over firms: each fact asked once for many firms, each measure answered by its rule book.

Over the register a measure's book is first answered in short (`rules`' sieve, one SELECT where firms are many); reasons are given only for
the firms that are wanted. One firm is evaluated by itself. Both say the same (`tests/test_matching.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.lists import Asked, Listed, exported
from dukou.policies.core.entitlements import Entitled
from dukou.policies.queries.policies import Standing, measures_matched
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.explaining import explain
from dukou.rules.core.linking import FactKey, Linked
from dukou.rules.core.needs import needs_of
from dukou.rules.core.verdicts import Verdict
from dukou.rules.queries import Sheet, Sieve, library, linked_for, sheets_of

Wants = Callable[[Verdict], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """One firm: of each measure what its book says in short, and of the wanted ones with reasons."""

    firm: Listed
    verdicts: Sequence[tuple[Standing, Verdict]]
    entitled: Sequence[tuple[Standing, Entitled]]


@dataclass(frozen=True)
class Matcher:
    """The measures of a day, each with the rule book in force for it; `silent`: those whose book has no version for the day."""

    as_of: date
    measures: tuple[tuple[Standing, Linked], ...]
    silent: tuple[Standing, ...]

    def over(self, viewer: Viewer, keys: Sequence[str], *, known_on: date | None = None) -> dict[str, list[tuple[Standing, Entitled]]]:
        """Every measure over each firm, from the facts that the viewer may see; `known_on`: as known on a later day."""
        sheets = sheets_of(self._books, viewer=viewer, keys=keys, as_of=self.as_of, known_on=known_on)
        return {key: [(each, self._entitled(at, sheets[key])) for at, (each, _) in enumerate(self.measures)] for key in keys}

    def through(
        self, viewer: Viewer, firms: Sequence[Listed], wants: Wants, *, step: Callable[[int], None] | None = None, **how: int
    ) -> Iterator[Found]:
        """Every firm under every measure, in their order; reasons only where the verdict is wanted. `how`: as the sieve takes it."""
        sieve = Sieve(self._books, viewer, self.as_of, wants, step)
        for firm, sifted in zip(firms, sieve.sifted([firm.key for firm in firms], **how), strict=True):
            wanted = [at for at, verdict in enumerate(sifted.verdicts) if wants(verdict)]
            yield Found(
                firm,
                [(each, verdict) for (each, _), verdict in zip(self.measures, sifted.verdicts, strict=True)],
                [(self.measures[at][0], self._entitled(at, sifted.sheet)) for at in wanted if sifted.sheet is not None],
            )

    @property
    def _books(self) -> list[Linked]:
        return [linked for _, linked in self.measures]

    @cached_property
    def _ages(self) -> list[dict[FactKey, int]]:
        return [needs_of([linked]) for _, linked in self.measures]

    def _entitled(self, at: int, sheet: Sheet) -> Entitled:
        each, linked = self.measures[at]
        told = explain(Evaluation(linked, sheet.within(self._ages[at]), self.as_of), sheet.sources)
        return Entitled(each.measure, told, self.as_of)


def matcher(as_of: date, only: Sequence[Standing] | None = None) -> Matcher:
    """The measures that are in force on the day, or those given, with their books."""
    shelf = library()
    found, silent = [], []
    for each in measures_matched(as_of) if only is None else only:
        book = shelf.in_force(each.measure.conditions, as_of, each.measure.place)
        if book is None:
            silent.append(each)
        else:
            found.append((each, linked_for(book.key, as_of, each.measure.place, books=shelf)))
    return Matcher(as_of, tuple(found), tuple(silent))


def entitled_of(viewer: Viewer, key: str, as_of: date) -> list[tuple[Standing, Entitled]]:
    """What one firm is entitled to on a day and why not to the rest, from the facts that the viewer may see."""
    return matcher(as_of).over(viewer, [key])[key]


def firms_matched(viewer: Viewer, as_of: date) -> list[Listed]:
    """The firms in business. What was merged into another, has left or was dissolved is not matched."""
    return [firm for firm in exported(viewer, Asked(), known_on=as_of) if not firm.status.is_over]


def office_eyes(key: str) -> Viewer:
    """The eyes of a run: the register and what is known within the administration, nothing closed to one organisation.

    Whoever reads a run has at least these rights (`tests/test_permissions.py`), so nobody learns more by it than he may see.
    """
    eyes = {Permission.SEE_FIGURES_PUBLIC, Permission.SEE_FIGURES_INTERNAL, Permission.SEE_REGISTER}
    return Viewer(key, permissions=frozenset(eyes))
