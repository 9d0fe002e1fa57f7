"""From which grade to which between two gradings of all firms: counts only, made of what moved and of how many each grade had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

OUT = ""  # in place of a grade: the field did not supervise the firm then


@dataclass(frozen=True, slots=True)
class Counted:
    """One grading of all firms: its grades from the best, firms in each, and the grade of a firm of which nothing is recorded."""

    grades: tuple[str, ...]
    counts: Mapping[str, int]
    clean: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Firms by the grade that they had (rows) and have (columns); `OUT` last on both sides where anybody entered or left."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    cells: Mapping[tuple[str, str], int]

    def at(self, was: str, now: str) -> int:
        """So many went this way."""
        return self.cells.get((was, now), 0)

    def out_of(self, was: str) -> int:
        """How many had the grade."""
        return sum(self.at(was, now) for now in self.after)

    def into(self, now: str) -> int:
        """How many have it."""
        return sum(self.at(was, now) for was in self.before)

    @property
    def kept(self) -> int:
        """How many have the grade that they had."""
        return sum(count for (was, now), count in self.cells.items() if was == now)

    @property
    def whole(self) -> int:
        """How many were supervised at both times."""
        return sum(count for (was, now), count in self.cells.items() if OUT not in (was, now))


def folded(steps: Iterable[tuple[int, str, str]]) -> dict[int, tuple[str, str]]:
    """By firm where it came from and where it is, of its moves in their order (firm, was, is); what came back is told as having stayed."""
    found: dict[int, tuple[str, str]] = {}
    for firm, was, now in steps:
        found[firm] = (found[firm][0] if firm in found else was, now)
    return found


def matrix(before: Counted, after: Counted, moves: Iterable[tuple[str, str]], held: int) -> Matrix:
    """The matrix. `moves`: where each firm came from and is that has a row between the two; `held`: firms that had the clean grade of the
    first grading by a row of their own and have no row since.

    A firm without any row has the grade of an empty ledger, whatever the scheme calls it: where a new version calls it otherwise, those
    firms go over without a row. Of them nothing but their number is known: who entered or left the register is told by the difference.
    """
    cells = Counter(moves)
    left = Counter(was for was, _ in cells.elements())
    came = Counter(now for _, now in cells.elements())
    for grade in before.grades:
        stay = before.counts.get(grade, 0) - left[grade]
        if grade != before.clean:
            cells[grade, grade] += stay
            came[grade] += stay
    kept = held if before.clean != after.clean else 0
    cells[before.clean, before.clean] += kept
    came[before.clean] += kept
    rest = before.counts.get(before.clean, 0) - left[before.clean] - kept
    now = after.counts.get(after.clean, 0) - came[after.clean]
    cells[before.clean, after.clean] += min(rest, now)
    cells[OUT, after.clean] += max(now - rest, 0)
    cells[before.clean, OUT] += max(rest - now, 0)
    shown = {pair: count for pair, count in cells.items() if count and pair != (OUT, OUT)}
    return Matrix(_sides(before.grades, [was for was, _ in shown]), _sides(after.grades, [now for _, now in shown]), shown)


def _sides(grades: Sequence[str], met: Sequence[str]) -> tuple[str, ...]:
    """The grades in their order, those that only another version has, and `OUT`, where they are met."""
    more = sorted({each for each in met if each and each not in grades})
    return (*grades, *more, *((OUT,) if OUT in met else ()))
