"""Measures over firms: each fact asked once for many firms, each measure answered by its rule book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.lists import Asked, Listed, exported
from dukou.policies.core.entitlements import Entitled
from dukou.policies.queries.policies import Standing, measures_matched
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.explaining import Explanation, explain
from dukou.rules.core.linking import Linked
from dukou.rules.queries import Sheet, library, linked_for, sheets_of

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Matcher:
    """The measures of a day, each with the rule book in force for it; `silent`: those whose book has no version for the day."""

    as_of: date
    measures: tuple[tuple[Standing, Linked], ...]
    silent: tuple[Standing, ...]

    def over(self, viewer: Viewer, keys: Sequence[str]) -> dict[str, list[tuple[Standing, Entitled]]]:
        """Every measure over each firm, from the facts that the viewer may see."""
        sheets = sheets_of([linked for _, linked in self.measures], viewer=viewer, keys=keys, as_of=self.as_of)
        return {key: list(self._of(sheets[key])) for key in keys}

    def _of(self, sheet: Sheet) -> Iterator[tuple[Standing, Entitled]]:
        for each, linked in self.measures:
            told = explain(Evaluation(linked, sheet.facts, self.as_of), sheet.sources)
            yield each, Entitled(each.measure, told, self.as_of)


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


def answered(viewer: Viewer, linked: Linked, keys: Sequence[str], as_of: date) -> dict[str, Explanation]:
    """One rule book over many firms."""
    sheets = sheets_of([linked], viewer=viewer, keys=keys, as_of=as_of)
    return {key: explain(Evaluation(linked, sheet.facts, as_of), sheet.sources) for key, sheet in sheets.items()}


def firms_matched(viewer: Viewer, as_of: date) -> Iterator[list[Listed]]:
    """The firms in business, in chunks. What was merged into another, has left or was dissolved is not matched."""
    chunk: list[Listed] = []
    for firm in exported(viewer, Asked(), known_on=as_of):
        if not firm.status.is_over:
            chunk.append(firm)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def office_eyes(key: str) -> Viewer:
    """The eyes of a run: the register and what is known within the administration, nothing closed to one organisation.

    Whoever reads a run has at least these rights (`tests/test_permissions.py`), so nobody learns more by it than he may see.
    """
    eyes = {Permission.SEE_FIGURES_PUBLIC, Permission.SEE_FIGURES_INTERNAL, Permission.SEE_REGISTER}
    return Viewer(key, permissions=frozenset(eyes))


def by_key(entitled: Sequence[tuple[Standing, Entitled]]) -> Mapping[str, Entitled]:
    """The same by the measure's key."""
    return {each.measure.key: told for each, told in entitled}
