"""Several facts about firms at once: the entries are found once for what the register, figures and statements tell of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.facts import refs_of_rows, register_of, standing_rows, years_back, years_of
from dukou.enterprises.queries.statements import last_stated
from dukou.rules.core.facts import Stated
from dukou.rules.core.visibility import Visibility
from dukou.rules.queries.catalogue import FIGURE, STATEMENT

COLUMN = "column"
Told = dict[tuple[Any, int], Mapping[str, Stated]]


def firm_facts(viewer: Viewer, keys: Sequence[str], as_of: date, asks: Collection[tuple[Any, int]]) -> Told:
    """What each fact's own way would tell. Called `(COLUMN, name)`, `(FIGURE, indicator, unit)`, `(STATEMENT, name, visibility, unit)`."""
    rows = standing_rows(viewer, keys)
    sorts: dict[str, list[tuple[Any, int]]] = {}
    for called, back in asks:
        sorts.setdefault(called[0], []).append((called, back))
    found: Told = {(called, back): register_of(rows, called[1], as_of) for called, back in sorts.get(COLUMN, ())}
    if FIGURE in sorts or STATEMENT in sorts:
        refs = refs_of_rows(rows)
        found |= _figures(viewer, refs, as_of, sorts.get(FIGURE, []))
        found |= _statements(viewer, refs, as_of, sorts.get(STATEMENT, []))
    return found


def _figures(viewer: Viewer, refs: Mapping[str, Sequence[str]], as_of: date, asks: Sequence[tuple[Any, int]]) -> Told:
    if not asks:
        return {}
    years = years_of({called[1] for called, _ in asks}, viewer, refs, as_of)
    return {(called, back): years_back(years[called[1]], called[2], as_of, back) for called, back in asks}


def _statements(viewer: Viewer, refs: Mapping[str, Sequence[str]], as_of: date, asks: Sequence[tuple[Any, int]]) -> Told:
    stands: dict[str, list[str]] = {}
    for key, some in refs.items():
        for ref in some:
            stands.setdefault(ref.partition("/")[2], []).append(key)
    found: Told = {}
    for visibility in {called[2] for called, _ in asks}:
        alike = [(called, back) for called, back in asks if called[2] is visibility]
        told = last_stated(viewer, stands, as_of, {called[1]: called[3] for called, _ in alike}, Visibility.of(visibility))
        found |= {(called, back): told.get(called[1], {}) for called, back in alike}
    return found
