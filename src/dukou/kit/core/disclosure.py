"""Small counts kept from view, so that neither they nor what hides them can be reckoned from the totals beside them.

A count below the threshold is suppressed (primary), then further ones until no suppressed count follows from the rest (complementary,
Willenborg & de Waal 2001, ch. 4). A row or column of a table together with its total is one equation, so in a table with both totals the
suppressed counts are the edges of a graph of rows and columns: one can be another value exactly where a ring of changes by one runs
through it. Noughts are shown, so whoever reads the table knows that a suppressed count is at least one; the rings below are asked to keep
to that.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from dukou.kit.core.rates import Rate

Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)
Node = tuple[bool, int]  # is it a column, and which
Spot = tuple[int, int]


@dataclass(frozen=True)
class Shown(Generic[Row, Column]):
    """A table fit to be published: None where a count is suppressed. `rows`, `columns`: the totals; `total`: of everything."""

    cells: Mapping[tuple[Row, Column], int | None]
    rows: Mapping[Row, int | None]
    columns: Mapping[Column, int | None]
    total: int | None

    def rate(self, row: Row, hit: Column, of: Iterable[Column]) -> Rate | None:
        """`hit` of the columns `of` in one row; None where any of them is suppressed, for a rate tells its counts."""
        counts = {column: self.cells[row, column] for column in of}
        whole = [count for count in counts.values() if count is not None]
        numerator = counts[hit]
        return None if numerator is None or len(whole) < len(counts) else Rate(numerator, sum(whole))


def suppressed(counts: Mapping[tuple[Row, Column], int], threshold: int) -> Shown[Row, Column]:
    """The table of `counts` ≥ 0 with its totals, without those of 1 to `threshold` − 1 and without what would betray them.

    A pair that is not there counts nought. It guards one table: where the same counts are published in another cut (a month and the year
    to date), the difference of both has to be asked here too.
    """
    rows, columns = list(dict.fromkeys(row for row, _ in counts)), list(dict.fromkeys(column for _, column in counts))
    grid = _Grid([[counts.get((row, column), 0) for column in columns] for row in rows], threshold)
    grid.close()
    at_row, at_column = len(rows), len(columns)
    return Shown(
        {(row, column): grid.shown((m, n)) for m, row in enumerate(rows) for n, column in enumerate(columns)},
        {row: grid.shown((m, at_column)) for m, row in enumerate(rows)},
        {column: grid.shown((at_row, n)) for n, column in enumerate(columns)},
        grid.shown((at_row, at_column)),
    )


class _Grid:
    """The counts with their totals in the last row and column; spots are (row, column)."""

    def __init__(self, inner: list[list[int]], threshold: int) -> None:
        rows = [[*row, sum(row)] for row in inner]
        width = len(rows[0]) if rows else 1
        self.values = [*rows, [sum(row[n] for row in rows) for n in range(width)]]
        self.spots = [(m, n) for m in range(len(self.values)) for n in range(width)]
        self.hidden: set[Spot] = set()
        self.equations: dict[Node, set[Spot]] = {}  # the hidden counts in each
        self._hide(spot for spot in self.spots if 0 < self.value(spot) < threshold)

    def _hide(self, spots: Iterable[Spot]) -> None:
        for spot in spots:
            self.hidden.add(spot)
            for node in _nodes(spot):
                self.equations.setdefault(node, set()).add(spot)

    def _show(self, spots: Iterable[Spot]) -> None:
        for spot in spots:
            self.hidden.discard(spot)
            for node in _nodes(spot):
                self.equations[node].discard(spot)

    def value(self, spot: Spot) -> int:
        return self.values[spot[0]][spot[1]]

    def shown(self, spot: Spot) -> int | None:
        return None if spot in self.hidden else self.value(spot)

    def close(self) -> None:
        """Hide more until every hidden count can be another one. What is guarded stays so whatever else is hidden."""
        waiting = sorted(self.hidden)
        while waiting:
            if self.is_guarded(waiting[-1]):
                waiting.pop()
                continue
            more = self._cheapest_guard(waiting[-1]) or {spot for spot in self.spots if self.value(spot) > 0}
            fresh = sorted(more - self.hidden)
            if not fresh:  # nothing is left to hide: the table is too small to be shown in part, so nothing of it is
                self._hide(self.spots)
                return
            self._hide(fresh)
            waiting[:0] = fresh

    def is_guarded(self, spot: Spot) -> bool:
        """Whether the count can be one more or one less with all else that is shown unchanged, and no hidden one below 1."""
        row, column = _nodes(spot)
        is_up = self._may(spot, up=True) and self._reaches(column, row, spot)
        return is_up or (self._may(spot, up=False) and self._reaches(row, column, spot))

    def _may(self, spot: Spot, *, up: bool) -> bool:
        """Whether its share in the equations may go up (or down). A total stands on the other side, so it is the count turned round."""
        is_turned = (spot[0] == len(self.values) - 1) != (spot[1] == len(self.values[0]) - 1)
        return up is not is_turned or self.value(spot) > 1

    def _reaches(self, start: Node, goal: Node, without: Spot) -> bool:
        """Whether changes by one run from one equation to another: up from a row to a column, down from a column to a row.

        One from the count's row to its column closes a ring in which the count goes down; one the other way, up.
        """
        seen, waiting = {start}, [start]
        while waiting:
            at = waiting.pop()
            for spot, to in self._steps(at):
                if spot != without and to not in seen:
                    seen.add(to)
                    waiting.append(to)
        return goal in seen

    def _steps(self, at: Node) -> Iterator[tuple[Spot, Node]]:
        is_column, _ = at
        for spot in self.equations.get(at, ()):
            if self._may(spot, up=not is_column):
                yield spot, _nodes(spot)[not is_column]

    def _cheapest_guard(self, bare: Spot) -> set[Spot] | None:
        """The three further corners of a rectangle that guard the count at the least loss; totals are given up last."""
        m, n = bare
        corners = [
            {(m, other), (below, n), (below, other)}
            for below in range(len(self.values))
            for other in range(len(self.values[0]))
            if below != m and other != n
        ]
        usable = [three for three in corners if all(self.value(spot) > 0 for spot in three)]
        for three in sorted(usable, key=self._loss):
            fresh = three - self.hidden
            self._hide(fresh)
            is_guarded = self.is_guarded(bare)
            self._show(fresh)
            if is_guarded:
                return three
        return None

    def _loss(self, three: set[Spot]) -> tuple[int, int, list[Spot]]:
        fresh = sorted(three - self.hidden)
        totals = sum(spot[0] == len(self.values) - 1 or spot[1] == len(self.values[0]) - 1 for spot in fresh)
        return totals, sum(self.value(spot) for spot in fresh), fresh


def _nodes(spot: Spot) -> tuple[Node, Node]:
    """The two equations that a count stands in: its row's and its column's."""
    return (False, spot[0]), (True, spot[1])
